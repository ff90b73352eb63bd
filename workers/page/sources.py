"""The feeds: what each brings against what it usually brings, how late, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.asked import Named, Query
from workers.news.feed import Feed, Visit
from workers.page.formats import as_csv, as_json
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.sparks import Spark, spark
from workers.page.world import World
from workers.stages.poll import Trouble, daily, health, in_french, interval, median_delay, usual_week, week

ENTRIES = 20  # of one feed, the newest
LONGEST_NUMBER = 6  # digits
MOST = 80  # feeds on one page: a line has 1.3 kB
NEVER, FAILED, WELL = "never", "failed", "well"
KNOWN = timedelta(days=14)  # of history, before a week or a weekday is called usual
STATES = {
    "gone": "disparu",
    "html": "page à la place du flux",
    "failing": "ne répond plus",
    "silent": "se tait",
    "few": "publie peu",
    "frozen-dates": "sans dates nouvelles",
    "cut-short": "réponses coupées",
    "moved": "a changé d’adresse",
    "stale-validator": "répond 304 à tort",
    "missed": "articles manqués",
    FAILED: "dernier relevé échoué",
    NEVER: "pas encore relevé",
    WELL: "va bien",
}
"""What is wrong with a feed, the gravest first, in words."""
COLUMNS = (
    "id",
    "title",
    "url",
    "states",
    "visited",
    "last_new",
    "week",
    "usual",
    "delay",
    "every",
    "reason",
    "next",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed as the list shows it."""

    feed: Feed
    visit: Visit | None
    troubles: tuple[Trouble, ...]
    states: tuple[str, ...]
    """Keys of `STATES`, the gravest first."""
    week: int
    usual: float | None
    """Entries of a usual week; None before two weeks are known."""
    delay: timedelta | None
    """From publication to being seen, the median of the last entries."""
    next: datetime | None
    days: tuple[tuple[int, ...], tuple[float, ...]] | None
    """Entries of the last 28 days, and what such a weekday usually brings where that is known."""

    @property
    def spark(self) -> Spark | None:
        """The same days as a picture: made where it is shown."""
        return spark(*self.days) if self.days else None

    @property
    def every(self) -> timedelta | None:
        """How often it is visited."""
        return interval(self.feed, self.visit) if self.visit else None

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return self.states[0] == WELL

    @property
    def reason(self) -> str:
        """Why the last visit failed, in French; empty where it did not."""
        return in_french(self.visit) if self.visit and self.visit.outcome == "failed" else ""

    @property
    def last_new(self) -> datetime | None:
        """When an entry was last seen for the first time."""
        return self.visit.rhythm.last_new if self.visit and self.visit.rhythm else None


def routes(world: World, door: Door) -> list[Route]:
    """Gives the list as a page, JSON and CSV, each feed, and a visit asked for now."""
    sources = _Sources(world)
    return [
        Route("/sources", sources.page),
        Route("/sources.json", sources.json),
        Route("/sources.csv", sources.csv),
        Route("/sources/{id}", sources.one),
        Route("/sources/{id}", posted(door, sources.check), methods=["POST"]),
    ]


