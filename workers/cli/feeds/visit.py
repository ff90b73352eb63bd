"""One visit to a feed for a person to look at: what stands there, or why nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workers.news.errors import NotAFeed

if TYPE_CHECKING:
    from workers.news.feed import Feed
    from workers.news.web import Answer, NoAnswer
    from workers.stages.parse.entries import Announced
    from workers.watchlist.listing import Watchlist

OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a feed answered."""

    id: str
    title: str = ""
    entries: "tuple[Announced, ...]" = ()
    warnings: tuple[str, ...] = ()
    trouble: str | None = None
    """Why it is no feed."""
    candidates: tuple[str, ...] = ()
    """Feeds that the page in its place names."""
    moved_to: str | None = None
    """Where permanent redirects led."""


def visited(feeds: "Sequence[Feed]") -> list[Seen]:
    """Visits feeds at once; in the order of their answers."""
    return looked([(feed.id, feed.url) for feed in feeds])


def looked(addresses: Sequence[tuple[str, str]]) -> list[Seen]:
    """Visits addresses at once, each under a name of the caller's."""
    from workers.news.web import Request
    from workers.wiring import web

    return [_judged(answer) for answer in web().get([Request(id=name, url=url) for name, url in addresses])]


def _judged(answer: "Answer | NoAnswer") -> Seen:
    from workers.news.web import NoAnswer
    from workers.stages.parse.entries import parse
    from workers.stages.poll import status_text

    if isinstance(answer, NoAnswer):
        return Seen(id=answer.id, trouble=answer.reason)
    if answer.status != OK:
        return Seen(id=answer.id, trouble=status_text(answer.status), moved_to=answer.moved_to)
    try:
        parsed = parse(answer.body, url=answer.url, content_type=answer.content_type)
    except NotAFeed as error:
        return Seen(id=answer.id, trouble=str(error), candidates=_candidates(answer))
    return Seen(
        id=answer.id,
        title=parsed.title,
        entries=parsed.entries,
        warnings=parsed.warnings,
        moved_to=answer.moved_to,
    )


def _candidates(answer: "Answer") -> tuple[str, ...]:
    from workers.stages.parse.guard import feeds_named

    return tuple(feeds_named(answer.body, answer.url))


def twin(listed: "Watchlist", url: str) -> "Feed | None":
    """Gives the feed that is listed under this address, perhaps in another spelling."""
    wanted = _spelling(url)
    return next((feed for feed in (*listed.feeds, *listed.disabled) if _spelling(feed.url) == wanted), None)


def _spelling(url: str) -> str:
    from workers.stages.parse.identity import canonical_url

    return canonical_url(url).partition("://")[2].removeprefix("www.").rstrip("/")


def free_id(name: str, listed: "Watchlist", also: Sequence[str] = ()) -> str:
    """Gives the name, with a figure behind it where another feed has it."""
    taken = {*also, *(feed.id for feed in (*listed.feeds, *listed.disabled))}
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
