"""The search: answers, facets that narrow and exclude, a histogram that is links, completion."""

from datetime import date, datetime, timedelta, timezone
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, document
from page_server import served
from workers.news.search import Count, Period
from workers.page.charts import HEIGHT, WIDTH, histogram
from workers.page.refining import choices, minus, pieces, plus, term, within
from workers.page.search import parts
from workers.stages.index import parse, timeline


def test_a_search_tells_how_many_and_marks_the_forms(reader):
    text = reader.ask("/recherche?q=v%C3%A9hicule").text
    assert "<b>1</b> article" in text
    assert "<mark>véhicules</mark>" in text
    found = reader.ask("/recherche.json?q=v%C3%A9hicule").json
    assert (found["total"], found["found"][0]["id"]) == (1, "e1")
    assert found["facets"]["countries"] == [{"value": "ML", "articles": 1}]


def test_a_facet_narrows_excludes_and_is_taken_back(reader):
    text = reader.ask("/recherche?q=v%C3%A9hicule").text
    assert "q=v%C3%A9hicule+pays%3AML" in text
    assert "q=v%C3%A9hicule+-pays%3AML" in text
    chosen = reader.ask("/recherche?q=v%C3%A9hicule+pays:ML").text
    assert 'class="chosen"' in chosen
    assert reader.ask("/recherche.json?q=v%C3%A9hicule+-pays:ML").json["total"] == 0


def test_a_wrong_query_is_told_and_a_bare_page_says_how(reader):
    assert "Comment chercher" in reader.ask("/recherche").text
    assert 'class="wrong"' in reader.ask("/recherche?q=payz:ML").text
    assert reader.ask("/recherche.json?q=payz:ML").status == 400


@pytest.mark.parametrize("most", ["0", "-5", "99999", "999999999999999999999", "x", "٣"])
def test_how_many_is_bounded(reader, most):
    assert reader.ask(f"/recherche?q=mali&n={quote(most)}").status == 200


def test_the_newest_come_first_when_asked(press):
    press.archive.put([document(f"a{n}", published=NOON - timedelta(days=n)) for n in (3, 0, 2)])
    with served(press) as reader:
        found = reader.ask("/recherche.json?q=mali&tri=date").json["found"]
    assert [one["id"] for one in found] == ["a0", "a2", "a3"]


def test_a_bar_is_a_link_to_its_day(press):
    press.archive.put([document(f"a{n}", published=NOON - timedelta(days=n)) for n in range(5)])
    with served(press) as reader:
        text = reader.ask("/recherche?q=mali").text
        anchors = [one for one in text.split('<a href="')[1:] if 'data-from="2026-03-01"' in one]
        links = [one.split('"')[0] for one in anchors]
        assert parse_qs(urlsplit(links[0]).query)["q"] == ["mali depuis:2026-03-01 avant:2026-03-02"]
        path = links[0].replace("/recherche", "/recherche.json")
        assert [one["id"] for one in reader.ask(path).json["found"]] == ["a1"]
        brushed = reader.ask("/recherche?q=mali+depuis:1j&dates=depuis:2026-02-27+avant:2026-03-01")
        assert 'value="mali depuis:2026-02-27 avant:2026-03-01"' in brushed.text


def test_the_bars_of_few_days_are_hours(press):
    times = [NOON, NOON - timedelta(hours=2, minutes=20), NOON - timedelta(days=2)]
    press.archive.put([document(f"a{n}", published=at) for n, at in enumerate(times)])
    with served(press) as reader:
        text = reader.ask("/recherche?q=mali").text
        link = next(one for one in text.split('<a href="')[1:] if 'data-from="2026-03-02T09Z"' in one)
        query = parse_qs(urlsplit(link.split('"')[0]).query)["q"]
        assert query == ["mali depuis:2026-03-02T09Z avant:2026-03-02T10Z"]
        assert "lundi 2 mars 2026, 10:00 : 1" in link
        path = link.split('"')[0].replace("/recherche", "/recherche.json")
        assert [one["id"] for one in reader.ask(path).json["found"]] == ["a1"]


