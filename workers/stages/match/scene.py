"""One article as the watches see it: where terms stand, in which field and sentence, among which words."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workers.french.automaton import Hit
from workers.french.sentences import Sentences
from workers.news.article import Article
from workers.news.document import Findings

TITLE, LEAD, BODY, TEXT = "title", "lead", "body", "text"
LONGEST_LEAD = (
    600  # code points: a first paragraph that is longer is no lead but an article without paragraphs
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_WORD = re.compile(r"\w+(?!['’\w])")  # an elided article is no word


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a text beside its words; None is not known, and then nothing is asked of it."""

    title: int | None = None
    """Code points of the title, with which the text begins."""
    feed_id: str | None = None
    source: str = ""
    language: str | None = None
    findings: Findings | None = None

    @classmethod
    def of(cls, article: Article, findings: Findings | None) -> "Known":
        """Gives what an article says of itself, and what was found in it."""
        return cls(
            title=len(article.title),
            feed_id=article.feed_id,
            source=article.source,
            language=article.language,
            findings=findings,
        )


class Scene:
    """A text, the terms seen in it, and what is asked about them more than once."""

    def __init__(self, text: str, seen: Mapping[int, Sequence[Hit[int]]], known: Known) -> None:
        self.text = text
        self.seen = seen
        self.known = known
        self.places: dict[int, tuple[Hit[int], ...]] = {}
        """What was worked out of the terms' places so far, by term."""
        self._passages: dict[tuple[int, int], str] = {}

    def field(self, start: int) -> str:
        """Gives the field of a place; `text` where the text has no parts."""
        title, lead = self._parts
        if lead < 0:
            return TEXT
        return TITLE if start < title else LEAD if start < lead else BODY

    def is_in(self, fields: tuple[str, ...], start: int) -> bool:
        """Whether a place is in one of the fields; the body includes the lead."""
        field = self.field(start)
        return not fields or field == TEXT or field in fields or (field == LEAD and BODY in fields)

    def words_between(self, first: tuple[int, int], second: tuple[int, int]) -> int | None:
        """Gives how many words come between two spans; None where a blank line does, or they overlap."""
        if second < first:
            first, second = second, first
        if second[0] < first[1] or bisect_left(self._walls, first[1]) != bisect_left(self._walls, second[0]):
            return None
        return bisect_left(self._words, second[0]) - bisect_left(self._words, first[1])

    def passage(self, start: int, end: int) -> str:
        """Gives the sentence around a span, made once however many watches a place sets off."""
        if (start, end) not in self._passages:
            self._passages[start, end] = self.sentences.passage(start, end)
        return self._passages[start, end]

    @cached_property
    def sentences(self) -> Sentences:
        """The text's sentences."""
        return Sentences(self.text)

    @cached_property
    def _words(self) -> list[int]:
        return [word.start() for word in _WORD.finditer(self.text)]

    @cached_property
    def _walls(self) -> list[int]:
        return [wall.start() for wall in _BLANK_LINE.finditer(self.text)]

    @cached_property
    def _parts(self) -> tuple[int, int]:
        """Where title and lead end; less than nothing where the text is all one."""
        title = self.known.title
        if title is None:
            if not self._walls:
                return -1, -1
            title = self._walls[0]
        begin = next((wall.end() for wall in [_BLANK_LINE.match(self.text, title)] if wall), title)
        end = self.text.find("\n", begin)
        return title, min(len(self.text) if end < 0 else end, begin + LONGEST_LEAD)
