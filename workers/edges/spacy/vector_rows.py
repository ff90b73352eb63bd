"""Which of the model's vectors a word has: a dictionary of 500,000 numbers in an eighth of its memory."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.vectors import Vectors


class VectorRows(Mapping[int, int]):
    """Word hash to row, for reading; two arrays of 6 MB where a dictionary has 47."""

    def __init__(self, rows: Mapping[int, int]) -> None:
        keys = np.fromiter(rows.keys(), dtype=np.uint64, count=len(rows))
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = np.fromiter(rows.values(), dtype=np.int32, count=len(rows))[order]

    def __getitem__(self, key: int) -> int:
        """Gives the row of a word's hash; raises KeyError where it has none."""
        at = int(np.searchsorted(self._keys, np.uint64(key)))
        if at == len(self._keys) or int(self._keys[at]) != key:
            raise KeyError(key)
        return int(self._rows[at])

    def __iter__(self) -> Iterator[int]:
        """Goes over the hashes in their order."""
        return map(int, self._keys)

    def __len__(self) -> int:
        """Counts the words that have a vector."""
        return len(self._keys)


def pack(vectors: "Vectors") -> None:
    """Puts packed rows in the place of a model's dictionary; it can then take no new words."""
    vectors.key2row = VectorRows(vectors.key2row)
