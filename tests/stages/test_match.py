"""A watch fires on what it asks for, and proves it with the words of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.french.automaton import Automaton
from workers.french.text import reading
from workers.news.watch import Watch
from workers.stages.match import Watcher

WORDS = st.sampled_from(
    ["Mali", "l'Otan", "l’OTAN", "malin", "Etats-Unis", "États Unis", "N'Djamena", "et", "\n\n"]
)


def watch(name: str = "w", **terms) -> Watch:
    return Watch(id=name, title=name, **terms)


def fires(text: str, **terms) -> bool:
    return bool(Watcher([watch(**terms)]).matches(text))


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        ({"any": ("Mali", "Niger")}, "Le Niger", True),
        ({"any": ("Mali",), "all": ("Otan",)}, "Le Mali", False),
        ({"any": ("Mali",), "all": ("Otan",)}, "Le Mali et l'Otan", True),
        ({"all": ("Mali", "Otan")}, "L'Otan au Mali", True),
        ({"any": ("Mali",), "none": ("football",)}, "Le Mali, football", False),
        ({"none": ("football",)}, "Le Mali", False),
        ({}, "Le Mali", False),
    ],
)
def test_any_of_all_of_none_of(terms, text, expected):
    assert fires(text, **terms) is expected


def test_matches_come_by_watch_and_place_with_the_term_as_the_watch_writes_it():
    watcher = Watcher([watch("b", any=("otan",)), watch("a", any=("Mali",), all=("Otan",))])
    found = [(one.watch_id, one.term, one.form) for one in watcher.matches("L'OTAN au Mali")]
    assert found == [("a", "Otan", "OTAN"), ("a", "Mali", "Mali"), ("b", "otan", "OTAN")]


def test_a_term_of_none_gives_no_match_and_is_seen_in_any_spelling():
    watcher = Watcher([watch("a", any=("Mali",), none=("Côte d'Ivoire",)), watch("b", all=("Mali",))])
    assert [one.watch_id for one in watcher.matches("Le Mali, la COTE D’IVOIRE")] == ["b"]


def test_a_term_named_in_any_and_all_gives_its_match_once():
    assert len(Watcher([watch(any=("Mali", "Mali"), all=("Mali",))]).matches("Le Mali")) == 1


def test_terms_found_with_others_in_one_pass_match_the_same():
    watcher = Watcher([watch(any=("Mali",))])
    found = Automaton(watcher.forms()).find(reading("Le Mali"))
    assert watcher.matches("Le Mali", hits=found) == watcher.matches("Le Mali") != ()


def test_watches_of_one_term_all_fire():
    watcher = Watcher([watch(f"w{n}", any=("Mali",)) for n in range(3)])
    assert [one.watch_id for one in watcher.matches("Mali")] == ["w0", "w1", "w2"]


def test_no_watch_matches_nothing():
    assert Watcher([]).matches("Le Mali") == ()


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_a_match_is_where_it_says(text):
    watcher = Watcher([watch(any=("Mali", "Otan", "États-Unis", "N'Djamena"))])
    for match in watcher.matches(text):
        assert text[match.start : match.end] == match.form


@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join))
def test_capitals_and_lost_accents_lose_no_match(text):
    watcher = Watcher([watch(any=("Mali", "Otan", "États-Unis"))])
    plain = text.upper().replace("É", "E")
    assert len(watcher.matches(plain)) == len(watcher.matches(text))
