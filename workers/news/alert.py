"""An alert, where it goes, and what became of it there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workers.news.channel import Channel

__all__ = [
    "SEVERITIES",
    "Alert",
    "Channel",
    "Claimed",
    "Condition",
    "Delivery",
    "Fired",
    "Raised",
    "Span",
    "Story",
]

SEVERITIES = ("low", "normal", "high", "critical")
TOGETHER = timedelta(minutes=30)
"""How far apart two watches may fire on one matter and be one message; a second look takes an hour."""

Span = tuple[int, int]
"""Start and end in code points of a text; the end is exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A term that stood in the text, and the written forms it had there."""

    term: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the watch asked for, and what met it.

    `kind` is any, all or none (of the terms), near, count, field, or what must be recognised: country,
    entity, keyword, source, language, defence.
    """

    kind: str
    terms: tuple[str, ...]
    detail: str = ""
    """The words between (near), a country's role, an entity's type; what `none` excludes."""
    met: tuple[str, ...] = ()
    """Written forms, or what was recognised, by name; empty for what must not be."""
    spans: tuple[Span, ...] = ()
    """Where these stand in the article's text; none for what has no place in it."""
    query: bool = False
    """Whether it is part of a query; of alternatives only those that held are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story that an alert tells of, as far as it was known when it was raised."""

    id: str
    outlets: int = 1
    """How many outlets carried it, this one included."""
    first_outlet: str = ""
    """Where it was seen first."""
    first_seen: datetime | None = None
    escalation: int = 0
    """0 for the first alert of a watch on a story, then one more each time a new fact came."""
    news: tuple[str, ...] = ()
    """What is new since the alert before, in French; empty for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One watch fired by one story, at first or anew; the id is the same however often it is raised."""

    id: str
    watch_id: str
    watch_title: str
    severity: str
    article_id: str
    title: str
    url: str
    source: str
    feed_id: str
    reason: str
    """Which terms fired, in which written forms."""
    passage: str
    """The sentence around the first match."""
    published: datetime | None
    created: datetime
    """When the watch matched."""
    channels: tuple[str, ...]
    trace_id: str = ""
    seen: datetime | None = None
    """When the feed's entry was first seen."""
    marks: tuple[Span, ...] = ()
    """Where the forms that fired stand in the passage."""
    fired: tuple[Fired, ...] = ()
    conditions: tuple[Condition, ...] = ()
    agencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """The countries spoken of, the most named first."""
    places: tuple[str, ...] = ()
    story: Story | None = None
    """None for what is no story: a feed in trouble."""
    breaking: bool = False
    """Whether it passes through quiet hours and digests."""

    @property
    def rank(self) -> int:
        """How urgent it is: breaking before severity."""
        gravity = SEVERITIES.index(self.severity) if self.severity in SEVERITIES else 1
        return gravity + len(SEVERITIES) * self.breaking

    @property
    def is_anew(self) -> bool:
        """Whether its watch was told of the story before: never one message with what it was told then."""
        return self.story is not None and self.story.escalation > 0

    @property
    def matters(self) -> tuple[str, ...]:
        """What it tells of: the article, in its story, and the story where its watch begins with it.

        Each watch counts its own notices, so that their number does not say which fact is new.
        """
        if self.story is None:
            return (self.article_id,)
        article, whole = f"{self.story.id}/{self.article_id}", f"{self.story.id}/"
        return (article,) if self.is_anew else (article, whole)

    @property
    def around(self) -> tuple[str, ...]:
        """Its matters, and the story where they are not all of it."""
        return (*self.matters, f"{self.story.id}/") if self.story and self.is_anew else self.matters


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of an alert on one channel.

    `state` is pending, sending, sent, failed, muted, or joined: to be told with another of the same story.
    """

    channel: str
    state: str
    attempts: int = 0
    at: datetime | None = None
    error: str | None = None
    doubtful: bool = False
    """Whether an attempt that was not settled may have arrived."""
    held: str = ""
    """Why it waits: quiet, weekend, digest or throttle; empty where it is told by itself."""
    bundle: str = ""
    """The digest that it is part of."""
    joined: str = ""
    """The alert that tells it too."""
    escalated: bool = False
    """Whether it was added because nobody had acknowledged the alert."""
    begun: datetime | None = None
    """When the last attempt began."""
    resent: int = 0
    """How often a person asked for it again: each time is another message for the receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that one worker has in hand, its alert, and those of the same story that it tells too."""

    alert: Alert
    delivery: Delivery
    also: tuple[Alert, ...] = ()

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """All that it tells of, its own first."""
        return (self.alert, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert with its deliveries, as `alerts list` shows it."""

    alert: Alert
    deliveries: tuple[Delivery, ...]
    verdict: str = ""
    """What a reader voted: true, false or dull; empty where nobody did, or where it was not looked up."""
