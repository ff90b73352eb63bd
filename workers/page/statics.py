"""Styles, scripts and pictures: known by name, read once, kept by browsers."""

from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.page.rendering import static
from workers.page.security import Door
from workers.page.world import World

YEAR = 31_536_000  # seconds


def routes(world: World, door: Door) -> list[Route]:
    """Gives the files' address; no path of the disk is made from what is asked."""
    del world, door
    return [Route("/static/{name}", _file)]


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    body = static().get(name)
    if body is None:
        raise HTTPException(404, "no such file")
    kind = guess_type(name)[0] or "application/octet-stream"
    kept = f"public, max-age={YEAR}, immutable" if "v" in request.query_params else "no-cache"
    return Response(body, headers={"cache-control": kept}, media_type=kind)
