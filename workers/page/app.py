"""The application: routes behind the gate, and trouble told as a page."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from workers.news.errors import NewsError
from workers.page import (
    alerts,
    api,
    article,
    atlas,
    entering,
    live,
    search,
    signed,
    sources,
    state,
    statics,
    stream,
    trying,
    watches,
)
from workers.page.formats import as_json
from workers.page.gate import Gate
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.world import World

log = structlog.get_logger()

VIEWS = (
    statics,
    entering,
    stream,
    live,
    search,
    article,
    atlas,
    alerts,
    signed,
    trying,
    watches,
    sources,
    state,
    api,
)
"""Each has `routes(world, door)`; the first whose path fits answers."""


def app(world: World, door: Door, *, threads: int = 8) -> ASGIApp:
    """Gives the page over a world, behind a door; `threads` views at once."""

    @asynccontextmanager
    async def bounded(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = threads
        yield

    routes: list[Route] = [route for view in VIEWS for route in view.routes(world, door)]
    told = _told(world)
    inside = Starlette(
        routes=routes,
        lifespan=bounded,
        exception_handlers={HTTPException: told, NewsError: told, Exception: _failed},
    )
    inside.router.redirect_slashes = False  # an address is right or is none
    return Gate(inside, door)  # outermost: what fails unforeseen is bounded by its headers too


def _told(world: World) -> Callable[[Request, Exception], Response]:
    def tell(request: Request, error: Exception) -> Response:
        status, message = _of(error)
        if status >= 500:  # noqa: PLR2004 - HTTP
            log.warning("page.trouble", path=request.url.path, reason=message)
        if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
            return as_json({"error": message}, status)
        return page(request, world, "trouble.html", {"status": status, "message": message}, status=status)

    return tell


def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: the log has it, the reader gets no more than that."""
    del request, error
    return PlainTextResponse("Beffroi n’a pas su répondre ; le journal « page » dit pourquoi.\n", 500)


def _of(error: Exception) -> tuple[int, str]:
    """What was asked wrongly is 4xx; what the world does not give now, 503."""
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    return 503, str(error)
