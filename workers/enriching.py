"""Texts to what is recognised in them: each normalised once, searched once, and shown to the model if French.

No port is known here but the tagger; the model wants several texts at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from workers.french.automaton import Automaton, Hit, Table
from workers.french.lexicon import Lexicon, lexicon, written
from workers.french.signs import Sign
from workers.french.text import Reading, reading
from workers.news.document import Findings, Tag
from workers.ports import Tagger
from workers.stages.enrich import Mark, enrich, explained, moved_back, recognised, uncapitalised, unwrapped

FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as words are compared in it, and what the one pass over it found."""

    reading: Reading
    language: str
    signs: Sequence[Hit[Sign]]
    terms: Sequence[Hit[int]]
    """The watches' terms."""


@dataclass(frozen=True, slots=True)
class Enriched:
    """A text's findings, and the watches' terms in it."""

    looked: Looked
    tags: Sequence[Tag]
    findings: Findings

    def marks(self) -> tuple[Mark, ...]:
        """Gives every mark in the text, with what made it."""
        seen = recognised(self.looked.reading, self.tags, self.looked.signs)
        return explained(seen, self.findings)


@lru_cache(maxsize=2)
def _table(known: Lexicon) -> "Table[Sign | int]":
    """The lexicon's forms, made once: watches are renewed more often than it."""
    return Table(written(known))


class Enricher:
    """The lexicon and the watches' terms in one automaton, and the model."""

    def __init__(
        self, tagger: Tagger, terms: Iterable[tuple[str, int]] = (), known: Lexicon | None = None
    ) -> None:
        self._automaton = Automaton(Table(terms, _table(known or lexicon())))
        self._tagger = tagger

    def __call__(self, texts: Sequence[str], languages: Sequence[str]) -> list[Enriched]:
        """Gives what is recognised in each text; `languages` are theirs, by ISO 639-1."""
        looked = [self._look(text, language) for text, language in zip(texts, languages, strict=True)]
        tags = self._tags(looked)
        return [
            Enriched(one, own, enrich(one.reading.text, own, one.language, one.reading, one.signs))
            for one, own in zip(looked, tags, strict=True)
        ]

    def _look(self, text: str, language: str) -> Looked:
        whole = reading(text)
        signs: list[Hit[Sign]] = []
        terms: list[Hit[int]] = []
        for hit in self._automaton.find(whole):
            if isinstance(hit.key, Sign):
                signs.append(cast("Hit[Sign]", hit))
            else:
                terms.append(cast("Hit[int]", hit))
        return Looked(whole, language, signs, terms)

    def _tags(self, looked: Sequence[Looked]) -> list[Sequence[Tag]]:
        """The model's names: it knows French alone, and makes nonsense of other languages."""
        french = [one for one in looked if one.language == FRENCH]
        shown = [unwrapped(uncapitalised(one.reading.text, one.signs)) for one in french]
        tagged = self._tagger([text for text, _ in shown])
        tags = (moved_back(found, places) for found, (_, places) in zip(tagged, shown, strict=True))
        return [next(tags) if one.language == FRENCH else () for one in looked]
