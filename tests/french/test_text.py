"""A reading compares words as a French reader does, and leads back to the text as given."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.french.text import reading

TEXTS = st.text(
    alphabet=st.sampled_from("aeéÉêçœŒßN'’-  \n\u00a0\u0301\u00ad.,«»AZ0İ\U0001f6e1"), max_size=60
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("États-Unis", "etats unis"),
        ("l’ARMÉE", "l'armee"),
        ("un œil", "un oeil"),
        ("Cede\u0301ao", "cedeao"),
        ("so\u00adldat", "soldat"),
        ("à\u00a0N’Djamena", "a n'djamena"),
        ("deux  espaces\net ligne", "deux espaces et ligne"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_folded_to_the_same(text, folded):
    assert reading(text).folded == folded


def test_a_blank_line_parts_and_a_line_end_does_not():
    assert "union africaine" in reading("l'Union\nafricaine").folded
    assert "union africaine" not in reading("l'Union\n \nafricaine").folded


@given(TEXTS)
@settings(deadline=None)
def test_every_place_leads_back_to_the_text_in_order(text):
    read = reading(text)
    assert len(read.folded) == len(read.accented)
    places = [read.span(at, at + 1) for at in range(len(read.folded))]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_folded_to_one_length(text):
    read = reading(text)
    assert len(read.folded) == len(read.accented)
    assert read.span(0, len(read.folded)) == (read.span(0, 0)[0], len(text))


@given(TEXTS)
@settings(deadline=None)
def test_composed_and_decomposed_accents_read_the_same(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert reading(composed).folded == reading(decomposed).folded
