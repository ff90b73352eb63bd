"""A story: one event as one text told it, whatever the number of outlets; and what a watch was told of it."""

from dataclasses import dataclass
from datetime import datetime

from workers.news.alert import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a text says, as hashes: none of its words."""

    article_id: str
    source: str
    at: datetime
    """Publication, or first sight."""
    words: int
    grams: tuple[int, ...]
    """Sampled word 5-grams in the order of the text, 40 bits each, each once."""
    lead: int
    """How many of them, from the first on, stand in the lead, where four times as many are taken."""
    opening: int = 0
    """How many stand in its first 30 words."""
    days: tuple[str, ...] = ()
    """The days named in the first 40 words."""
    slots: tuple[int, ...] = ()
    """Figures, days, names and words of the title: 48 bits each, where it stands and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article of a story; `kind` is verbatim, cut or rewritten, None for the first."""

    article_id: str
    source: str
    title: str
    url: str
    at: datetime
    published: datetime | None
    kind: str | None = None
    similarity: float | None = None
    """Share of the smaller text that the other has, 0 to 1; None for the first."""
    agencies: tuple[str, ...] = ()
    """The news agencies that it is credited to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who or what a story names; `type` as in an entity."""

    type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Its id is that of its first article."""

    id: str
    copies: tuple[Copy, ...]
    """In the order in which they were seen, the first article first."""
    outlets: tuple[str, ...]
    """Each source once, in that order."""
    agency: str | None = None
    """The agency of origin: credited by the copy published first among those that credit one."""
    actors: tuple[Actor, ...] = ()
    """The union of the entities of all copies."""
    keywords: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Stories of the same event in other words: shown, never merged."""

    @property
    def first(self) -> Copy:
        """The article that was seen first."""
        return self.copies[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Of a story, that by which the same event is known in other words."""

    story_id: str
    at: datetime
    """Publication, or first sight, of its first article."""
    actors: tuple[str, ...]
    """Persons and organisations."""
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an article stands: its story, and as what."""

    story_id: str
    is_first: bool
    copy_kind: str | None = None
    similarity: float | None = None
    related: tuple[str, ...] = ()
    title: str = ""
    """That of the story's first article."""
    first_outlet: str = ""
    first_seen: datetime | None = None
    outlets: int = 1
    """How many outlets carried the story once this article was in it."""
    agency: str = ""
    """The agency of origin, as far as it was known by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What is kept near a text: the story it stands in already, and stories that share grams with it."""

    own: Story | None
    stories: dict[str, Story]
    fingerprints: dict[str, tuple[Fingerprint, ...]]
    """Texts kept of each of these stories, the first article's first."""
    spread: dict[int, int]
    """Grams of the text that are kept, each with the number of stories that have it."""
    around: tuple[Event, ...] = ()
    """What began at the same places within 36 hours, the newest first."""
    mark: bytes = b""
    """What the keeper compares to tell whether something changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What is to be kept of an article's place."""

    text: Fingerprint
    story: Story
    """With the article in it."""
    placed: Placed
    fingerprints: tuple[Fingerprint, ...] | None = None
    """The texts kept of the story from now on, the newest last; None where they stay."""
    is_new: bool = True
    """Whether anything is changed by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One alert of a watch on a story: the first, or an escalation, and what was new in it."""

    number: int
    by: str
    """Article and revision that brought it."""
    news: tuple[str, ...] = ()
    """In French, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the readers of a watch know of a story, or will know once enough outlets carry it."""

    notices: tuple[Notice, ...]
    """None while it is held back."""
    figures: tuple[str, ...] = ()
    """`role=value`, such as killed=12."""
    names: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    outlets: int = 1
    held: Alert | None = None
    """Of the first copy that matched, where the watch counts outlets: the proof of what others complete."""
    version: int = 0
    """Counts what was added."""
