"""Packed rows answer as the dictionary that they were made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.edges.spacy.vector_rows import VectorRows

HASHES = st.integers(0, 2**64 - 1)


@given(st.dictionaries(HASHES, st.integers(0, 20_000)), HASHES)
def test_a_word_has_the_row_it_had(rows, other):
    packed = VectorRows(rows)
    assert dict(packed) == rows
    assert len(packed) == len(rows)
    assert packed.get(other) == rows.get(other)


def test_a_word_without_a_vector_is_told():
    with pytest.raises(KeyError):
        VectorRows({1: 2})[3]
