"""The state: queues, steps, latencies, what was put aside, versions, disk."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import version

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.dead_letter import DeadLetter
from workers.news.errors import NewsError
from workers.news.holdings import Shelf
from workers.page.formats import as_json
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.storylines import asked
from workers.page.world import World
from workers.stages.latency import Spread, spreads

log = structlog.get_logger()

STEPS = (
    ("announced", "annoncés", "poll"),
    ("paged", "pages", "page"),
    ("read", "lus", "read"),
    ("indexed", "indexés", "index"),
    ("alerted", "alertes", "alert"),
    ("delivered", "remises", ""),
)
"""Each step: the counter of what it has done, its heading, the queue that waits for it."""
PACKAGES = ("celery", "redis", "tantivy", "elasticsearch", "spacy", "starlette")


MEASURED = 200  # newest articles
SHORTEST_LOOK, LONGEST_LOOK = timedelta(seconds=20), timedelta(hours=1)
STAGES = {
    "indexing": "du flux à l’index",
    "reading": "du flux à l’alerte",
    "waiting": "de l’alerte à l’envoi",
    "sending": "envoi",
    "total": "du flux au lecteur",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was counted at a time."""

    at: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All of it at one time."""

    at: datetime
    feeds: int
    due: int
    failing: int
    counts: Mapping[str, int]
    backlog: Mapping[str, int]
    spreads: Sequence[Spread]
    paused: Mapping[str, datetime]
    dead: Sequence[DeadLetter]
    shelves: Sequence[Shelf]
    free: int
    versions: Mapping[str, str]
    indexing: Spread | None
    """From the feed's entry seen to the article in the index, of the newest articles."""
    rates: Mapping[str, float]
    """Of each step, what was done a minute since the look before; empty at the first."""


def routes(world: World, door: Door) -> list[Route]:
    """Gives the page, its JSON, and what is done with dead letters."""
    state = _State(world)
    return [
        Route("/etat", state.page),
        Route("/etat.json", state.json),
        Route("/etat/rebut", posted(door, state.settle), methods=["POST"]),
    ]


class _State:
    def __init__(self, world: World) -> None:
        self._world = world
        self._looks: list[Look] = []

    def page(self, request: Request) -> Response:
        values = {"state": self._shown(), "steps": STEPS, "stages": STAGES}
        return page(request, self._world, "state.html", values)

    def json(self, request: Request) -> Response:
        del request
        return as_json(self._shown())

    def _shown(self) -> Shown:
        """Notes what it sees, so that the next look can tell a pace; a look an hour old tells none."""
        now = self._world.now()
        self._looks = [one for one in self._looks if now - one.at < LONGEST_LOOK]
        past = [one for one in self._looks if now - one.at >= SHORTEST_LOOK]
        seen = shown(self._world, past[-1] if past else None)
        if not self._looks or now - self._looks[-1].at >= SHORTEST_LOOK:
            self._looks.append(Look(at=now, counts=seen.counts))
        return seen

    def settle(self, request: Request, form: Form) -> Response:
        """Runs a dead letter's work again, or drops it."""
        del request
        letter = next((one for one in self._world.dead.letters() if one.id == form.get("id")), None)
        if letter is None:
            raise HTTPException(404, "no such dead letter")
        if form.get("do") == "retry":
            self._world.retry(letter)
        elif form.get("do") == "drop":
            self._world.dead.drop(letter.id)
        else:
            raise HTTPException(400, "retry or drop")
        return RedirectResponse("/etat#rebut", 303)


def shown(world: World, before: Look | None = None) -> Shown:
    """Gives the state now."""
    now, listed = world.now(), world.watchlist()
    known = {feed.id for feed in listed.feeds}
    visits = [visit for visit in world.notebook.visits() if visit.feed_id in known]
    counts = world.notebook.counts()
    lines = {channel.id: world.lines.line(channel.id).paused_until for channel in listed.channels}
    return Shown(
        at=now,
        feeds=len(known),
        due=world.schedule.due(now),
        failing=sum(visit.outcome == "failed" for visit in visits),
        counts=counts,
        backlog=world.backlog(),
        spreads=spreads(world.lines.latencies()),
        paused={name: until for name, until in lines.items() if until and until > now},
        dead=world.dead.letters(),
        shelves=_shelves(world),
        free=world.free(),
        indexing=_indexing(world, now),
        rates=rates(counts, now, before),
        versions=versions(),
    )


def _shelves(world: World) -> Sequence[Shelf]:
    """The parts of the index; none where it is away, for then above all the rest is looked at."""
    try:
        return world.holdings.shelves()
    except NewsError as error:
        log.warning("page.no_shelves", reason=str(error))
        return ()


@cache
def versions() -> dict[str, str]:
    """Gives what runs here, by name; read once, for each is a file."""
    packages = {name: version(name) for name in PACKAGES}
    return {"Beffroi": version("beffroi"), "Python": sys.version.split()[0], **packages}


def rates(counts: Mapping[str, int], now: datetime, before: Look | None) -> dict[str, float]:
    """Gives what each step did a minute since a look; nothing where there was none."""
    minutes = (now - before.at) / timedelta(minutes=1) if before else 0
    if not before or minutes <= 0:
        return {}
    return {name: round((done - before.counts.get(name, 0)) / minutes, 1) for name, done in counts.items()}


def _indexing(world: World, now: datetime) -> Spread | None:
    """How long the newest articles took from their feed into the index."""
    try:
        newest = world.holdings.latest(asked("", now), most=MEASURED)
    except NewsError:
        return None  # told with the shelves
    times = [(one["seen"], one["indexed"]) for one in newest if one.get("seen") and one.get("indexed")]
    took = sorted(_moment(indexed) - _moment(seen) for seen, indexed in times)
    if not took:
        return None
    last = len(took) - 1
    return Spread(stage="indexing", half=took[last // 2], most=took[-(-last * 19 // 20)])


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
