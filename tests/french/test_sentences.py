"""A passage is the sentence around what was found, short enough to be read at a glance."""

import pytest
from hypothesis import given
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
        ("Hier. « Le Mali ! » dit-il. Fin.", "Mali", "« Le Mali ! » dit-il."),
        ("Hier. « Le Mali ! » Il part.", "Mali", "« Le Mali ! »"),
        ("La France, l’Italie, etc. Le Mali tient. Fin.", "Mali", "Le Mali tient."),
        ("En janv. dernier, le Mali a signé. Fin.", "Mali", "En janv. dernier, le Mali a signé."),
        ("Selon l’art. 5, l’Otan riposte. Fin.", "Otan", "Selon l’art. 5, l’Otan riposte."),
        ("Il aime l’art. L’Otan riposte. Fin.", "Otan", "L’Otan riposte."),
        ("Vers 50 av. J.-C. Le Mali naît.", "Mali", "Vers 50 av. J.-C. Le Mali naît."),
        ("L’U.S. Army part. Le Mali reste.", "Army", "L’U.S. Army part."),
        ("L’A.E.S. et le Mali. Fin.", "A.E.S.", "L’A.E.S. et le Mali."),
        ("Le Mali reste… La France part.", "Mali", "Le Mali reste…"),
        ("Fin.\n\n» Le Mali", "Mali", "» Le Mali"),
        ("Mali", "Mali", "Mali"),
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


def test_a_sentence_is_cut_after_what_was_found_at_its_start():
    told = around("Le Sahel brûle" + " mot" * 200, "Sahel")
    assert told.startswith("Le Sahel brûle mot")
    assert told.endswith(" mot…")
    assert LONGEST_PASSAGE - len("mot mot ") < len(told) <= LONGEST_PASSAGE


def test_what_is_longer_than_a_passage_is_cut_too():
    text = "mot " * 200
    told = passage(text, 0, len(text) - 1)
    assert told.startswith("mot mot mot")
    assert told.endswith("mot…")
    assert len(told) <= LONGEST_PASSAGE


@pytest.mark.parametrize("row", [".", ".»", ". ", "\n \n", "A.", "M. ", "« "])
def test_a_row_of_stops_takes_no_longer_than_it_is_long(row):
    text = row * 50_000 + "Mali"  # where each stop were tried from each sign: minutes
    assert "Mali" in passage(text, len(text) - 4, len(text))


@given(st.text(alphabet="abM. \n\u00a0«»!é…", min_size=1, max_size=800), st.data())
def test_a_passage_holds_what_was_found_and_is_never_too_long(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 50)))
    told = passage(text, start, end)
    assert len(told) <= LONGEST_PASSAGE
    assert "\n" not in told
    found = text[start:end].split()
    assert all(word in told for word in found)
