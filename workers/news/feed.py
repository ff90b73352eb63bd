"""A feed, the trace of its last visit, and what it announced."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workers.news.rhythm import Rhythm


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
    timezone: str = "Europe/Paris"
    """Zone of dates without one, by its IANA name."""
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
    url: str = ""
    """Where the feed was then; under another url nothing of this holds but the rhythm."""
    etag: str | None = None
    """What the next visit sends; None where it asks for the whole body."""
    modified: str | None = None
    shown_etag: str | None = None
    """What the server last showed."""
    shown_modified: str | None = None
    conditional: int = 0
    """Visits in a row that asked for changes only."""
    whole_at: datetime | None = None
    """When the whole body was asked for last."""
    distrusted_until: datetime | None = None
    """Until when no 304 is believed, because one proved wrong."""
    body_hash: str = ""
    read_at: datetime | None = None
    """When a body was last parsed whole, entries known before too."""
    failures: int = 0
    """Visits failed in a row."""
    fault: str = ""
    """What failed, as one word: that of NoAnswer, `http-404`, or `html` for what is no feed."""
    penalty: float = 0.0
    """Doublings of the wait that the failures in a row have brought."""
    failing_since: datetime | None = None
    succeeded: datetime | None = None
    """When a visit last succeeded."""
    gone_since: datetime | None = None
    """When the server first answered 410."""
    paused: bool = False
    """Whether the feed is visited no more: the server said twice, a day apart, that it is gone."""
    entries: int = 0
    new: int = 0
    retry_after: timedelta | None = None
    fresh_for: timedelta | None = None
    hints: Hints | None = None
    moved_to: str | None = None
    """Where a permanent redirect leads."""
    moved: int = 0
    """Visits in a row that were sent there."""
    candidates: tuple[str, ...] = ()
    """Feeds that the HTML page in the feed's place names."""
    guids_reused: bool = False
    """Whether one guid was seen to stand for several articles: then addresses alone tell them apart."""
    missed: int = 0
    """Times that entries came and went between two visits."""
    missed_since: datetime | None = None
    """Of the visit before, where this one found that entries came and went in between."""
    pressure: float = 0.0
    """Doublings of the pace that a gap has brought."""
    cut_short: int = 0
    """Visits in a row whose body was cut short."""
    frozen: int = 0
    """Visits in a row whose new entries bore no new date."""
    rhythm: Rhythm | None = None
    incident: str = ""
    """The trouble that the desk was told of, until it is told that it is over."""
    incident_since: datetime | None = None


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
    again: bool = False
    """Whether the article is indexed already and its page looked at again."""
