"""A feed's bytes to what it announces, whatever the format and however badly it is written."""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from workers.news.errors import NotAFeed
from workers.news.feed import Entry, Feed, Hints
from workers.stages.parse.blocks import cut_known
from workers.stages.parse.dates import iso, when
from workers.stages.parse.guard import guarded
from workers.stages.parse.hints import hints
from workers.stages.parse.identity import article_id
from workers.stages.parse.json_feed import is_json, json_feed
from workers.stages.parse.plain import (
    LONGEST_CONTENT,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    LONGEST_URL,
    line,
    paragraphs,
    web_address,
)
from workers.stages.parse.sitemap import articles

# It looks for a driver that nobody has at each feed anew, which takes a tenth of a short feed's time.
feedparser.api.PREFERRED_XML_PARSERS.clear()

MOST_AUTHORS = 20
NO_HINTS = Hints()
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
# What feedparser says of a feed that it read whole all the same.
# What damaged bytes make it raise, such as a declaration whose encoding has no name in letters.
_SURPRISES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An entry as the feed has it, in plain text; `url` is absolute."""

    guid: str
    url: str | None
    title: str
    published: datetime | None
    summary: str
    content: str
    authors: tuple[str, ...]


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


def parse(body: bytes, *, url: str, content_type: str = "", known: frozenset[bytes] = frozenset()) -> Parsed:
    """Gives the feed in a body; relative links are resolved against `url`.

    Entries whose blocks are `known` from the last answer are left out where that is safe.
    Raises NotAFeed with what the body is instead. Reads RSS 0.9 to 2.0, RDF, Atom, CDF and JSON Feed.
    """
    if is_json(body):
        raw = json_feed(body, url)
        return _parsed(raw, raw["entries"], raw["title"], ())
    safe = guarded(body, url)
    cut = cut_known(safe.body, known, charset=_charset(content_type))
    raw = _fed(cut.body, _headers(content_type))
    if not raw.version and not raw.entries:
        raise NotAFeed("no feed that we know: neither RSS, RDF, Atom, CDF nor JSON Feed")
    for entry in raw.entries:
        entry["link"] = _link(entry, url)
    parsed = _parsed(raw, raw.entries, raw.feed.get("title"), safe.warnings)
    return replace(parsed, hints=hints(raw.feed, safe.body), blocks=cut.blocks, left_out=cut.left_out)


def parse_sitemap(body: bytes, *, url: str) -> Parsed:
    """Gives the articles of a news sitemap as entries; raises NotAFeed where it is none.

    Those that bear no title, as in sitemaps that are not of news, are left out.
    """
    found = articles(body)
    raw = [{**one, "link": urljoin(url, str(one["link"])), "id": one["link"]} for one in found]
    timed = [{**one, "published_parsed": iso(one["published"])} for one in raw]
    return _parsed({}, timed, "", ())


def _fed(body: bytes, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 - feedparser's own kind of dictionary
    try:
        return feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
        )
    except _SURPRISES as error:
        raise NotAFeed(f"the parser gave up: {type(error).__name__}: {error}") from error


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _headers(content_type: str) -> dict[str, str]:
    """Of the type only the charset counts. The place is not told: it would make addresses of all guids."""
    if "charset=" not in content_type.lower():
        return {}
    return {"content-type": f"application/xml;{content_type.partition(';')[2]}"}


def _link(raw: Mapping[str, Any], url: str) -> str | None:
    """Where the entry is; a guid stands for a missing link only where it is a whole address."""
    link = raw.get("feedburner_origlink") or raw.get("link")
    # feedparser says guidislink also where the guid came first and the link after it.
    if not isinstance(link, str) or (raw.get("guidislink") and link == raw.get("id")):
        return web_address(link)
    try:
        return web_address(urljoin(url, link.strip()))
    except ValueError:
        return None


def _parsed(
    raw: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], title: object, warnings: tuple[str, ...]
) -> Parsed:
    found = tuple(one for one in map(_announced, entries) if one)
    return Parsed(title=line(title), entries=found, warnings=(*warnings, *_warnings(raw)))


def _warnings(raw: Mapping[str, Any]) -> Iterator[str]:
    trouble = raw.get("bozo_exception")
    if raw.get("bozo") and not isinstance(trouble, _HARMLESS):
        yield f"not well-formed, read as far as possible: {line(str(trouble))}"


def _announced(raw: Mapping[str, Any]) -> Announced | None:
    title = line(raw.get("title"))
    summary = paragraphs(raw.get("summary"), LONGEST_SUMMARY)
    content = _content(raw, summary)
    url = web_address(raw.get("link"))
    if not (title or summary or content):
        return None
    return Announced(
        guid=_guid(raw, url, title, summary or content),
        url=url,
        title=title,
        published=_published(raw),
        summary=summary,
        content=content,
        authors=tuple(dict.fromkeys(_authors(raw)))[:MOST_AUTHORS],
    )


def _content(raw: Mapping[str, Any], summary: str) -> str:
    """The longest of the contents, where it says more than the summary."""
    texts = (paragraphs(part.get("value"), LONGEST_CONTENT) for part in raw.get("content") or ())
    longest = max(texts, key=len, default="")
    return longest if len(longest) > len(summary) else ""


def _guid(raw: Mapping[str, Any], url: str | None, title: str, text: str) -> str:
    given = line(raw.get("id"), LONGEST_URL)
    return given or url or hashlib.blake2b(f"{title}\n{text}".encode(), digest_size=16).hexdigest()


def _published(raw: Mapping[str, Any]) -> datetime | None:
    for name in ("published", "created", "updated"):
        if name in raw and (found := when(raw[name], raw.get(f"{name}_parsed"))):
            return found
    return None


def _authors(raw: Mapping[str, Any]) -> Iterator[str]:
    for author in raw.get("authors") or ():
        name = line(author.get("name"), LONGEST_NAME)
        if name := name.removeprefix("Par ").removeprefix("par ").strip():
            yield name


def to_entries(parsed: Parsed, feed: Feed, now: datetime) -> tuple[Entry, ...]:
    """Gives the entries under their articles' ids, each once, in the feed's order."""
    entries: dict[str, Entry] = {}
    for one in parsed.entries:
        name = article_id(one.url, feed.id, one.guid)
        entries.setdefault(name, _entry(one, name, feed, now))
    return tuple(entries.values())


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
    )


def _clamped(published: datetime | None, now: datetime) -> datetime | None:
    """A local time labelled GMT lies up to two hours ahead; what lies a day ahead is no time at all."""
    if published is None or published > now + timedelta(days=1):
        return None
    return min(published, now)
