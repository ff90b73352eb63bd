"""OPML 2.0: lists of feeds as readers of news exchange them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from workers.news.errors import BadConfiguration
from workers.watchlist.source import LARGEST
from workers.watchlist.variables import VARIABLE
from workers.watchlist.writing import NewFeed, literal

OURS = "urn:beffroi:opml"
LONGEST_TEXT = 300  # what feeds.yaml takes for titles and tags
MOST_OUTLINES = 20_000  # so many feeds fill feeds.yaml

_BARE = re.compile(rb"&(?!#?\w{1,40};)")


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of the list; `id` is empty where the list gives none."""

    line: int
    feed: NewFeed
    variables: bool
    """Whether its address is written as in feeds.yaml, with ${VARIABLES}."""


def read_opml(raw: bytes) -> list[Outline]:
    """Gives the feeds of a list; the outlines around a feed are its tags. Raises BadConfiguration."""
    if len(raw) > LARGEST:
        raise BadConfiguration(f"the list has more than {LARGEST // 1_000_000} MB; split it")
    if b"\0" not in raw:  # UTF-16 is left as it is
        raw = _BARE.sub(b"&amp;", raw)  # many programs write addresses as they are; libxml2 would drop these
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadConfiguration(f"this is no OPML: {error}") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise BadConfiguration("this is no OPML: its outermost element is not <opml>")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.iterentities()):  # type: ignore[union-attr]
        raise BadConfiguration("the list declares entities of its own, as no list does and attacks do")
    found = list(_outlines(root))
    if len(found) > MOST_OUTLINES:
        raise BadConfiguration(f"the list has more than {MOST_OUTLINES} feeds; split it")
    return found


def _outlines(root: etree._Element) -> Iterator[Outline]:
    for element in root.iter("outline"):
        facts = {str(name).lower(): _clean(str(value)) for name, value in element.attrib.items()}
        if url := facts.get("xmlurl"):
            around = list(element.iterancestors("outline"))[::-1]
            line: int = element.sourceline or 0  # type: ignore[assignment]
            yield Outline(line, _feed(url, facts, around), f"{{{OURS}}}variables" in facts)


def _feed(url: str, facts: dict[str, str], around: Sequence[etree._Element]) -> NewFeed:
    folders = [_clean(one.get("text") or one.get("title") or "") for one in around]
    tags = dict.fromkeys(tag[:LONGEST_TEXT] for tag in (*folders, *_categories(facts)) if tag)
    return NewFeed(
        id=facts.get(f"{{{OURS}}}id", ""),
        url=url if f"{{{OURS}}}variables" in facts else literal(url),
        title=(facts.get("title") or facts.get("text") or "")[:LONGEST_TEXT] or None,
        tags=tuple(tags),
        type=facts.get(f"{{{OURS}}}type"),
        interval=facts.get(f"{{{OURS}}}interval"),
        enabled=not any(one.get("isComment") == "true" for one in around)
        and facts.get("iscomment") != "true",
    )


def _categories(facts: dict[str, str]) -> Iterator[str]:
    """The tags of `category`: parts between commas; one that begins with a slash is a path of several."""
    for one in facts.get("category", "").split(","):
        category = one.strip()
        yield from category.split("/") if category.startswith("/") else [category]


def _clean(value: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())


def write_opml(feeds: Sequence[NewFeed]) -> bytes:
    """Gives feeds as a list; addresses with variables as the file has them, their secrets by name only."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"beffroi": OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Beffroi"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", dict(_attributes(feed)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _attributes(feed: NewFeed) -> Iterator[tuple[str, str]]:
    yield "type", "rss"
    yield "text", feed.title or feed.id
    if feed.title:
        yield "title", feed.title
    variables = any(match[0] != "$$" for match in VARIABLE.finditer(feed.url))
    yield "xmlUrl", feed.url if variables else feed.url.replace("$$", "$")
    if variables:
        yield f"{{{OURS}}}variables", "true"
    if feed.tags:
        yield "category", ",".join(feed.tags)
    yield f"{{{OURS}}}id", feed.id
    if feed.type:
        yield f"{{{OURS}}}type", feed.type
    if feed.interval:
        yield f"{{{OURS}}}interval", feed.interval
    if not feed.enabled:
        yield "isComment", "true"


def untitled(outline: Outline) -> NewFeed:
    """Gives the feed of an outline without a title that only repeats its id, as `write_opml` writes it."""
    feed = outline.feed
    return replace(feed, title=None) if feed.title == feed.id else feed
