"""A feed, the trace of its last visit, and what it announced."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source to poll, as feeds.yaml names it."""

    id: str
    url: str
    title: str
    every: timedelta
    lang: str = "fr"
    tags: tuple[str, ...] = ()
    full_text: bool = True
    """Whether article pages are read; otherwise the feed's own text is all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The trace that the last visit to a feed left."""

    feed_id: str
    at: datetime
    outcome: str
    """`new`, `unchanged` or `failed`."""
    reason: str | None = None
    """Why it failed, for a person to read."""
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    """Visits failed in a row."""
    entries: int = 0
    new: int = 0
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed announced: an article to be, under the article's id."""

    id: str
    feed_id: str
    guid: str
    url: str | None
    title: str
    summary: str
    """Plain text."""
    content: str
    """The feed's own full text, plain; empty where it has none."""
    published: datetime | None
    seen: datetime
    authors: tuple[str, ...] = ()
    trace_id: str = ""
