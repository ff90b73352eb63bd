"""One entry as a feed has it, from feedparser's reading to plain, bounded fields."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from workers.stages.parse.dates import PARIS, when
from workers.stages.parse.plain import (
    LONGEST_CONTENT,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    LONGEST_URL,
    line,
    paragraphs,
    web_address,
)

MOST_AUTHORS = 20
MOST_CATEGORIES = 30
MOST_ENCLOSURES = 10
LONGEST_DATE = 100

# feedparser knows no top-level domain longer than four letters: of redaction@example.africa (Awa Diallo)
# it makes the name « ca (Awa Diallo », of Awa Diallo <redaction@example.africa> « Awa Diallo <ca> ».
_MAIL_REST = re.compile(r"^[a-z]{1,20} \((?=[^)]+$)| <[a-z]{1,20}>$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An entry as the feed has it, in plain text; addresses are absolute."""

    guid: str
    url: str | None
    title: str
    published: datetime | None
    summary: str
    content: str
    authors: tuple[str, ...]
    written: str = ""
    """The date as it stands in the feed."""
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    credit: str = ""
    image: str | None = None
    enclosures: tuple[str, ...] = ()


def announced(raw: Mapping[str, Any], zone: tzinfo = PARIS) -> Announced | None:
    """Gives the entry, or None where it says nothing; dates without a zone are those of `zone`."""
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
        published=_date(raw, ("published", "created", "updated"), zone),
        summary=summary,
        content=content,
        authors=_few(_authors(raw), MOST_AUTHORS),
        written=_written(raw),
        updated=_date(raw, ("updated",), zone),
        categories=_few(_terms(raw), MOST_CATEGORIES),
        credit=_credit(raw),
        image=next(_images(raw), None),
        enclosures=_few(_attached(raw), MOST_ENCLOSURES),
    )


def _few(found: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:most]


def _content(raw: Mapping[str, Any], summary: str) -> str:
    """The longest of the contents, where it says more than the summary."""
    texts = (paragraphs(part.get("value"), LONGEST_CONTENT) for part in raw.get("content") or ())
    longest = max(texts, key=len, default="")
    return longest if len(longest) > len(summary) else ""


def _guid(raw: Mapping[str, Any], url: str | None, title: str, text: str) -> str:
    given = line(raw.get("id"), LONGEST_URL)
    return given or url or hashlib.blake2b(f"{title}\n{text}".encode(), digest_size=16).hexdigest()


def _date(raw: Mapping[str, Any], names: Iterable[str], zone: tzinfo) -> datetime | None:
    for name in names:
        if name in raw and (found := when(raw[name], raw.get(f"{name}_parsed"), zone)):
            return found
    return None


def _written(raw: Mapping[str, Any]) -> str:
    named = (name for name in ("published", "created", "updated") if name in raw)
    return next(filter(None, (line(raw[name], LONGEST_DATE) for name in named)), "")


def _authors(raw: Mapping[str, Any]) -> Iterator[str]:
    for author in raw.get("authors") or ():
        name = _MAIL_REST.sub("", line(author.get("name"), LONGEST_NAME))
        if name := name.removeprefix("Par ").removeprefix("par ").strip():
            yield name


def _terms(raw: Mapping[str, Any]) -> Iterator[str]:
    for tag in raw.get("tags") or ():
        if term := line(tag.get("term"), LONGEST_NAME):
            yield term


def _credit(raw: Mapping[str, Any]) -> str:
    credits = (line(one.get("content"), LONGEST_NAME) for one in _listed(raw, "media_credit"))
    return next(filter(None, credits), "")


def _images(raw: Mapping[str, Any]) -> Iterator[str]:
    pictures = (
        one for one in (*_listed(raw, "media_content"), *_listed(raw, "enclosures")) if _is_image(one)
    )
    for one in (*_listed(raw, "media_thumbnail"), *pictures):
        if address := web_address(one.get("url") or one.get("href")):
            yield address


def _attached(raw: Mapping[str, Any]) -> Iterator[str]:
    for one in _listed(raw, "enclosures"):
        address = web_address(one.get("href"))
        if address and not _is_image(one):
            yield address


def _is_image(one: Mapping[str, Any]) -> bool:
    return one.get("medium") == "image" or str(one.get("type", "")).startswith("image/")


def _listed(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = raw.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
