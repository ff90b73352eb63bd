"""A feed's bytes to what it announces, whatever the format and however badly it is written."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import feedparser

from workers.identity import article_id
from workers.news.errors import NotAFeed
from workers.news.feed import Entry, Feed, Hints
from workers.stages.parse.announced import Announced, announced
from workers.stages.parse.dates import PARIS, iso
from workers.stages.parse.document import Document, cut_read, cut_unread
from workers.stages.parse.encodings import as_utf8
from workers.stages.parse.feedparser_quick import fed
from workers.stages.parse.guard import MOST_BYTES
from workers.stages.parse.hints import hints
from workers.stages.parse.json_feed import is_json, json_feed
from workers.stages.parse.plain import joined, line, web_address
from workers.stages.parse.sitemap import articles

NO_HINTS = Hints()
_ATTACHED = (("links", "href"), ("media_content", "url"), ("media_thumbnail", "url"))
# What feedparser says of a feed that it read whole all the same.
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A feed as it was answered."""

    title: str
    entries: tuple[Announced, ...]
    warnings: tuple[str, ...] = ()
    hints: Hints = NO_HINTS
    blocks: tuple[bytes, ...] = ()
    """A hash for each entry of the body, known ones too; none where they cannot be told apart."""
    left_out: int = 0
    """How many entries were known and not parsed."""


def parse(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    known: frozenset[bytes] = frozenset(),
    timezone: str = PARIS.key,
) -> Parsed:
    """Gives the feed in a body; relative links are resolved against `url`.

    Dates without a zone are those of `timezone`, an IANA name.
    Entries whose blocks are `known` from the last answer are left out where that is safe.
    Raises NotAFeed with what the body is instead. Reads RSS 0.9 to 2.0, RDF, Atom, CDF and JSON Feed.
    """
    zone = ZoneInfo(timezone)
    body = body[: MOST_BYTES + 1]
    document = cut_unread(body, url, known)
    if document is None:
        text = as_utf8(body, content_type)
        if is_json(text.body):
            raw = json_feed(text.body, url)
            return _parsed(raw, raw["entries"], raw["title"], text.warnings, zone)
        document = cut_read(text, url, known)
    return _feed(document, url, zone)


def _feed(document: Document, url: str, zone: tzinfo) -> Parsed:
    raw = fed(document.body)
    if not raw.version and not raw.entries:
        raise NotAFeed("no feed that we know: neither RSS, RDF, Atom, CDF nor JSON Feed")
    for entry in raw.entries:
        entry["link"] = _link(entry, url)
        _resolve(entry, url)
    parsed = _parsed(raw, raw.entries, raw.feed.get("title"), document.warnings, zone)
    return replace(
        parsed,
        hints=hints(raw.feed, document.whole),
        blocks=document.blocks,
        left_out=document.left_out,
    )


def parse_sitemap(body: bytes, *, url: str) -> Parsed:
    """Gives the articles of a news sitemap as entries; raises NotAFeed where it is none.

    Those that bear no title, as in sitemaps that are not of news, are left out.
    """
    found = articles(body)
    raw = [{**one, "link": joined(url, one["link"]), "id": one["link"]} for one in found]
    timed = [{**one, "published_parsed": iso(one["published"])} for one in raw]
    return _parsed({}, timed, "", (), PARIS)


def _link(raw: Mapping[str, Any], url: str) -> str | None:
    """Where the entry is; a guid stands for a missing link only where it is a whole address."""
    link = raw.get("feedburner_origlink") or raw.get("link")
    # feedparser says guidislink also where the guid came first and the link after it.
    if not isinstance(link, str) or (raw.get("guidislink") and link == raw.get("id")):
        return web_address(link)
    return web_address(joined(url, link.strip()))


def _resolve(raw: Mapping[str, Any], url: str) -> None:
    """Makes the addresses of what is attached absolute."""
    for name, key in _ATTACHED:
        for one in raw.get(name) or ():
            if (address := one.get(key)) and "://" not in address:
                one[key] = joined(url, address)


def _parsed(
    raw: Mapping[str, Any],
    entries: Iterable[Mapping[str, Any]],
    title: object,
    warnings: tuple[str, ...],
    zone: tzinfo,
) -> Parsed:
    found = tuple(one for one in (announced(entry, zone) for entry in entries) if one)
    return Parsed(title=line(title), entries=found, warnings=(*warnings, *_warnings(raw)))


def _warnings(raw: Mapping[str, Any]) -> Iterator[str]:
    trouble = raw.get("bozo_exception")
    if raw.get("bozo") and not isinstance(trouble, _HARMLESS):
        yield f"not well-formed, read as far as possible: {line(str(trouble))}"


def to_entries(parsed: Parsed, feed: Feed, now: datetime) -> tuple[Entry, ...]:
    """Gives the entries under their articles' ids, each once, in the feed's order."""
    entries: dict[str, Entry] = {}
    for one in parsed.entries:
        name = _id(one, feed)
        entries.setdefault(name, _entry(one, name, feed, now))
    return tuple(entries.values())


def _id(one: Announced, feed: Feed) -> str:
    """The address names an article, unless it is the site's front page; else guid and title together.

    Some feeds give all entries one guid, or a new one at each visit: neither may hide an entry.
    """
    if one.url and _telling(one.url):
        return article_id(one.url, feed.id, one.guid)
    return article_id(None, feed.id, f"{one.guid}\n{one.title}")


def _telling(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path not in {"", "/"} or bool(parts.query)


def _entry(one: Announced, name: str, feed: Feed, now: datetime) -> Entry:
    trace = hashlib.blake2b(f"{name}\n{now.isoformat()}".encode(), digest_size=8).hexdigest()
    return Entry(
        id=name,
        feed_id=feed.id,
        guid=one.guid,
        url=one.url,
        title=one.title,
        summary=one.summary,
        content=one.content,
        published=_clamped(one.published, now),
        seen=now,
        authors=one.authors,
        trace_id=trace,
        written=one.written,
        updated=_clamped(one.updated, now),
        categories=one.categories,
        credit=one.credit,
        image=one.image,
        enclosures=one.enclosures,
    )


AHEAD = timedelta(minutes=10)  # a site's clock may be so far ahead of ours


def _clamped(date: datetime | None, now: datetime) -> datetime | None:
    """What lies further ahead is a local time labelled GMT, or no date at all: seen is published."""
    return now if date and date > now + AHEAD else date