def test_fields_countries_and_names_are_completed(reader):
    def offered(q, lang="fr"):
        return [one["query"] for one in reader.ask(f"/recherche/completer?lang={lang}&q={quote(q)}").json]

    assert offered("armée pa") == ["armée pays:", "armée pays-lieu:", "armée pays-acteur:"]
    assert offered("-pays:mal")[:2] == ["-pays:MW ", "-pays:MY "] or "-pays:ML " in offered("-pays:mal")
    assert offered("lieu:ma") == ["lieu:Mali "]
    assert offered("veille:m") == ["veille:mali "]
    assert 'mot:"véhicule blindé" ' in offered("mot:véhi")
    assert offered("country:mal", "en") != []
    assert offered("nulchamp:x") == []
    assert offered("") == []


def test_a_passage_is_cut_at_the_marks():
    assert [(one.text, one.marked) for one in parts("le « Mali » reçoit")] == [
        ("le ", False),
        ("Mali", True),
        (" reçoit", False),
    ]
    assert [one.text for one in parts("sans")] == ["sans"]
    assert parts("") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("armée pays:ML", ["armée", "pays:ML"]),
        ('"coup d\'État" -pays:FR', ['"coup d\'État"', "-pays:FR"]),
        ("SAUF football mali", ["SAUF football", "mali"]),
        ('personne:"Assimi Goïta" =FAMA', ['personne:"Assimi Goïta"', "=FAMA"]),
        ("(a OU b) c", ["(a OU b) c"]),
        ("", []),
    ],
)
def test_a_query_is_cut_into_its_parts(query, expected):
    assert [piece.text for piece in pieces(query)] == expected


@given(st.text(max_size=60))
def test_any_query_can_be_cut_and_added_to(query):
    cut = pieces(query)
    assert all(piece.text for piece in cut)
    assert plus(query, "pays:ML").endswith("pays:ML")
    minus(query, "pays:ML")


@given(st.sampled_from(["countries", "persons", "sources"]), st.text(min_size=1, max_size=20))
def test_a_value_added_can_be_taken_out_again(facet, value):
    added = term(facet, value)
    if [piece.text for piece in pieces(added)] == [added]:
        assert minus(plus("mali", added), added) == "mali"


def test_times_replace_times_and_leave_the_rest():
    assert within("mali depuis:7j -date:2026", "depuis:2026-01-01") == "mali depuis:2026-01-01"
    assert within("a OU b", "depuis:7j") == "(a OU b) depuis:7j"


def test_what_a_facet_offers_means_what_it_says():
    (choice,) = choices("mali -pays:FR", {"countries": [Count(value="FR", articles=3)]})["countries"]
    assert (choice.excluded, choice.with_it, choice.without_it) == (True, "mali pays:FR", "mali")
    assert parse(choice.with_it, NOON).root is not None


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)  # noqa: UP017


@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1, max_size=40))
def test_bars_stand_side_by_side_within_the_chart(days):
    chart = histogram(timeline({midnight(one): 3 for one in days}))
    assert sum(bar.articles for bar in chart.bars) == 3 * len(days)
    assert chart.bars[0].x >= 0
    assert chart.bars[-1].x + chart.bars[-1].width <= WIDTH + 0.1
    assert all(0 <= bar.y <= HEIGHT and bar.start < bar.end for bar in chart.bars)
    assert all(one.end == other.start for one, other in zip(chart.bars, chart.bars[1:], strict=False))


@given(st.sets(st.integers(0, 95), min_size=1))
def test_bars_of_hours_tell_every_answer_once(hours):
    start = datetime(2026, 3, 1, tzinfo=timezone.utc)  # noqa: UP017
    chart = histogram([Period(start=start + timedelta(hours=one), articles=2, unit="hour") for one in hours])
    assert chart.by_hours
    assert sum(bar.articles for bar in chart.bars) == 2 * len(hours)
    assert all(bar.end - bar.start == timedelta(hours=1) for bar in chart.bars)


@pytest.mark.parametrize(
    ("first", "span", "length"),
    [
        (date(2026, 1, 1), 251, {28, 29, 30, 31}),
        (date(2026, 1, 1), 250, {7}),
        (date(2026, 1, 8), 36, {7}),
        (date(2026, 1, 8), 35, {1}),
        (date(2026, 1, 8), 3, {1}),
    ],
)
def test_bars_are_as_long_as_the_stretches_of_the_timeline(first, span, length):
    days = {midnight(first + timedelta(days=one)): 3 for one in (0, span // 2, span)}
    chart = histogram(timeline(days))
    assert sum(bar.articles for bar in chart.bars) == 9
    assert {(bar.end - bar.start).days for bar in chart.bars} <= length


def test_without_answers_there_is_no_chart():
    assert histogram([]) is None
