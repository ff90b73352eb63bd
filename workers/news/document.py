"""What was recognised in an article, and the article with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workers.news.article import Article
from workers.news.story import Placed
from workers.news.watch import Match

Span = tuple[int, int]
"""Start and end in code points of the text; the end is exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A name the entity model saw: where, and of which type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name in the text; `type` is person, organisation, place, event, equipment or other."""

    text: str
    type: str
    canonical: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A city in the text and where it lies, in decimal degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code, named, by demonym or by a city.

    `roles` are place and actor, or mention alone; `why` holds the words that decided, and the sense
    that a rule chose where the word has several.
    """

    code: str
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    places: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the world larger than a country: Sahel, Maghreb; `countries` are those in it."""

    name: str
    mentions: tuple[Span, ...]
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word of the defence lexicon, under its category."""

    category: str
    term: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was recognised in one text."""

    language: str
    entities: tuple[Entity, ...] = ()
    countries: tuple[Country, ...] = ()
    regions: tuple[Region, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    defence_score: float = 0.0
    """0 to 1: how surely a defence desk wants the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with its findings and the watches it matched: what the index holds."""

    article: Article
    findings: Findings
    matches: tuple[Match, ...] = ()
    watches: tuple[str, ...] = ()
    """Those that matched where the text may not be kept; the others are in the matches."""
    story: Placed | None = None
    """Its place among the copies of one text; None for what was indexed before there were stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer to a search, as the analyst sees it."""

    id: str
    title: str
    url: str
    feed: str
    published: str | None
    countries: tuple[str, ...]
    entities: tuple[str, ...]
    keywords: tuple[str, ...]
    watches: tuple[str, ...]
    highlights: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    section: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    text_quality: str = "full"
    paywalled: bool | None = None
    modified: str | None = None
    revision: int = 1
    story_id: str = ""
    is_first: bool | None = None
    copy_kind: str | None = None
    stages: Mapping[str, str | None] = field(default_factory=dict)
    """When each stage was done with it: seen, paged, read, indexed."""
    also: int = 0
    """How many more answers of its story it stands for; none where each stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A document that the index will never take, and its reason."""

    id: str
    reason: str
