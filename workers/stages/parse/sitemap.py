"""News sitemaps: the articles of the last two days that a site shows to search engines."""

from collections.abc import Iterator
from datetime import datetime

import lxml.etree

from workers.news.errors import NotAFeed
from workers.stages.parse.dates import when
from workers.stages.parse.guard import HEAD, MOST_BYTES
from workers.stages.parse.plain import line, web_address
from workers.stages.parse.surplus import MOST_ENTRIES

NEWEST = 3  # sub-sitemaps of an index that are named

_LOCAL = "{*}"


def is_sitemap(body: bytes) -> bool:
    """Whether a body begins as a sitemap or an index of them does."""
    head = body[:HEAD]
    return b"<urlset" in head or b"<sitemapindex" in head


def articles(body: bytes) -> list[dict[str, object]]:
    """Gives each article as link, title, published, updated and image; those without a title are none.

    Raises NotAFeed where the body is no sitemap; for an index of sitemaps it names the newest.
    """
    if len(body) > MOST_BYTES:
        raise NotAFeed(f"the body has {len(body)} bytes, more than {MOST_BYTES}")
    root = _root(body)
    name = lxml.etree.QName(root).localname
    if name == "sitemapindex":
        newest = _newest(root)
        raise NotAFeed(
            f"an index of sitemaps, not a news sitemap; it names {', '.join(newest)}", candidates=newest
        )
    if name != "urlset":
        raise NotAFeed("no sitemap: its root is not <urlset>")
    found = (
        _article(url) for _, url in zip(range(MOST_ENTRIES), root.iterfind(f"{_LOCAL}url"), strict=False)
    )
    return [article for article in found if article]


def _root(body: bytes) -> "lxml.etree._Element":
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = lxml.etree.fromstring(body.lstrip(), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise NotAFeed("no sitemap: the XML cannot be read")
    return root


def _article(url: "lxml.etree._Element") -> dict[str, object] | None:
    link, title = _text(url, "loc"), _text(url, "news/title")
    if not title or not web_address(link):
        return None
    published = _text(url, "news/publication_date")
    return {
        "link": link,
        "title": title,
        "published": published,
        "updated": _text(url, "lastmod"),
        "image": _text(url, "image/loc"),
        "language": _text(url, "news/publication/language"),
    }


def _text(element: "lxml.etree._Element", path: str) -> str:
    found = element.find("/".join(f"{_LOCAL}{part}" for part in path.split("/")))
    return line(found.text) if found is not None else ""


def _newest(root: "lxml.etree._Element") -> tuple[str, ...]:
    return tuple(link for _, link in sorted(_listed(root), reverse=True)[:NEWEST])


def _listed(root: "lxml.etree._Element") -> Iterator[tuple[datetime | str, str]]:
    for one in root.iterfind(f"{_LOCAL}sitemap"):
        if link := web_address(_text(one, "loc")):
            changed = when(_text(one, "lastmod"))
            yield changed.isoformat() if changed else "", link
