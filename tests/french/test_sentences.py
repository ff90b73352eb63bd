"""A passage is the sentence around what was found, short enough to be read at a glance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.french.sentences import LONGEST_PASSAGE, passage


def around(text: str, found: str) -> str:
    start = text.index(found)
    return passage(text, start, start + len(found))


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Un. Le Sahel brûle. Deux.", "Sahel", "Le Sahel brûle."),
        ("Titre\n\nLe Sahel\nbrûle.", "Sahel", "Le Sahel brûle."),
        ("Titre du Sahel\n\nAutre.", "Sahel", "Titre du Sahel"),
        (
            "Hier. M. J. Dupont, du gén. Koné, parle du Sahel. Fin.",
            "Sahel",
            "M. J. Dupont, du gén. Koné, parle du Sahel.",
        ),
        ("« Le Sahel tient. » Il part.", "Sahel", "« Le Sahel tient. »"),
        ("Le Sahel coûte 3.5 milliards. Fin.", "Sahel", "Le Sahel coûte 3.5 milliards."),
    ],
)
def test_a_passage_is_the_sentence(text, found, expected):
    assert around(text, found) == expected


def test_a_long_sentence_is_cut_at_words_on_both_sides():
    told = around("mot " * 200 + "le Sahel brûle" + " mot" * 200, "Sahel")
    assert len(told) <= LONGEST_PASSAGE
    assert told.startswith("…mot")
    assert told.endswith("mot…")
    assert "le Sahel brûle" in told


@given(st.text(alphabet="ab. \n\u00a0«»!é", min_size=1, max_size=800), st.data())
@settings(deadline=None)
def test_a_passage_holds_what_was_found_and_is_never_too_long(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    told = passage(text, start, end)
    assert len(told) <= LONGEST_PASSAGE
    assert "\n" not in told
    found = text[start:end].split()
    assert all(word in told for word in found)
