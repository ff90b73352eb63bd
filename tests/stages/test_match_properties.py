"""Whatever a text looks like: a match is whole words, where it says, as it stands."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workers.news.expression import Term
from workers.news.watch import Watch
from workers.stages.match import Watcher

TERMS = (
    "frappe aérienne",
    "chef d'état-major",
    "malien",
    "garde-côte",
    "œil",
    "AES",
    "drone*",
    "Burkina Faso",
)
WATCHER = Watcher([Watch(id="w", title="w", any=(*TERMS, Term(text="accord de défense", gap=2)))])
PIECES = st.sampled_from(
    [
        *("frappes aériennes", "chefs d'état-major", "l'œil", "d’yeux", "garde-côtes", "Maliennes", "AES"),
        *("A.E.S.", "drones", "Burkina-Faso", "accord bilatéral de défense", "xdrone", "malienx", "\u00ad"),
        *("\u0301", "🎺", "ﬁ", "İ", "\n\n", "-", "—", "«", "’", "\u202f", "é", "\ud800", "...", "ß", "ÉTÉ"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_a_match_is_where_it_says_and_no_word_goes_on_around_it(text):
    for match in WATCHER.matches(text):
        assert text[match.start : match.end] == match.form
        before, after = text[: match.start][-1:], text[match.end :][:1]
        assert not (before.isalnum() and match.form[:1].isalnum())
        assert not (after.isalnum() and match.form[-1:].isalnum())
        assert match.sentence


@given(st.lists(PIECES.filter(lambda piece: "\ud800" not in piece), max_size=25).map(" ".join))
def test_composed_and_decomposed_letters_are_one(text):
    composed = [match.term for match in WATCHER.matches(unicodedata.normalize("NFC", text))]
    assert [match.term for match in WATCHER.matches(unicodedata.normalize("NFD", text))] == composed


@given(TEXTS)
def test_matching_twice_gives_the_same(text):
    assert WATCHER.matches(text) == WATCHER.matches(text)
