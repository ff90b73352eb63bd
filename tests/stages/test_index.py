"""Documents to index fields, queries to terms, hits to passages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, article, document
from workers.news.document import Country, Entity, Point
from workers.stages.index import (
    body,
    found,
    highlights,
    index_name,
    passages,
    placed_words,
    spans,
    words,
)

TYPED = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'’«»-*: aéÉlnN")), max_size=80)


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("L’ARMÉE d'Haïti", ["armee", "haiti"]),
        ("Qu'il jusqu’à Lorsqu'on", ["il", "a", "on"]),
        ("N’Daw, N'DJAMENA, M'Bour", ["n'daw", "n'djamena", "m'bour"]),
        ("n'attaque m’attend", ["attaque", "attend"]),
        ("États-Unis, porte-avions", ["etats", "unis", "porte", "avions"]),
        ("aujourd’hui presqu'île", ["aujourd'hui", "presqu'ile"]),
        ("cœur Sükhbaatar Łódź", ["coeur", "sukhbaatar", "lodz"]),
        ("F-16 l' ’ 'tir' d’", ["f", "16", "l", "tir", "d"]),
        ("arme\u0301e", ["armee"]),
        ("", []),
    ],
)
def test_words_lose_elisions_capitals_and_accents_but_names_keep_theirs(text, seen):
    assert texts(text) == seen


@given(TYPED)
def test_words_stand_where_they_say_one_after_the_other(text):
    seen = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in seen)
    assert all(before.end <= after.start for before, after in pairwise(seen))


@given(TYPED)
def test_placed_words_are_the_same_words(text):
    seen = words(text)
    assert placed_words(text) == ([word.text for word in seen], [(word.start, word.end) for word in seen])


def test_a_body_is_read_back_as_a_result():
    one = document("a1", title="Le Mali")
    result = found(body(one), ("passage",))
    assert (result.id, result.title, result.url) == ("a1", "Le Mali", one.article.url)
    assert (result.feed, result.published) == ("sahel-info", "2026-03-02T12:00:00+00:00")
    assert (result.countries, result.entities, result.watches) == (("ML",), ("Mali",), ("mali",))
    assert (result.keywords, result.highlights) == (("véhicule blindé",), ("passage",))


def test_a_result_of_another_version_lacks_what_it_lacks():
    result = found({"id": "a1", "later": 1}, ())
    assert (result.id, result.title, result.published, result.countries) == ("a1", "", None, ())


def test_entities_stand_flat_by_their_type_and_once_each():
    one = document("a1")
    names = [("person", "N'Daw"), ("person", "N'Daw"), ("organisation", "Onu"), ("other", "Barkhane")]
    entities = tuple(Entity(text=name, type=type, canonical=name, mentions=((0, 1),)) for type, name in names)
    fields = body(replace(one, findings=replace(one.findings, entities=entities)))
    assert (fields["persons"], fields["organisations"], fields["places"]) == (["N'Daw"], ["Onu"], [])
    assert fields["entities"] == ["N'Daw", "Onu", "Barkhane"]
    assert len(fields["mentions"]) == 4


def test_a_text_is_composed_and_loses_half_signs():
    fields = body(document("a1", title="e\u0301te\u0301 \ud800"))
    assert fields["title"] == "été ?"


def test_without_a_date_the_first_sight_orders_an_article():
    fields = body(document("a1", published=None))
    assert (fields["published"], fields["@timestamp"]) == (None, NOON.isoformat())


@pytest.mark.parametrize(
    ("published", "name"),
    [
        (None, "2026"),
        (datetime(2020, 10, 2, tzinfo=UTC), "2020"),
        (datetime(2027, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026"),
        (datetime(1970, 1, 1, tzinfo=UTC), "2026"),
        (datetime(9998, 1, 1, tzinfo=UTC), "2026"),
    ],
)
def test_an_article_belongs_to_the_year_it_was_published_if_that_can_be(published, name):
    assert index_name(article("a1", published=published)) == f"beffroi-articles-v1-{name}"


def test_spans_are_where_the_wanted_stems_follow_each_other():
    stems = ["le", "vehicul", "blind", "le", "blind"]
    places = [(0, 2), (3, 11), (12, 18), (19, 21), (22, 28)]
    assert spans(stems, places, [["blind"], ["vehicul", "blind"], []]) == [(3, 18), (22, 28)]


def test_a_form_inside_a_longer_one_is_not_marked_again():
    places = [(0, 1), (2, 3), (4, 5)]
    assert spans(["a", "b", "c"], places, [["a", "b", "c"], ["b"], ["c"]]) == [(0, 5)]
    assert spans(["a", "b", "c"], places, [["a"], ["a", "b"], ["c"]]) == [(0, 3), (4, 5)]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.lists(st.sampled_from("abc"), max_size=3)))
def test_spans_are_in_order_and_do_not_overlap(stems, wanted):
    places = [(at * 2, at * 2 + 1) for at in range(len(stems))]
    hits = spans(stems, places, wanted)
    assert all(before[1] <= after[0] for before, after in pairwise(hits))


def test_a_passage_marks_each_form_and_cuts_no_word():
    text = "Introduction longue. " * 20 + "Des blindés et\ndes blindées défilent. " + "Suite longue. " * 20
    first, second = text.index("blindés"), text.index("blindées")
    (passage,) = passages(text, [(first, first + 7), (second, second + 8)])
    assert "Des « blindés » et des « blindées » défilent." in passage
    assert passage.split()[0] in {"Introduction", "longue."}
    assert passage.split()[-1] in {"Suite", "longue."}


def test_there_are_three_passages_at_most():
    text = ("tir " + "x" * 300 + " ") * 5
    hits = [(at * 305, at * 305 + 3) for at in range(5)]
    assert [passage[:7] for passage in passages(text, hits)] == ["« tir »"] * 3


@given(TYPED, st.data())
def test_a_passage_without_its_marks_stands_in_the_text(text, draw):
    plain = text.replace("«", "").replace("»", "")
    seen = words(plain)
    hits = [(word.start, word.end) for word in seen if draw.draw(st.booleans())]
    for passage in passages(plain, hits):
        bare = "".join(passage.replace("«", "").replace("»", "").split())
        assert bare in "".join(plain.split())
        assert passage.count("«") == passage.count("»") >= 1


def test_neighbouring_marks_of_the_server_become_one():
    marked = {
        "title": ["\ue000Titre\ue001"],
        "body": ["des \ue000véhicules\ue001 \ue000blindés\ue001\nneufs"],
    }
    assert highlights(marked) == ("des « véhicules blindés » neufs",)
    assert highlights({"title": marked["title"]}) == ("« Titre »",)
    assert highlights({}) == ()


def test_the_cities_where_something_happens_are_points_on_the_map():
    kidal = Point(name="Kidal", latitude=18.44, longitude=1.41)
    moscow = Point(name="Moscou", latitude=55.75, longitude=37.62)
    mali = Country(code="ML", name="Mali", mentions=(), roles=("place", "actor"), places=(kidal,))
    russia = Country(code="RU", name="Russie", mentions=(), roles=("actor",), places=(moscow,))
    given_one = document()

    fields = body(replace(given_one, findings=replace(given_one.findings, countries=(mali, russia))))

    assert fields["geo"] == [{"lat": 18.44, "lon": 1.41}]
    assert fields["place_countries"] == ["ML"]
    assert fields["actor_countries"] == ["ML", "RU"]
