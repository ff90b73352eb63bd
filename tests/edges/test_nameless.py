"""What the model is not shown could hold no name, and what it is shown stands where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.edges.spacy.nameless import with_names

PLAIN = "Le ministre a refusé de répondre."


@pytest.mark.parametrize(
    "sentence",
    [
        "Moscou dément.",  # opens with its name
        "Le général Goïta a parlé.",
        "À Bamako, rien ne bouge.",
        "L'Élysée se tait.",
        "l'otan et la Russie",
        "« Barkhane est finie. »",
        "M. Lecornu viendra.",
    ],
)
def test_a_sentence_that_may_hold_a_name_is_shown(sentence):
    assert list(with_names(sentence)) == [(0, sentence)]


@pytest.mark.parametrize(
    "sentence", [PLAIN, "Pour l’instant, rien.", "« Nous attendons », dit-il.", "12 %", ""]
)
def test_a_sentence_without_any_is_not(sentence):
    assert list(with_names(sentence)) == []


def test_sentences_side_by_side_are_shown_together_as_they_stood():
    text = f"Kidal est calme. Bamako aussi. {PLAIN} Gao s'inquiète."
    assert list(with_names(text)) == [
        (0, "Kidal est calme. Bamako aussi. "),
        (text.index("Gao"), "Gao s'inquiète."),
    ]


@given(st.text(alphabet="aé ÀB.!?»« \n’'…1"))
def test_every_part_stands_where_it_says(text):
    last = 0
    for start, part in with_names(text):
        assert text[start : start + len(part)] == part
        assert start >= last  # none over another
        last = start + len(part)
