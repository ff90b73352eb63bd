"""What the entity model knows of a word by itself, worked out once: its spelling, its shape, its vector.

The first layer of the model reads each word without its neighbours, and the same few thousand words make up
nearly all that a desk reads. Its answers are kept; the layers that look around are not touched.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

KNOWN = 20_000  # words: nine in ten that follow; 8 MB
Rows: TypeAlias = npt.NDArray[np.float32]
_ATTRIBUTES: list[int | str] = [
    "ORTH",
    "NORM",
]  # the tokenizer gives « M. » a norm that is not its word's own


class WordRows:
    """The first layer's answers by word, the first 20,000 kept for good."""

    def __init__(self, first: "Model[Any, Any]", known: int = KNOWN) -> None:
        self._first = first
        self._room = known
        self._places: dict[tuple[int, int], int] = {}
        self._rows: Rows = np.zeros((known, first.get_dim("nO")), dtype="float32")

    def __call__(self, docs: Sequence["Doc"]) -> list[Rows]:
        """Gives each text's rows, one a token, as the layer itself would."""
        keys = [[*map(tuple, doc.to_array(_ATTRIBUTES).tolist())] for doc in docs]
        self._learn(docs, keys)
        return [self._of(doc, own) for doc, own in zip(docs, keys, strict=True)]

    def _learn(self, docs: Sequence["Doc"], keys: Sequence[Sequence[tuple[int, int]]]) -> None:
        room = self._room - len(self._places)
        if room <= 0:
            return
        new = {
            key: (doc, at)
            for doc, own in zip(docs, keys, strict=True)
            for at, key in enumerate(own)
            if key not in self._places
        }
        chosen = dict(list(new.items())[:room])
        if not chosen:
            return
        first = len(self._places)
        self._rows[first : first + len(chosen)] = self._worked_out([*chosen.values()])
        self._places.update((key, first + at) for at, key in enumerate(chosen))

    def _of(self, doc: "Doc", keys: Sequence[tuple[int, int]]) -> Rows:
        places = [self._places.get(key, -1) for key in keys]
        rows = self._rows[places]
        unknown = [at for at, place in enumerate(places) if place < 0]
        if unknown:
            rows[unknown] = self._worked_out([(doc, at) for at in unknown])
        return rows

    def _worked_out(self, tokens: Sequence[tuple["Doc", int]]) -> Rows:
        """One row a token, as if the tokens were a text."""
        from spacy.tokens import Doc

        words = Doc(tokens[0][0].vocab, words=[doc[at].text for doc, at in tokens])
        for token, (doc, at) in zip(words, tokens, strict=True):
            if token.norm != doc[at].norm:
                token.norm_ = doc[at].norm_
        (rows,) = self._first.predict([words])
        return np.asarray(rows)


def remember_words(tok2vec: "Model[Any, Any]") -> None:
    """Puts a memory in the place of a token-to-vector model's first layer; for reading only, not training."""
    from thinc.api import Model

    embed = tok2vec.layers[0]
    rows = WordRows(embed)

    def forward(
        _: "Model[Any, Any]",
        docs: Sequence["Doc"],
        is_train: bool,  # noqa: ARG001, FBT001 - thinc names it
    ) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
        return rows(docs), lambda _gradients: []

    tok2vec.layers[0] = Model("words", forward, dims={"nO": embed.get_dim("nO")})