class _Sources:
    """`etat` names what must be wrong: a key of `STATES`, or `ennui` for anything; `page` goes on."""

    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, request: Request) -> Response:
        """Gives the page: those in trouble first."""
        lines = feed_lines(self._world)
        counted = {state: sum(state in one.states for one in lines) for state in STATES}
        chosen = _chosen(lines, request)
        pages = -(-len(chosen) // MOST)
        number = min(_number(request), max(pages, 1))
        values = {
            "lines": chosen[(number - 1) * MOST : number * MOST],
            "shown": number,
            "pages": pages,
            "all": len(lines),
            "troubled": sum(not one.is_well for one in lines),
            "counted": {state: count for state, count in counted.items() if count},
            "state": request.query_params.get("etat", ""),
            "states": STATES,
        }
        return page(request, self._world, "sources.html", values)

    def json(self, request: Request) -> Response:
        """Gives the same list as JSON."""
        return as_json([_facts(one) for one in _chosen(feed_lines(self._world), request)])

    def csv(self, request: Request) -> Response:
        """Gives the same list as CSV."""
        return as_csv([_facts(one) for one in _chosen(feed_lines(self._world), request)], COLUMNS)

    def one(self, request: Request) -> Response:
        """Gives a feed with its last entries."""
        found = self._found(request)
        values = {
            "one": found,
            "states": STATES,
            "entries": self._entries(found.feed),
            "asked": "verifie" in request.query_params,
        }
        return page(request, self._world, "source.html", values)

    def check(self, request: Request, form: Form) -> Response:
        """Makes a feed due now: the next tick of the poll visits it."""
        del form
        found = self._found(request)
        self._world.schedule.due_again(found.feed.id, self._world.now())
        return RedirectResponse(f"/sources/{quote(found.feed.id, safe='')}?verifie=1", 303)

    def _found(self, request: Request) -> FeedLine:
        name = request.path_params["id"]
        for one in feed_lines(self._world):
            if one.feed.id == name:
                return one
        raise HTTPException(404, "Ce flux n’est pas dans feeds.yaml.")

    def _entries(self, feed: Feed) -> list[dict[str, object]]:
        query = Query(root=Named(field="sources", text=feed.id), now=self._world.now())
        found = self._world.holdings.latest(query, most=2 * ENTRIES)  # a name may be part of another
        return [
            {**one, "at": datetime.fromisoformat(str(one["@timestamp"]))}
            for one in found
            if one["feed"] == feed.id
        ][:ENTRIES]


def feed_lines(world: World) -> list[FeedLine]:
    """Gives every feed of the file, those in trouble first, the gravest of these at the top."""
    visits = {visit.feed_id: visit for visit in world.notebook.visits()}
    due, now = world.schedule.due_times(), world.now()
    found = [_line(feed, visits.get(feed.id), due, now) for feed in world.watchlist().feeds]
    order = list(STATES)
    return sorted(found, key=lambda one: (order.index(one.states[0]), one.feed.title.casefold()))


def _line(feed: Feed, visit: Visit | None, due: Mapping[str, datetime], now: datetime) -> FeedLine:
    troubles = health(visit, now) if visit else ()
    rhythm = visit.rhythm if visit else None
    delay = median_delay(rhythm)
    counts, expected = daily(rhythm, now) if rhythm else ((), ())
    known = rhythm is not None and now - rhythm.since >= KNOWN
    return FeedLine(
        feed=feed,
        visit=visit,
        troubles=troubles,
        states=_states(visit, troubles),
        week=week(rhythm, now) if rhythm else 0,
        usual=round(usual_week(rhythm, now), 1) if rhythm and known else None,
        delay=None if delay is None else timedelta(seconds=delay),
        next=None if visit and visit.paused else due.get(feed.id),
        days=(tuple(counts), tuple(expected) if known else ()) if rhythm else None,
    )


def _states(visit: Visit | None, troubles: Sequence[Trouble]) -> tuple[str, ...]:
    if visit is None:
        return (NEVER,)
    kinds = tuple(trouble.kind for trouble in troubles)
    failed = (FAILED,) if visit.outcome == FAILED and not {"failing", "html", "gone"} & set(kinds) else ()
    return (*kinds, *failed) or (WELL,)


def _chosen(lines: Sequence[FeedLine], request: Request) -> list[FeedLine]:
    state = request.query_params.get("etat", "")
    if state == "ennui":
        return [one for one in lines if not one.is_well]
    return [one for one in lines if not state or state in one.states]


def _number(request: Request) -> int:
    """Which page of the list is wanted, from 1."""
    text = request.query_params.get("page", "1")
    return max(1, int(text[:LONGEST_NUMBER])) if text.isascii() and text.isdigit() else 1


def _facts(one: FeedLine) -> dict[str, object]:
    return {
        "id": one.feed.id,
        "title": one.feed.title,
        "url": one.feed.url,
        "states": list(one.states),
        "visited": one.visit.at.isoformat() if one.visit else None,
        "last_new": one.last_new.isoformat() if one.last_new else None,
        "week": one.week,
        "usual": one.usual,
        "delay": one.delay.total_seconds() if one.delay is not None else None,
        "every": one.every.total_seconds() if one.every else None,
        "reason": one.reason,
        "next": one.next.isoformat() if one.next else None,
    }
