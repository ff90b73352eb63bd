"""The application: routes behind the gate, and trouble told as a page."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.news.errors import NewsError
from workers.page import alerts, entering, live, signed, sources, state, statics, stream, trying, watches
from workers.page.formats import as_json
from workers.page.gate import Gate
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.world import World

log = structlog.get_logger()

VIEWS = (statics, entering, stream, live, alerts, signed, trying, watches, sources, state)
"""Each has `routes(world, door)`; the first whose path fits answers."""


def app(world: World, door: Door, *, threads: int = 8) -> Starlette:
    """Gives the page over a world, behind a door; `threads` views at once."""

    @asynccontextmanager
    async def bounded(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = threads
        yield

    routes: list[Route] = [route for view in VIEWS for route in view.routes(world, door)]
    return Starlette(
        routes=routes,
        lifespan=bounded,
        middleware=[Middleware(Gate, door=door)],
        exception_handlers={HTTPException: _told(world), NewsError: _told(world)},
    )


def _told(world: World) -> Callable[[Request, Exception], Response]:
    def tell(request: Request, error: Exception) -> Response:
        status, message = _of(error)
        if status >= 500:  # noqa: PLR2004 - HTTP
            log.warning("page.trouble", path=request.url.path, reason=message)
        if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
            return as_json({"error": message}, status)
        return page(request, world, "trouble.html", {"status": status, "message": message}, status=status)

    return tell


def _of(error: Exception) -> tuple[int, str]:
    """What was asked wrongly is 4xx; what the world does not give now, 503."""
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    return 503, str(error)
