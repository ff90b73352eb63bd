"""What no feed parser may be given: it would take minutes, or read something that is no feed."""

import re
from html import unescape
from urllib.parse import urljoin

from workers.news.errors import NotAFeed
from workers.stages.parse.surplus import Kept, without_surplus

MOST_BYTES = 10 * 1024 * 1024  # the largest of 4,938 real feeds has 2 MB
LONGEST_TAG = 16 * 1024  # bytes; feedparser is quadratic in attributes: 1 MB of them takes minutes
HEAD = 4096  # bytes in which a document says what it is
NAMED_FEEDS = 3
MOST_NAMED = 20

_UTF_16_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>:]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_NO_TAG = (b"!", b"?")
_LINK = re.compile(r"<link\s[^<>]{0,1000}>", re.IGNORECASE)
_ALTERNATE = re.compile(r"rel\s*=\s*[\"']?alternate", re.IGNORECASE)
_FEED_TYPE = re.compile(r"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']([^\"']{1,2000})", re.IGNORECASE)


def guarded(body: bytes, url: str) -> Kept:
    """Gives a body that a parser can be trusted with; raises NotAFeed with what it is instead."""
    head = body[:HEAD].lstrip()
    if not head:
        raise NotAFeed("the body is empty")
    if len(body) > MOST_BYTES:
        raise NotAFeed(f"the body has {len(body)} bytes, more than {MOST_BYTES}")
    if b"\0" in head and not body.startswith(_UTF_16_32):
        raise NotAFeed("binary data, not a feed")
    if _is_html(head, body):
        named = feeds_named(body, url)
        raise NotAFeed(_html(named), candidates=named)
    if body.rfind(b"<!ENTITY", 0, 16 * HEAD) >= 0:  # from behind, which takes half the time
        raise NotAFeed("the document declares entities of its own, as no feed does and attacks do")
    if _has_long_tag(body):
        raise NotAFeed(f"a tag is longer than {LONGEST_TAG} bytes")
    return without_surplus(body)


def _has_long_tag(body: bytes) -> bool:
    """Looks at the first and the last sign of a tag in each window: within one, no tag is too long."""
    begun = -1  # where the tag begins that reaches into the window
    for at in range(0, len(body), LONGEST_TAG):
        end = at + LONGEST_TAG
        marks = [place for place in (body.find(b"<", at, end), body.find(b">", at, end)) if place >= 0]
        if begun >= 0 and min(marks, default=len(body)) - begun > LONGEST_TAG:
            return True
        if marks:
            last = body.rfind(b"<", at, end)
            begun = (
                last if last > body.rfind(b">", at, end) and body[last + 1 : last + 2] not in _NO_TAG else -1
            )
    return False


def _is_html(head: bytes, body: bytes) -> bool:
    html = _HTML.search(head)
    feed = _FEED.search(body[: 16 * HEAD])
    return html is not None and (feed is None or html.start() < feed.start())


def _html(named: tuple[str, ...]) -> str:
    if not named:
        return "an HTML page, not a feed"
    return f"an HTML page, not a feed; it names {', '.join(named[:NAMED_FEEDS])}"


def feeds_named(body: bytes, url: str) -> tuple[str, ...]:
    """Gives the feeds that an HTML page names as its alternates."""
    text = body[: 64 * HEAD].decode("utf-8", "replace")
    links = (tag for tag in _LINK.findall(text) if _ALTERNATE.search(tag) and _FEED_TYPE.search(tag))
    found = [unescape(href[1]).strip() for href in map(_HREF.search, links) if href]
    return tuple(dict.fromkeys(_joined(url, one) for one in found))[:MOST_NAMED]


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:
        return link
