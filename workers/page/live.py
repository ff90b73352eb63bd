"""What is new, pushed to open pages: one look at the index for all that wait for the same, bounded."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial

import msgspec
import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from workers.news.errors import NewsError
from workers.page.security import Door
from workers.page.storylines import asked
from workers.page.world import World

log = structlog.get_logger()

EVERY = timedelta(seconds=2)  # between two looks
BEAT = timedelta(seconds=20)  # a comment is sent, so that a dead line is noticed
MOST_VIEWERS = 200
MOST_QUERIES = 50  # looked at in turn; each takes one or two milliseconds of the index
MOST = 40  # newest articles whose stories are told: no more than the page shows, or old ones would be news


def routes(world: World, door: Door) -> list[Route]:
    """Gives the stream of events."""
    del door
    return [Route("/direct", Live(world).events)]


class _Events(StreamingResponse):
    """A stream that says when its reader has left, or was never there to begin with."""

    def __init__(self, content: AsyncIterator[str], leave: Callable[[], None]) -> None:
        super().__init__(content, media_type="text/event-stream")
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends until the reader leaves."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


class Live:
    """The newest ids of each query that somebody watches."""

    def __init__(self, world: World, every: timedelta = EVERY) -> None:
        self._world = world
        self._every = every.total_seconds()
        self._newest: dict[str, list[str]] = {}
        self._viewers: dict[str, int] = {}
        self._changed = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None

    async def events(self, request: Request) -> Response:
        """Gives server-sent events: `newest`, the ids of the newest articles, whenever they change."""
        q = request.query_params.get("q", "")
        full = q not in self._viewers and len(self._viewers) >= MOST_QUERIES
        if full or sum(self._viewers.values()) >= MOST_VIEWERS:
            return PlainTextResponse("too many viewers\n", 503, {"retry-after": "60"})
        # Before anything is waited for: a thousand come at once.
        self._viewers[q] = self._viewers.get(q, 0) + 1
        known = q in self._newest or await self._look(q) is not None
        if not known:
            self._leave(q)
            return PlainTextResponse("no such query\n", 400)
        return _Events(self._told(q), leave=partial(self._leave, q))

    def _leave(self, q: str) -> None:
        self._viewers[q] -= 1
        if not self._viewers[q]:
            del self._viewers[q]

    async def _told(self, q: str) -> AsyncIterator[str]:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        told: list[str] | None = None
        while True:
            newest = self._newest.get(q, [])
            yield ": \n\n" if newest == told else _event("newest", newest)
            told = newest
            await self._wait()

    async def _wait(self) -> None:
        """Until something changed, or the line must be tried."""
        try:
            async with asyncio.timeout(BEAT.total_seconds()), self._changed:
                await self._changed.wait()
        except TimeoutError:
            return

    async def _look_on(self) -> None:
        """Looks for all queries as long as anybody is there."""
        while self._viewers:
            await asyncio.sleep(self._every)
            before = dict(self._newest)
            for q in list(self._viewers):
                await self._look(q)
            self._newest = {q: self._newest[q] for q in self._viewers if q in self._newest}
            if self._newest != before:
                async with self._changed:
                    self._changed.notify_all()

    async def _look(self, q: str) -> list[str] | None:
        """The newest ids; None where the query means nothing, those of before where the index is away."""
        try:
            query = asked(q, self._world.now())
        except NewsError:
            return None
        try:
            found = await run_in_threadpool(self._world.archive.find, query, most=MOST, newest=True)
            self._newest[q] = [one.story_id or one.id for one in found.found]
        except NewsError as error:
            log.warning("live.trouble", reason=str(error))
        return self._newest.get(q, [])


def _event(name: str, value: object) -> str:
    return f"event: {name}\ndata: {msgspec.json.encode(value).decode()}\n\n"
