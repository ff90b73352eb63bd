"""From an entry and its page to the article's clean text, which says where it came from."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from workers.news.article import Article, Page
from workers.news.feed import Entry
from workers.stages.extract.agencies import agencies

SHORTEST = 200  # code points: a page's text below this is a stub where the feed has more
FULLER = 2  # times as long: then the page shows a part, the feed the whole
LONGEST_BODY = 200_000  # code points; the longest reports of the press have half of it
LONGEST_TITLE = 500
UNTITLED = 80  # code points of the text that stand for a missing title

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    title: str = ""
    trouble: str | None = None


def extract(entry: Entry, page: Page | None, *, source: str, language_of: Callable[[str], str]) -> Article:
    """Gives the article: the page's text, else the feed's content, else its summary.

    `origin` says which of the three, `origin_reason` why not the page. Never raises for what a page holds.
    """
    read = _read(page, wants_title=not entry.title)
    own, own_origin = (entry.content, "content") if entry.content else (entry.summary, "summary")
    reason = read.trouble or _better(own, read.text)
    body = _clean(own if reason else read.text)
    title = entry.title or read.title or body[:UNTITLED] or "(sans titre)"
    return Article(
        id=entry.id,
        feed_id=entry.feed_id,
        source=source,
        url=entry.url or "",
        title=_clean(title).replace("\n", " ")[:LONGEST_TITLE],
        body=_without_title(body, title)[:LONGEST_BODY],
        origin=own_origin if reason else "page",
        origin_reason=reason,
        language=language_of(f"{title}\n{body}"),
        published=entry.published,
        seen=entry.seen,
        authors=entry.authors,
        agencies=agencies(entry.authors, body.split("\n\n")),
        trace_id=entry.trace_id,
    )


def _read(page: Page | None, *, wants_title: bool) -> _Read:
    if page is None:
        return _Read("", trouble="the page was not fetched")
    if page.missing:
        return _Read("", trouble=page.missing)
    if not page.html.strip():
        return _Read("", trouble="the page is empty")
    return _text_of(page, wants_title=wants_title)


def _text_of(page: Page, *, wants_title: bool) -> _Read:
    import trafilatura
    from trafilatura.settings import Document

    try:
        found = trafilatura.bare_extraction(_decoded(page), include_comments=False, with_metadata=wants_title)
    except Exception as error:  # noqa: BLE001 - whatever a page does to the parser, the rest of the batch goes on
        return _Read("", trouble=f"the page cannot be read: {type(error).__name__}: {error}")
    text = found.text if isinstance(found, Document) else None
    if not text or not text.strip():
        return _Read("", trouble="the page has no article text")
    parts = (line.strip() for line in text.splitlines())
    title = found.title if isinstance(found, Document) else None
    return _Read("\n\n".join(part for part in parts if part), title or "")


def _decoded(page: Page) -> str | bytes:
    """The header's charset counts where the bytes agree; otherwise the page's own, or what they look like."""
    named = _CHARSET.search(page.content_type)
    if not named:
        return page.html
    try:
        return page.html.decode(named[1])
    except (LookupError, UnicodeDecodeError):
        return page.html


def _better(own: str, text: str) -> str | None:
    """Why the feed's own text is taken although there is a page; None when the page's is."""
    if len(own) > len(text) and (len(text) < SHORTEST or len(own) > FULLER * len(text)):
        return f"the feed's own text is longer ({len(own)} > {len(text)} characters)"
    return None


def _clean(text: str) -> str:
    """One form of each letter, no control characters: spans count the code points of this text."""
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text))


def _without_title(body: str, title: str) -> str:
    """A page's text may begin with the title, which would then stand twice."""
    first, _, rest = body.partition("\n\n")
    same = " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest if same and rest else body
