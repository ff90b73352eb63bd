"""The state: queues, steps, latencies, what was put aside, versions, disk."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.dead_letter import DeadLetter
from workers.news.holdings import Shelf
from workers.page.formats import as_json
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.world import World
from workers.stages.latency import Spread, spreads

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
    versions: Mapping[str, str]


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

    def page(self, request: Request) -> Response:
        return page(request, self._world, "state.html", {"state": shown(self._world), "steps": STEPS})

    def json(self, request: Request) -> Response:
        del request
        return as_json(shown(self._world))

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


def shown(world: World) -> Shown:
    """Gives the state now."""
    now, listed = world.now(), world.watchlist()
    known = {feed.id for feed in listed.feeds}
    visits = [visit for visit in world.notebook.visits() if visit.feed_id in known]
    lines = {channel.id: world.lines.line(channel.id).paused_until for channel in listed.channels}
    return Shown(
        at=now,
        feeds=len(known),
        due=world.schedule.due(now),
        failing=sum(visit.outcome == "failed" for visit in visits),
        counts=world.notebook.counts(),
        backlog=world.backlog(),
        spreads=spreads(world.lines.latencies()),
        paused={name: until for name, until in lines.items() if until and until > now},
        dead=world.dead.letters(),
        shelves=world.holdings.shelves(),
        versions={
            "Beffroi": version("beffroi"),
            "Python": sys.version.split()[0],
            **{name: version(name) for name in PACKAGES},
        },
    )
