"""The copies of a text beside each other: in order, and what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workers.french.sentences import Sentences
from workers.news.asked import Code, Query
from workers.news.story import Copy, Story
from workers.page.world import World

MOST_COMPARED = 40
MOST_SHOWN = 12  # sentences of a difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A copy, and its difference from the article that is shown."""

    article: str
    source: str
    title: str
    url: str
    at: datetime
    kind: str | None
    similarity: float | None
    agencies: tuple[str, ...]
    is_this: bool
    indexed: bool
    """Whether its text can be opened here."""
    more: tuple[str, ...] = ()
    """Sentences that it has and this article has not."""
    less: tuple[str, ...] = ()


def article(world: World, id: str) -> Mapping[str, Any] | None:
    """Gives the fields of an article; None where the index has none of that id."""
    return next(iter(articles(world, [id])), None)


def articles(world: World, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Gives the fields of articles, the newest first."""
    if not ids:
        return []
    query = Query(root=Code(field="id", values=tuple(ids)))
    return world.holdings.latest(query, most=len(ids))


def beside(world: World, story: Story, this: Mapping[str, Any]) -> list[Beside]:
    """Gives the story's copies in the order in which they were seen."""
    ids = [copy.article_id for copy in story.copies[:MOST_COMPARED]]
    texts = {str(one["id"]): one for one in articles(world, ids)}
    own = _sentences(str(this["body"]))
    return [_beside(copy, texts.get(copy.article_id), own, str(this["id"])) for copy in story.copies]


def _beside(copy: Copy, fields: Mapping[str, Any] | None, own: Mapping[str, str], this: str) -> Beside:
    theirs = _sentences(str(fields["body"])) if fields and copy.article_id != this else own
    return Beside(
        article=copy.article_id,
        source=copy.source,
        title=copy.title,
        url=copy.url,
        at=copy.at,
        kind=copy.kind,
        similarity=copy.similarity,
        agencies=copy.agencies,
        is_this=copy.article_id == this,
        indexed=fields is not None,
        more=_without(theirs, own),
        less=_without(own, theirs),
    )


def _without(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text for mark, text in one.items() if mark not in other)[:MOST_SHOWN]


def _sentences(text: str) -> dict[str, str]:
    """The sentences by what they say, whatever their signs and capitals."""
    cut, at, found = Sentences(text), 0, {}
    while at < len(text):
        _, end = cut.around(at, min(at + 1, len(text)))
        whole = " ".join(text[at:end].split())
        if mark := "".join(letter for letter in whole.casefold() if letter.isalnum()):
            found[mark] = whole
        at = max(end, at + 1)
    return found
