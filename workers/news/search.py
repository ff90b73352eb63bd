"""A search as it is asked, and all that is told in answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from workers.news.document import Found
from workers.news.errors import NewsError

Unit: TypeAlias = Literal["hour", "day", "week", "month"]
"""How long a stretch of a timeline is."""


class BadQuery(NewsError):
    """A query that means nothing; `at` is the code point from which on it does not."""

    def __init__(self, query: str, at: int, message: str, help: str = "") -> None:
        self.query = query
        self.at = at
        self.message = message
        self.help = help
        line = " ".join(query[: at + 60].splitlines())
        hint = f"\n  = {help}" if help else ""
        super().__init__(f"{message}\n  {line}\n  {' ' * at}^{hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A value of a facet and in how many of the answers it stands."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of the timeline and how many of the answers were published in it."""

    start: datetime
    articles: int
    unit: Unit
    """The same throughout a timeline; weeks begin on Monday, all of them in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Answers to a search: the best of them, how many there are, and what they are about.

    Where the search was loose, those beyond `total` have most of what was asked for, and count nowhere.
    """

    total: int
    found: tuple[Found, ...]
    facets: Mapping[str, tuple[Count, ...]]
    """By the name of the facet, the commonest value first; empty where none were asked for."""
    timeline: tuple[Period, ...] = ()
    """Hours, days, weeks or months, whichever gives about thirty; those without an answer are left out."""
    stories: int | None = None
    """In how many stories the answers are; None where each answer stands for itself."""
