"""A page as it was answered, and the article read from it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An entry's page: its bytes, or why there are none."""

    entry_id: str
    url: str
    html: bytes
    content_type: str = ""
    missing: str | None = None
    """Why there is no page; None when there is one."""
    etag: str | None = None
    modified: str | None = None
    at: datetime | None = None
    """When it came, or was found to be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Clean text with its origin: `page`, or the feed's `content` or `summary`."""

    id: str
    feed_id: str
    source: str
    """The feed's title."""
    url: str
    title: str
    body: str
    origin: str
    origin_reason: str | None
    """Why the page was not used; None when it was."""
    language: str
    published: datetime | None
    seen: datetime
    authors: tuple[str, ...] = ()
    trace_id: str = ""
    text_quality: str = "full"
    """`full` for the whole article, `feed` for the feed's own text, `stub` for what a paywall left of it."""
    modified: datetime | None = None
    """When the page says it was changed last."""
    section: str = ""
    categories: tuple[str, ...] = ()
    image: str | None = None
    enclosures: tuple[str, ...] = ()
    """Addresses of the sound, film and documents that the feed attaches."""
    agencies: tuple[str, ...] = ()
    """The news agencies credited for the text, such as AFP; a picture's credit is none."""
    photo_credit: str = ""
    paywalled: bool | None = None
    """What the page says of itself; None where it says nothing."""
    store: str = "full"
    """How much of the text may be kept and indexed: full, extract or headline."""
    revision: int = 1
    """Counts the changes of the text, not those of its date."""
    added: tuple[str, ...] = ()
    """The sentences that the last change brought, as far as they are kept."""
    removed: int = 0
    """How many sentences the last change took away."""
    paged: datetime | None = None
    """When its page came, or was found to be missing."""
    read: datetime | None = None
    """When it was read: its names, its story, its watches."""

    @property
    def text(self) -> str:
        """Title and body: what is read, matched and indexed; spans count its code points."""
        return f"{self.title}\n\n{self.body}"
