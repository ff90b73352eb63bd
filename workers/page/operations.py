"""The operations of the REST API: what each takes and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from workers.news.alert import Raised
from workers.news.feed import Feed, Visit
from workers.news.search import BadQuery, Results
from workers.news.story import Story
from workers.page.copies import article
from workers.page.state import Shown, shown
from workers.page.storylines import StoryLine, asked, story_lines
from workers.page.world import World
from workers.stages.index import parse

MOST, USUAL = 300, 50


class NotAsked(Exception):
    """A request that means nothing, or something that is not there; `status` is 400 or 404."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value of the address or of the query."""

    name: str
    type: type[str] | type[int]
    description: str
    default: str | int | None = None
    """None where it must be given."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """A feed and how its last visit went."""

    id: str
    title: str
    url: str
    outcome: str = ""
    """`new`, `unchanged` or `failed`; empty before the first visit."""
    reason: str | None = None
    failures: int = 0
    visited: datetime | None = None
    due: datetime | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked for."""

    name: str
    path: str
    summary: str
    gives: Any
    """The type of the answer."""
    answer: Callable[[World, Mapping[str, Any]], object]
    parameters: tuple[Parameter, ...] = field(default=())


Q = Parameter(name="q", type=str, description="a query, as docs/search.md has it", default="")
N = Parameter(name="n", type=int, description="how many at most, 1 to 300", default=USUAL)
ID = Parameter(name="id", type=str, description="its id")


def _search(world: World, given: Mapping[str, Any]) -> Results:
    query = parse(given["q"], world.now())
    return world.archive.find(query, most=given["n"], facets=True, newest=given["sort"] == "newest")


def _article(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = article(world, given["id"])
    if fields is None:
        raise NotAsked(404, "no article of this id is in the index")
    return {name: value for name, value in fields.items() if name != "search"}


def _stories(world: World, given: Mapping[str, Any]) -> list[StoryLine]:
    query = asked(given["q"], world.now())
    return story_lines(world, world.holdings.latest(query, most=3 * given["n"]), given["n"])


def _story(world: World, given: Mapping[str, Any]) -> Story:
    found = world.stories.story_of(given["id"])
    if found is None:
        raise NotAsked(404, "no such story; a story is kept for three weeks")
    return found


def _alerts(world: World, given: Mapping[str, Any]) -> list[Raised]:
    watch = given["watch"]
    found = world.outbox.alerts(most=given["n"] if not watch else 10_000)
    return [one for one in found if watch in {"", one.alert.watch_id}][: given["n"]]


def _feeds(world: World, given: Mapping[str, Any]) -> list[FeedHealth]:
    del given
    visits = {visit.feed_id: visit for visit in world.notebook.visits()}
    due = world.schedule.due_times()
    return [_health(one, visits.get(one.id), due.get(one.id)) for one in world.watchlist().feeds]


def _health(feed: Feed, visit: Visit | None, due: datetime | None) -> FeedHealth:
    told = FeedHealth(id=feed.id, title=feed.title, url=feed.url, due=due)
    if visit is None:
        return told
    return replace(
        told,
        outcome=visit.outcome,
        reason=visit.reason,
        failures=visit.failures,
        visited=visit.at,
        entries=visit.entries,
    )


def _state(world: World, given: Mapping[str, Any]) -> Shown:
    del given
    return shown(world)


OPERATIONS = (
    Operation(
        name="search",
        path="/search",
        summary="Articles that answer a query, with facets and a timeline",
        gives=Results,
        answer=_search,
        parameters=(
            Q,
            N,
            Parameter(name="sort", type=str, description="", default="best", choices=("best", "newest")),
        ),
    ),
    Operation(
        name="article",
        path="/articles/{id}",
        summary="All fields of an article (docs/fields.md)",
        gives=dict[str, Any],
        answer=_article,
        parameters=(ID,),
    ),
    Operation(
        name="stories",
        path="/stories",
        summary="The newest stories",
        gives=list[StoryLine],
        answer=_stories,
        parameters=(Q, N),
    ),
    Operation(
        name="story",
        path="/stories/{id}",
        summary="A story with its copies, by the id of any article in it",
        gives=Story,
        answer=_story,
        parameters=(ID,),
    ),
    Operation(
        name="alerts",
        path="/alerts",
        summary="The newest alerts with their deliveries",
        gives=list[Raised],
        answer=_alerts,
        parameters=(N, Parameter(name="watch", type=str, description="of this watch alone", default="")),
    ),
    Operation(
        name="feeds",
        path="/feeds",
        summary="Every feed and how its last visit went",
        gives=list[FeedHealth],
        answer=_feeds,
    ),
    Operation(
        name="state",
        path="/state",
        summary="Queues, counters, latencies, dead letters, index, versions",
        gives=Shown,
        answer=_state,
    ),
)

__all__ = ["MOST", "OPERATIONS", "BadQuery", "NotAsked", "Operation", "Parameter"]
