"""What is asked of a web server, and what comes back."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A GET to make; `id` names the feed or entry it is made for."""

    id: str
    url: str
    etag: str | None = None
    modified: str | None = None
    purpose: str = "feed"
    """`feed`, `page`, `sitemap` or `robots`: which bounds hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A request's place among those that a host is asked at once; `token` names the request."""

    host: str
    token: str
    gap: timedelta = timedelta(0)
    """Between the beginnings of two requests there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer, whatever its status; `url` is where redirects ended."""

    id: str
    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None
    retry_after: timedelta | None = None
    fresh_for: timedelta | None = None
    """How long the server calls this fresh: Cache-Control, else Expires."""
    moved_to: str | None = None
    """Where permanent redirects (301, 308) led, before any passing one; None without any."""
    cut_short: bool = False
    """Whether the body ended before the length that was announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """No usable answer: refused, too slow, too large, no such host."""

    id: str
    url: str
    reason: str
    fault: str = "connection"
    """What failed: dns, connection, tls, timeout, http, private, robots, size, redirects, url or busy."""
