"""One visit to a feed for a person to look at: what stands there, or why nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workers.news.errors import NotAFeed

if TYPE_CHECKING:
    from workers.news.feed import Feed
    from workers.news.web import Answer, NoAnswer
    from workers.stages.parse.announced import Announced
    from workers.watchlist.listing import Watchlist

OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a feed answered."""

    id: str
    type: str = "feed"
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
    types = {feed.id: feed.type for feed in feeds}
    return [_as_listed(seen, types[seen.id]) for seen in looked([(feed.id, feed.url) for feed in feeds])]


def _as_listed(seen: Seen, wanted: str) -> Seen:
    if seen.trouble or seen.type == wanted:
        return seen
    right = "write 'type: sitemap'" if seen.type == "sitemap" else "take 'type: sitemap' away"
    return replace(seen, trouble=f"a {seen.type}, not a {wanted}; {right} in feeds.yaml")


def looked(addresses: Sequence[tuple[str, str]]) -> list[Seen]:
    """Visits addresses at once, each under a name of the caller's."""
    from workers.news.web import Request
    from workers.wiring import web

    return [_judged(answer) for answer in web().get([Request(id=name, url=url) for name, url in addresses])]


def _judged(answer: "Answer | NoAnswer") -> Seen:
    from workers.news.web import NoAnswer
    from workers.stages.parse.entries import parse, parse_sitemap
    from workers.stages.parse.sitemap import is_sitemap
    from workers.stages.poll import status_text

    if isinstance(answer, NoAnswer):
        return Seen(id=answer.id, trouble=answer.reason)
    if answer.status != OK:
        return Seen(id=answer.id, trouble=status_text(answer.status), moved_to=answer.moved_to)
    sitemap = is_sitemap(answer.body)
    try:
        if sitemap:
            parsed = parse_sitemap(answer.body, url=answer.url)
        else:
            parsed = parse(answer.body, url=answer.url, content_type=answer.content_type)
    except NotAFeed as error:
        return Seen(id=answer.id, trouble=str(error), candidates=error.candidates)
    return Seen(
        id=answer.id,
        type="sitemap" if sitemap else "feed",
        title=parsed.title,
        entries=parsed.entries,
        warnings=parsed.warnings,
        moved_to=answer.moved_to,
    )


class Known:
    """The feeds that are listed, by address and by id; grows as feeds are added."""

    def __init__(self, listed: "Watchlist") -> None:
        self._ids = {_spelling(feed.url): feed.id for feed in (*listed.feeds, *listed.disabled)}
        self._taken = set(self._ids.values())

    def twin(self, url: str) -> str | None:
        """Gives the id of the feed that is listed under this address, perhaps in another spelling."""
        return self._ids.get(_spelling(url))

    def name(self, url: str, title: str | None) -> str:
        """Gives an id for a feed: a slug of its title or address, with a figure where another has it."""
        from workers.watchlist.names import derived_id

        name = derived_id(title, url) or "flux"
        names = (name, *(f"{name}-{number}" for number in range(2, len(self._taken) + 3)))
        return next(one for one in names if one not in self._taken)

    def free(self, name: str) -> bool:
        """Whether no feed has this id."""
        return name not in self._taken

    def add(self, name: str, url: str) -> None:
        """Counts a feed as listed."""
        self._ids[_spelling(url)] = name
        self._taken.add(name)


def _spelling(url: str) -> str:
    from workers.identity import canonical_url

    return canonical_url(url).partition("://")[2].removeprefix("www.").rstrip("/")
