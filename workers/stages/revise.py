"""When an article's page is looked at again, and whether its text was changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from workers.news.article import Article, Page
from workers.news.feed import Entry
from workers.news.look import Look

LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""After the first sight: most corrections of the press come within the hour, nearly all within the day."""

MOST_SENTENCES = 2_000  # of one text; the longest reports of the press have half of it
MOST_ADDED = 10  # sentences told of one change
LONGEST_ADDED = 300  # code points of one of them

_END = re.compile(r"(?<=[.!?…])[»”\"’)\]\s]*\s+|\n+")
_WORDS = re.compile(r"[^\W_]+")
_DATED = re.compile(
    r"(?:dernière )?(?:mise? à jour|mise? en ligne|actualisée?|modifiée?|publiée?)"
    r"(?: (?:le|la|à|a|de|du|et|par|ce|h|min|gmt|utc|heure|heures|paris|\d+\w{0,5}|\w{3,9}di|dimanche|janvier"
    r"|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|hier|aujourd|hui|jour|mise?))*"
)


def next_look(first: datetime, now: datetime) -> datetime | None:
    """Gives when the article first seen at `first` is looked at next; None when it was for the last time."""
    return next((first + wait for wait in LOOKS if first + wait > now), None)


def remembered(entry: Entry, page: Page | None, article: Article, now: datetime) -> Look | None:
    """Gives what a second look needs; None for a text that is not wholly the page's."""
    if page is None or not _whole(article):
        return None
    return Look(
        entry=replace(entry, summary="", content="", again=False),
        sentences=tuple(mark for mark, _ in _marked(article.body)),
        revision=article.revision,
        etag=page.etag,
        modified=page.modified,
        due=next_look(entry.seen, now),
    )


def revised(look: Look, article: Article) -> Article | None:
    """Gives the article as a revision with what changed; None where only dates, signs or the order did."""
    if not _whole(article):
        return None
    now = dict(_marked(article.body))
    added = [sentence for mark, sentence in now.items() if mark not in look.sentences]
    removed = len(set(look.sentences) - now.keys())
    if not added and not removed:
        return None
    told = tuple(sentence[:LONGEST_ADDED] for sentence in added[:MOST_ADDED])
    return replace(article, revision=look.revision + 1, added=told, removed=removed)


def _whole(article: Article) -> bool:
    return article.origin == "page" and article.text_quality == "full"


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence under its mark, but for those that only say when the page was changed."""
    for sentence in _END.split(text)[:MOST_SENTENCES]:
        words = " ".join(_WORDS.findall(sentence.casefold()))
        if words and not _DATED.fullmatch(words):
            yield blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest(), sentence.strip()
