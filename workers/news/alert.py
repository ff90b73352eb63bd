"""An alert, where it goes, and what became of it there."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to a person: `kind` is log, webhook or apprise."""

    id: str
    kind: str
    url: str = ""
    secret: str | None = None


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
    channels: tuple[str, ...]
    trace_id: str = ""
    story_id: str = ""
    """Empty for what is no story: a feed in trouble."""
    escalation: int = 0
    """0 for the first alert of a watch on a story, then one more each time a new fact came."""
    news: tuple[str, ...] = ()
    """What is new since the alert before, in French; empty for the first."""
    outlets: int = 1
    """How many outlets carried the story when it was raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of an alert on one channel; `state` is pending, sent or failed."""

    channel: str
    state: str
    attempts: int = 0
    at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert with its deliveries, as `alerts list` shows it."""

    alert: Alert
    deliveries: tuple[Delivery, ...]
