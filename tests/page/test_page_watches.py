"""The list of watches, and a watch tried on the past."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from lxml import html as lxml_html

from facts import NOON, alert, document
from injections import CASES
from page_server import served
from workers.news.vote import Vote
from workers.news.watch import Watch
from workers.page.language import english
from workers.page.search_as_watch import query_of
from workers.page.sparks import spark
from workers.page.trial import tried
from workers.page.trying import MISTAKES
from workers.page.watches import GRAVITIES, per_day
from workers.stages.index import parse
from workers.watchlist.load import load

FILE = """\
watches:
  - id: mali
    any: [Mali]
    channels: [log]
"""
WATCH = "id: essai\nany: [blindé]\n"


@pytest.fixture
def past(press, tmp_path):
    """A world with a file of watches, and three articles of the last two days."""
    (tmp_path / "feeds.yaml").write_text(FILE)
    press.archive.put(
        [
            document("p1", title="Gao reçoit des blindés", published=NOON - timedelta(hours=2)),
            document("p2", title="Un carnaval", body="Un char fleuri.", published=NOON - timedelta(hours=30)),
            document("p3", title="Le Mali attend", published=NOON - timedelta(hours=31)),
        ]
    )
    return press


def ask(reader, text, kind="", **other):
    return reader.ask(f"/veilles/essai{kind}?{urlencode({'texte': text} | other)}")


def page(answer):
    assert answer.status == 200
    return lxml_html.fromstring(answer.text)


def test_a_watch_is_listed_with_its_volume_precision_and_last_alert(press):
    for day, verdict in enumerate(("true", "true", "false")):
        press.outbox.put(alert(f"a{day}", article_id=f"e{day}", created=NOON - timedelta(days=day)))
        press.votes.put(Vote(alert_id=f"a{day}", verdict=verdict, at=NOON))
    press.remarks.mute("watch:mali", NOON + timedelta(hours=1))
    with served(press) as reader:
        (row,) = page(reader.ask("/veilles")).xpath("//tbody/tr")
        (line,) = reader.ask("/veilles.json").json
        assert reader.ask("/veilles.csv").text.splitlines()[1].startswith("mali,Mali,normal,log,0.21,3,")
    assert row.xpath(".//path")[0].get("d").count("M") == 3
    assert "67 %" in row.text_content()
    assert "muette" in row.text_content()
    assert (line["days"][-3:], line["votes"], line["last"]) == ([1, 1, 1], 3, NOON.isoformat())


def test_a_watch_that_never_told_says_so(reader):
    text = page(reader.ask("/veilles")).text_content()
    assert "jamais" in text
    assert "aucun vote" in text


@pytest.mark.usefixtures("past")
def test_a_watch_tried_shows_what_it_would_have_told(reader):
    shown = page(ask(reader, WATCH))
    (sample,) = [one for one in shown.find_class("samples")[0] if "Gao" in one.text_content()]
    assert sample.xpath(".//mark")[0].text == "blindés"
    assert "2 alertes de 3 articles depuis lundi 23 février 2026" in " ".join(shown.text_content().split())
    assert shown.xpath("//section[@class='paste']/pre")[0].text == WATCH
    answer = ask(reader, WATCH, ".json").json
    assert ([one["article_id"] for one in answer["told"]], answer["whole"]) == (["p3", "p1"], True)
    assert sum(answer["days"]) == 2
    assert ask(reader, WATCH, ".csv").text.count("\n") == 3
    assert ask(reader, WATCH, ".json", jours="1").json["articles"] == 1


@pytest.mark.usefixtures("past")
def test_a_query_is_tried_too_and_given_as_yaml(reader):
    shown = page(ask(reader, "blindé SAUF Gao", forme="requete"))
    assert [one.text for one in shown.xpath("//ol[@class='samples']//h3/a")] == ["Le Mali attend"]
    assert "- id: essai\n  query: 'blindé SAUF Gao'" in shown.xpath("//section[@class='paste']/pre")[0].text


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize(
    ("text", "form", "told", "marked"),
    [
        ("id: essai\nany: [Mali]\nanny: [x]\n", "yaml", "Ligne 3, signe 1 : clé inconnue", "a"),
        ("junte ET (putsch", "requete", "Ligne 1, signe 17", " "),
        ("id: essai\nany: [$sahel]\n", "yaml", "Ligne 2, signe 7", "$"),
    ],
)
def test_a_mistake_is_shown_at_its_sign(reader, text, form, told, marked):
    shown = page(ask(reader, text, forme=form))
    (wrong,) = shown.find_class("wrong")
    assert told in wrong.text_content()
    assert wrong.xpath(".//mark")[0].text == marked
    assert shown.get_element_by_id("texte").get("aria-invalid") == "true"
    assert ask(reader, text, ".json", forme=form).status == 422
    assert ask(reader, text, ".csv", forme=form).status == 400


@pytest.mark.usefixtures("past")
def test_a_watch_of_the_file_is_there_to_be_changed(reader):
    shown = page(reader.ask("/veilles/essai?veille=mali"))
    assert shown.get_element_by_id("texte").text.strip() == "- id: mali\n  any: [Mali]\n  channels: [log]"
    assert len(shown.xpath("//ol[@class='samples']/li")) == 2


@pytest.mark.parametrize(
    ("q", "query", "left"),
    [
        ("blindé Mali", '"blindé" "Mali"', ()),
        (
            'pays:ML (drone OU "véhicule blindé") -football',
            'pays:ML ("drone" OU "véhicule blindé") SAUF "football"',
            (),
        ),
        ("personne:Goïta depuis:7j défense:>0.5", '"Goïta"', ("date", "défense")),
        ('titre:drone ="FAMA" langue:fr', 'titre:"drone" !"FAMA" langue:fr', ()),
        ("-(pays:ML OU pays:NE) mot:pertes", 'SAUF (pays:ML OU pays:NE) thème:"pertes"', ()),
        ("veille:mali", "", ("veille",)),
    ],
)
def test_a_search_becomes_the_query_of_a_watch(past, q, query, left):
    assert query_of(parse(q, NOON).root) == (query, left)
    if query:
        assert past.watch_file.query(query)


@pytest.mark.usefixtures("past")
def test_a_search_is_opened_as_a_watch_with_its_trial(reader):
    shown = page(reader.ask("/veilles/essai?" + urlencode({"q": "blindé -Mali depuis:2j"})))
    assert shown.get_element_by_id("texte").text.strip() == '"blindé" SAUF "Mali"'
    assert "date" in shown.find_class("outcome")[0].text_content()
    assert page(reader.ask("/veilles/essai?q=pays:Atlantide")).find_class("wrong")


@pytest.mark.usefixtures("past")
def test_the_file_is_not_written_unless_it_says_so(reader, tmp_path):
    assert "Écrire" not in ask(reader, WATCH).text
    assert reader.send("/veilles/essai", texte=WATCH).status == 403
    assert (tmp_path / "feeds.yaml").read_text() == FILE


def test_the_file_is_written_where_it_says_so(past, tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text("page: {write: true}\n" + FILE)
    with served(replace(past, watchlist=lambda: load(path, {}))) as reader:
        assert "Écrire dans feeds.yaml" in ask(reader, WATCH).text
        wrong = reader.send("/veilles/essai", texte="id: essai\nanny: [x]\n")
        assert "clé inconnue « anny »" in wrong.text
        assert reader.send("/veilles/essai", token="0", texte=WATCH).status == 403
        assert reader.send("/veilles/essai", texte=WATCH).headers["location"] == "/veilles?ecrite=1"
        assert len(reader.ask("/veilles.json").json) == 2
    assert path.read_text().endswith("  - id: essai\n    any: [blindé]\n")


def test_a_trial_stops_when_its_time_is_over_and_says_how_far_it_came(past):
    clock = iter(NOON + timedelta(seconds=second) for second in range(100))
    world = replace(past, now=lambda: next(clock))
    found = tried(world, [Watch(id="w", title="w", any=("blindé",))], 7, within=timedelta(seconds=1))
    assert (found.whole, found.articles, [one.article_id for one in found.told]) == (False, 1, ["p1"])
    assert NOON - found.since < timedelta(hours=6)


@pytest.mark.usefixtures("past")
def test_whatever_is_tried_is_shown_and_does_nothing(reader):
    parts = {"plain": shape(page(ask(reader, "id: [")))}
    for text in CASES.values():
        case = text.encode("utf-8", "replace").decode()[:10_000]
        for form in ("yaml", "requete"):
            answer = ask(reader, case, forme=form)
            assert answer.status == 200
            assert shape(page(answer)) <= parts["plain"] | shape(page(ask(reader, WATCH)))


def test_whatever_the_past_holds_is_shown_and_does_nothing(press, tmp_path):
    (tmp_path / "feeds.yaml").write_text(FILE)
    for number, text in enumerate(("titre", *CASES.values())):
        case = text.encode("utf-8", "replace").decode()[:1000]
        press.archive.put([_poisoned(f"p{number}", case, NOON - timedelta(minutes=number + 1))])
    with served(press) as reader:
        shown = page(ask(reader, "id: essai\nany: [blindé]\n")).xpath("//ol[@class='samples']/li")
        assert len(shown) == 20
        assert len({frozenset(shape(one)) for one in shown}) == 1


def _poisoned(name, text, at):
    return document(name, title=f"T {text}", body=f"T {text}\n\nUn blindé.", published=at, source=text)


def shape(node):
    return {(one.tag, *sorted(one.keys())) for one in node.iter() if isinstance(one.tag, str)}


def test_days_are_those_of_the_desk():
    night = NOON.replace(hour=23, minute=30)
    assert per_day([night], night, "Europe/Paris", 2) == (0, 1)
    assert per_day([NOON], night, "Europe/Paris", 2) == (1, 0)
    assert per_day([NOON], night, "Europe/London", 2) == (0, 1)


def test_a_spark_fills_its_box_with_the_highest_of_bars_and_line():
    drawn = spark((0, 2, 4), (1.0, 8.0, 2.0))
    assert drawn.bars == "M5 24V18h4V24zM10 24V12h4V24z"
    assert (drawn.line, drawn.total) == ("2,21 7,0 12,18", 6)
    assert spark(()).bars == ""


def test_every_text_that_a_program_chooses_has_its_english():
    assert {*GRAVITIES.values(), *MISTAKES.values()} <= set(english())
