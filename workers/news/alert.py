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
    """What the watch asked for: `kind` is any, all or none (of the terms), or another word of the watch's."""

    kind: str
    terms: tuple[str, ...]


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
    def matter(self) -> str:
        """What it tells of: its story, or the article that brought something new to it; else its article.

        Each watch counts its own notices, so that their number does not say which fact is new.
        """
        if self.story is None:
            return self.article_id
        return f"{self.story.id}/{self.article_id}" if self.story.escalation else f"{self.story.id}/"


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
