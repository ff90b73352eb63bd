"""From an entry and its page to the article's clean text, which says where it came from."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workers.identity import own_address
from workers.news.article import Article, Page
from workers.news.feed import Entry
from workers.stages.extract.agencies import agencies
from workers.stages.extract.authors import people
from workers.stages.extract.boilerplate import Cleaned, cleaned
from workers.stages.extract.page import SILENT, Told, bared, parsed, shown, text, told
from workers.stages.extract.stubs import is_cut, wall

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORTEST = 200  # code points: a page's text below this is a stub where the feed has more
FULLER = 2  # times as long: then one shows a part, the other the whole
LONGEST_BODY = 200_000  # code points; the longest reports of the press have half of it
LONGEST_TITLE = 500
UNTITLED = 80  # code points of the text that stand for a missing title
EARLY = timedelta(minutes=10)  # the clocks of sites and ours differ by less

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text's own paragraphs, and all of them as they stood."""

    own: Cleaned
    all: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        return "\n\n".join(self.own.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a page gave: its text and what it tells, or why there is none."""

    text: _Text
    told: Told = SILENT
    wall: str | None = None
    """What hides the rest of the text."""
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    text: _Text
    origin: str
    reason: str | None
    quality: str


def extract(
    entry: Entry, page: Page | None, *, source: str, language_of: Callable[[str], str], store: str = "full"
) -> Article:
    """Gives the article: the page's text, else the feed's content, else its summary.

    `origin` says which of the three, `origin_reason` why not the page. Never raises for what a page holds.
    """
    read = _read(page)
    chosen = _choose(entry, read)
    said = read.told
    body = chosen.text.body
    title = _clean(entry.title or said.title or body[:UNTITLED] or "(sans titre)").replace("\n", " ")
    names = (*entry.authors, *said.authors, *chosen.text.own.bylines)
    return Article(
        id=entry.id,
        feed_id=entry.feed_id,
        source=source,
        url=(page and own_address(page.url, said.canonical)) or entry.url or "",
        title=title[:LONGEST_TITLE],
        body=_without_title(body, (title, said.title))[:LONGEST_BODY],
        origin=chosen.origin,
        origin_reason=chosen.reason,
        language=language_of(f"{title}\n{body}"),
        published=entry.published or _not_ahead(said.published, entry.seen),
        seen=entry.seen,
        authors=people(names, outlets=(source, said.site)),
        trace_id=entry.trace_id,
        text_quality=chosen.quality,
        store=store,
        modified=_not_ahead(said.modified, entry.seen) or entry.updated,
        section=_clean(said.section),
        categories=entry.categories,
        image=entry.image or said.image,
        enclosures=entry.enclosures,
        agencies=agencies((*names, *said.holders), (*chosen.text.all, *chosen.text.own.bylines)),
        photo_credit=_clean(entry.credit or read.text.own.photo_credit),
        paywalled=True if read.wall and "paywall" in read.wall else _opposite(said.free),
        paged=page.at if page else None,
    )


def _choose(entry: Entry, read: _Read) -> _Chosen:
    own, origin = (entry.content, "content") if entry.content else (entry.summary, "summary")
    feeds = _text(own.split("\n\n"))
    reason = read.trouble or read.wall or _better(own, read.text.body)
    if reason is None:
        return _Chosen(text=read.text, origin="page", reason=None, quality="full")
    if read.wall and "paywall" in read.wall and len(read.text.body) > FULLER * len(feeds.body):
        # The teaser says more than the feed: an analyst is served best with it.
        return _Chosen(text=read.text, origin="page", reason=None, quality="stub")
    stub = read.wall and (len(feeds.body) < SHORTEST or is_cut(own))
    return _Chosen(text=feeds, origin=origin, reason=reason, quality="stub" if stub else "feed")


def _better(own: str, text: str) -> str | None:
    """Why the feed's own text is taken although there is a page; None when the page's is."""
    if len(own) > len(text) and (len(text) < SHORTEST or len(own) > FULLER * len(text)):
        return f"the feed's own text is longer ({len(own)} > {len(text)} characters)"
    return None


def _read(page: Page | None) -> _Read:
    if page is None:
        return _unread("the page was not fetched")
    if page.missing:
        return _unread(page.missing)
    if not page.html.strip():
        return _unread("the page is empty")
    try:
        tree = parsed(page)
        return _unread("the page has no article text") if tree is None else _read_tree(tree)
    except Exception as error:  # noqa: BLE001 - whatever a page does to the parser, the rest of the batch goes on
        return _unread(f"the page cannot be read: {type(error).__name__}: {error}")


def _unread(trouble: str, said: Told = SILENT) -> _Read:
    return _Read(text=_text(()), told=said, trouble=trouble)


def _read_tree(tree: "HtmlElement") -> _Read:
    said = told(tree)
    bared(tree)
    visible = shown(tree)
    whole = _text(text(tree).splitlines())
    barred = wall(whole.body, "\n".join(whole.all), visible, free=said.free)
    if not whole.body:
        return _unread(barred or "the page has no article text", said)
    return _Read(text=whole, told=said, wall=barred)


def _text(lines: "list[str] | tuple[str, ...]") -> _Text:
    parts = tuple(part for line in lines if (part := _clean(line).strip()))
    return _Text(own=cleaned(parts), all=parts)


def _not_ahead(told_at: datetime | None, seen: datetime) -> datetime | None:
    return None if told_at is None or told_at > seen + EARLY else told_at


def _opposite(free: bool | None) -> bool | None:  # noqa: FBT001 - a fact, no switch
    return None if free is None else not free


def _clean(text: str) -> str:
    """One form of each letter, no control characters: spans count the code points of this text."""
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text))


def _without_title(body: str, titles: tuple[str, ...]) -> str:
    """A page's text may begin with the title, which would then stand twice."""
    first, _, rest = body.partition("\n\n")
    same = " ".join(first.split()).casefold() in {" ".join(title.split()).casefold() for title in titles}
    return rest if same and rest else body
