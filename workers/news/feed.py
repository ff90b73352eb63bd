"""A feed, the trace of its last visit, and what it announced."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source to poll, as feeds.yaml names it."""

    id: str
    url: str
    title: str
    interval: timedelta | None = None
    """Time between two visits; None where the feed's own rhythm decides."""
    type: str = "feed"
    """`feed` or `sitemap` (a news sitemap)."""
    lang: str = "fr"
    tags: tuple[str, ...] = ()
    full_text: bool = True
    """Whether article pages are read; otherwise the feed's own text is all."""
    store: str = "full"
    """How much of the text is kept and indexed: `full`, `extract` or `headline`."""
    sitemap: str | None = None
    """The site's news sitemap, read when entries were missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """How often a feed itself wants to be visited."""

    ttl: timedelta | None = None
    """`<ttl>`."""
    period: timedelta | None = None
    """`sy:updatePeriod` divided by `sy:updateFrequency`."""
    skip_hours: tuple[int, ...] = ()
    """0 to 23, UTC."""
    skip_days: tuple[int, ...] = ()
    """0 (Monday) to 6, UTC."""


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
    written: str = ""
    """The date as the feed has it; `published` is never later than ten minutes after `seen`."""
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    credit: str = ""
    """The picture's credit, as the feed has it."""
    image: str | None = None
    enclosures: tuple[str, ...] = ()
    """Addresses of attached sound, video and documents."""
