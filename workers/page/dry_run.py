"""A watch tried by a program: what it asks, what it is answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from workers import wire
from workers.news.errors import Permanent
from workers.news.forecast import Told
from workers.page.formats import as_json
from workers.page.posting import View, whole_body
from workers.page.security import Door
from workers.page.trial import Trial, tried
from workers.page.world import World
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.trial import LONGEST

LONGEST_SPAN = 14  # days
JSON = "application/json"
SPAN = msgspec.Meta(ge=1, le=LONGEST_SPAN, description="days back from now")
TEXT = msgspec.Meta(
    max_length=LONGEST, description="a watch, or several, as feeds.yaml has them below `watches:`; or a query"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What is to be tried."""

    text: Annotated[str, TEXT]
    form: Literal["yaml", "query"] = "yaml"
    days: Annotated[int, SPAN] = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the watches would have told, from now back to `since`."""

    watches: tuple[str, ...]
    articles: int
    since: datetime
    whole: bool
    """Whether all the days asked for were read within the time that a trial has."""
    days: tuple[int, ...]
    """Alerts on each day of the desk's calendar, the oldest first."""
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistaken:
    """Why there is nothing to be tried."""

    error: str
    mistakes: tuple[Mistake, ...]


def outcome(trial: Trial) -> Outcome:
    """Gives a trial as programs are told it."""
    return Outcome(
        watches=tuple(watch.id for watch in trial.watches),
        articles=trial.articles,
        since=trial.since,
        whole=trial.whole,
        days=trial.days,
        told=trial.told,
    )


def answering(world: World, door: Door) -> View:
    """Gives the view: it takes JSON alone, which no form of another site can send, and changes nothing."""

    async def view(request: Request) -> Response:
        if not door.is_near(request):
            return _refused(403, "this request comes from another site")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            return _refused(415, f"the body must be {JSON}")
        body = await whole_body(request)
        if body is None:
            return _refused(413, "the body is too large")
        return await run_in_threadpool(_answer, world, body)

    return view


def _answer(world: World, body: bytes) -> Response:
    try:
        asked = wire.load(body, DryRun)
    except Permanent as error:
        return _refused(400, str(error))
    try:
        return as_json(outcome(_tried(world, asked)))
    except BadWatchlist as error:
        return as_json(Mistaken(error="the watch has mistakes", mistakes=error.mistakes), 422)


def _tried(world: World, asked: DryRun) -> Trial:
    file = world.watch_file
    watches = (file.query(asked.text),) if asked.form == "query" else file.tried(asked.text)
    return tried(world, watches, asked.days)


def _refused(status: int, message: str) -> Response:
    return as_json({"error": message}, status)
