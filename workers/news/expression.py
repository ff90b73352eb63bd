"""What a watch asks of an article, as one tree: both ways to write a watch lead to it."""

from dataclasses import dataclass
from typing import TypeAlias

ANYWHERE: tuple[str, ...] = ()
"""The field of a leaf that may stand in title, lead or body."""
SENTENCE, ARTICLE = "sentence", "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or an expression to be found, and how strictly."""

    text: str
    exact: bool = False
    """Only as written: no other form, case, accent or hyphen."""
    case: bool | None = None
    """Whether its capitals must be capitals in the text; None for acronyms only."""
    inflect: bool = True
    """Whether its other forms are found too."""
    demonyms: bool = False
    """Whether a country's name is found by the words for its people too."""
    gap: int = 0
    """How many words may come between each two of its words."""
    context: tuple[str, ...] = ()
    """Terms of which one must stand near, for the term to count."""
    context_in: str = SENTENCE
    """Where: in the sentence or in the article."""
    unless: tuple[str, ...] = ()
    """Phrases in which it means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """A named list: one of its terms stands for all of it."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Has:
    """A term stands in one of the fields: title, lead, body."""

    term: Term
    fields: tuple[str, ...] = ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """A term of each side, with few words between them and no blank line."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    within: int
    """The most words that may come between."""
    ordered: bool = False
    """Whether left must come first."""
    fields: tuple[str, ...] = ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One of the values was recognised: `kind` is country, entity, keyword, source, language or defence."""

    kind: str
    values: tuple[str, ...] = ()
    detail: str = ""
    """A country's role, an entity's type; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """At least one part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: "Expression"


Expression: TypeAlias = Has | Close | Fact | AllOf | OneOf | Not
