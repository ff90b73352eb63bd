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

    @property
    def text(self) -> str:
        """Title and body: what is read, matched and indexed; spans count its code points."""
        return f"{self.title}\n\n{self.body}"
