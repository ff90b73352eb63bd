"""The entity model: spaCy's French one, of which only the part that tags names is loaded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from workers.news.document import Tag

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_md"
# `ner` has a tok2vec of its own: without the shared one it gives the same names, 1.7 times as fast.
UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
BATCH = 16
LONGEST = 100_000  # code points: a report of 40 pages; the rest of a longer text goes untagged


class SpacyTagger:
    """Names with their types; one call for many texts, the memory of each bounded."""

    TYPES: ClassVar = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other"}

    def __init__(self) -> None:
        import spacy

        self._model: Language = spacy.load(MODEL, exclude=UNUSED)

    def __call__(self, texts: Sequence[str]) -> list[tuple[Tag, ...]]:
        """Gives the names in each text's first 100,000 code points."""
        with self._model.memory_zone():  # words seen once are not kept for ever
            docs = self._model.pipe((text[:LONGEST] for text in texts), batch_size=BATCH)
            return [self._tags(doc) for doc in docs]

    def _tags(self, doc: "Doc") -> tuple[Tag, ...]:
        return tuple(
            Tag(start=name.start_char, end=name.end_char, type=self.TYPES.get(name.label_, "other"))
            for name in doc.ents
        )
