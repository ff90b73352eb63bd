"""What a query asks for, as a tree that any index can be asked with."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A word or a phrase of the text; any of its readings will do.

    `exact` wants the written forms, not their inflections; `scope` is all, title or body.
    """

    readings: tuple[str, ...]
    exact: bool = False
    scope: str = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words that follow each other in a name of the index: « Goïta » in the persons."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A field that holds one of the values, letter by letter."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number or a time in seconds within bounds; None where there is no bound."""

    field: str
    least: float | None = None
    most: float | None = None
    open_least: bool = False
    open_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Everything but that."""

    part: "Asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """What has all of the parts."""

    parts: tuple["Asked", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """What has one of the parts."""

    parts: tuple["Asked", ...]


Asked: TypeAlias = Words | Named | Code | Between | Not | All | Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it was read; `root` is None where it asks for nothing."""

    root: Asked | None
    now: datetime | None = None
    """From when articles age; None where time does not count."""

    @property
    def words(self) -> tuple[Words, ...]:
        """The words wanted, in their order: what decides the rank of answers."""
        return tuple(dict.fromkeys(part for part in wanted(self.root) if isinstance(part, Words)))

    @property
    def names(self) -> tuple[Words, ...]:
        """The names wanted of what a text is about: the better where the text has them as well."""
        named = (part for part in wanted(self.root) if isinstance(part, Named) and part.field in ABOUT)
        return tuple(dict.fromkeys(Words(readings=(part.text,)) for part in named))

    @property
    def marked(self) -> tuple[Words, ...]:
        """What is marked in the answers."""
        return (*self.words, *self.names)


ABOUT = frozenset(
    {"persons", "organisations", "places", "events", "equipment", "entities", "regions", "keywords"}
)


def wanted(asked: Asked | None) -> list[Words | Named]:
    """Gives the words and names of a tree that are not excluded."""
    if isinstance(asked, Words | Named):
        return [asked]
    if isinstance(asked, All | Any):
        return [word for part in asked.parts for word in wanted(part)]
    return []
