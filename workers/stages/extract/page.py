"""What a page says of itself: JSON-LD first, meta elements where it is silent; it is parsed once."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter
from zoneinfo import ZoneInfo

from workers.news.article import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARIS = ZoneInfo("Europe/Paris")  # a time without a zone is that of the French press
LONGEST_NAME = 200  # code points
LONGEST_SCRIPT = 500_000  # characters of one JSON-LD block
MOST_SCRIPTS = 20
MOST_NODES = 2_000  # of one block; the press's have some fifty
EARLIEST, LATEST = 1995, 2100  # years; what lies outside is a mistake of the page

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_META = {
    "author": (
        "author",
        "dc.creator",
        "dcterms.creator",
        "article:author",
        "parsely-author",
        "sailthru.author",
    ),
    "title": ("og:title", "twitter:title", "dc.title"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "date",
        "dc.date",
        "dcterms.created",
    ),
    "modified": ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"),
    "section": ("article:section", "og:article:section", "section"),
    "image": ("og:image", "og:image:url", "twitter:image"),
    "tier": ("article:content_tier",),
    "site": ("og:site_name", "application-name"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page tells of its article; empty or None where it is silent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    """Who the text comes from by its rights: an agency, or the outlet itself."""
    published: datetime | None = None
    modified: datetime | None = None
    section: str = ""
    image: str | None = None
    canonical: str | None = None
    site: str = ""
    free: bool | None = None


SILENT = Told()


# Trafilatura drops these as well, but only after it has walked the tree some ten times: without them it
# takes a third of the time.
_NO_TEXT = ("script", "style", "svg", "template", "noscript")
_AROUND = ("nav", "aside", "footer")


@dataclass(frozen=True, slots=True)
class _Said:
    """The page's article node of JSON-LD, its meta elements by name, and its tree."""

    node: Mapping[str, Any]
    metas: Mapping[str, list[str]] = field(default_factory=dict)

    def meta(self, what: str) -> Iterator[str]:
        return (value for name in _META[what] for value in self.metas.get(name, ()))

    def first(self, what: str, *keys: str) -> str:
        told = (name for key in keys for name in _names(self.node.get(key)))
        return next((value for value in (*told, *self.meta(what)) if value), "")


def parsed(page: Page) -> "HtmlElement | None":
    """Gives the page's tree; None where it is no HTML. The header's charset counts where the bytes agree."""
    tree: HtmlElement | None = _library().load_html(_decoded(page))
    return tree


def bared(tree: "HtmlElement") -> None:
    """Cuts scripts and all else that a browser does not show; `told` reads some of it and comes before."""
    for part in list(tree.iter(*_NO_TEXT)):
        part.drop_tree()


def shown(tree: "HtmlElement") -> str:
    """Gives all the text of a bared tree."""
    return " ".join(tree.xpath("//text()"))


def text(tree: "HtmlElement") -> str:
    """Gives the article's text, a paragraph a line; menus and margins are cut from the tree."""
    for frame in list(tree.iter(*_AROUND)):
        # One that was never closed has swallowed the page.
        if frame.getparent() is not None and next(frame.iter("article", "main", "h1"), None) is None:
            frame.drop_tree()
    found = _library().bare_extraction(tree, include_comments=False)
    return getattr(found, "text", None) or ""


@cache
def _library() -> ModuleType:
    """Trafilatura asks for SOCKS at its import and urllib3 warns that we have none: we never let it fetch."""
    with catch_warnings():
        simplefilter("ignore")
        return import_module("trafilatura")


def told(tree: "HtmlElement") -> Told:
    """Gives what the page tells of its article."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if value := _flat(element.get("content") or ""):
            metas.setdefault(name.strip().lower(), []).append(value)
    said = _Said(next(_articles(tree), {}), metas)
    return Told(
        title=said.first("title", "headline") or next(_titles(tree), ""),
        authors=(*_names(said.node.get("author")), *_names(said.node.get("creator")), *said.meta("author")),
        holders=tuple(
            name
            for key in ("sourceOrganization", "copyrightHolder", "provider")
            for name in _names(said.node.get(key))
        ),
        published=when(said.first("published", "datePublished")),
        modified=when(said.first("modified", "dateModified")),
        section=said.first("section", "articleSection")[:LONGEST_NAME],
        image=said.first("image", "image") or None,
        canonical=next(_canonical(tree), None),
        site=said.first("site"),
        free=_free(said),
    )


def when(written: str) -> datetime | None:
    """Gives the time of an ISO 8601 date in UTC; None for anything else."""
    try:
        found = datetime.fromisoformat(written.strip())
        zoned = found if found.tzinfo else found.replace(tzinfo=PARIS)
        return zoned.astimezone(UTC) if EARLIEST <= zoned.year < LATEST else None
    except (ValueError, OverflowError):
        return None


def _decoded(page: Page) -> str | bytes:
    named = _CHARSET.search(page.content_type)
    if not named:
        return page.html
    try:
        return page.html.decode(named[1])
    except (LookupError, UnicodeDecodeError):
        return page.html


def _titles(tree: "HtmlElement") -> Iterator[str]:
    for name in ("h1", "title"):
        yield from filter(None, (_flat(element.text_content()) for element in tree.iter(name)))


def _canonical(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            yield element.get("href", "")


def _articles(tree: "HtmlElement") -> Iterator[Mapping[str, Any]]:
    for script in _scripts(tree):
        try:
            nodes = _nodes(json.loads(script, strict=False))
        except (ValueError, RecursionError):
            continue
        yield from (node for node in nodes if _is_article(node))


def _scripts(tree: "HtmlElement") -> Iterator[str]:
    found = 0
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower() and found < MOST_SCRIPTS:
            found += 1
            text = (element.text or "").strip().removeprefix("<!--").removesuffix("-->")
            if len(text) <= LONGEST_SCRIPT:
                yield text


def _nodes(root: object) -> Iterator[Mapping[str, Any]]:
    """The objects on top, in lists, under @graph and as a page's main entity, as far as the bound."""
    waiting = [root]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _is_article(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and _ARTICLE_TYPE.search(one) for one in listed)


def _names(value: object) -> tuple[str, ...]:
    """Texts, or the names or addresses of objects, one or many."""
    listed = value if isinstance(value, list) else [value]
    found = (_name(one) for one in listed[:MOST_SCRIPTS])
    return tuple(name for name in found if name)


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("url")
        value = value[0] if isinstance(value, list) and value else value
    return _flat(value) if isinstance(value, str) else ""


def _free(said: _Said) -> bool | None:
    """What isAccessibleForFree says of the article or its part; the meta element of the tier counts too."""
    parts = said.node.get("hasPart")
    nodes = [said.node, *(parts if isinstance(parts, list) else [parts])]
    answers = [_truth(node.get("isAccessibleForFree")) for node in nodes if isinstance(node, dict)]
    if False in answers or "locked" in said.meta("tier"):
        return False
    return True if True in answers or "free" in said.meta("tier") else None


def _truth(value: object) -> bool | None:
    words = {"true": True, "false": False}
    return words.get(str(value).rpartition("/")[2].strip().lower())


def _flat(text: str) -> str:
    return " ".join(text.split())
