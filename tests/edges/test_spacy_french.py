"""The quicker start of spaCy's French cuts texts into the same words as spaCy does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold_texts import gold_texts
from workers.edges.spacy.french import load, shorter
from workers.edges.spacy.tagger import MODEL, UNUSED

LETTERS = st.text(st.sampled_from("aeilnstAEÉéçœßжΩ中'’-–‐_1. "), max_size=6)
HEADS = st.sampled_from(
    ["anti", "ÉTATS", "états", "micro", "qu'", "l'", "yo", "Saint", "La Chapelle", "prud", ""]
)
MIDDLES = st.sampled_from(["-", "‑", "'", "-la-", "-l'", "-d’", "-sur-l'", "-près-", ""])


@pytest.fixture(scope="module")
def own():
    """The pattern as spaCy has it."""
    from spacy.lang.fr.tokenizer_exceptions import TOKEN_MATCH

    return TOKEN_MATCH.__self__


@pytest.fixture(scope="module")
def ours(own):
    pattern = shorter(own.pattern)
    assert len(pattern) < len(own.pattern) / 10
    return re.compile(pattern)


def test_the_shorter_pattern_takes_the_same_words(own, ours):
    @given(st.tuples(HEADS, MIDDLES, LETTERS, MIDDLES, LETTERS).map("".join))
    def same(word: str) -> None:
        assert bool(ours.match(word)) == bool(own.match(word))

    same()
    assert ours.match("anti-missile")
    assert not ours.match("tir-missile")


def test_a_pattern_of_another_kind_is_left_as_it_is():
    assert shorter("(?iu)(?:^a$)|b") == "(?iu)(?:^a$)|b"


def test_texts_are_cut_as_the_package_cuts_them():
    from spacy.lang.fr import French

    plain, quick = French(), load(MODEL, UNUSED)
    plain.tokenizer.from_disk(quick.path / "tokenizer", exclude=["vocab"])
    for text in (one.text for one in gold_texts("tuning")):
        assert [one.text for one in quick.make_doc(text)] == [one.text for one in plain.make_doc(text)]
