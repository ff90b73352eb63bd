"""Forms that readers send: bounded, decoded, and from a page of ours only."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from workers.page.security import Door

LARGEST = 256 * 1024  # bytes; a watch with a thousand terms has 40 kB
MOST_FIELDS = 200

Form = dict[str, str]
View = Callable[[Request], Awaitable[Response]]


def posted(door: Door, answer: Callable[[Request, Form], Response]) -> View:
    """Gives a view that answers a form; one that is not ours, or too large, is refused."""

    async def view(request: Request) -> Response:
        body = await whole_body(request)
        if body is None:
            return PlainTextResponse("too large\n", 413)
        try:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
        except ValueError:
            return PlainTextResponse("no form\n", 400)
        if not door.is_ours(request, request.scope["session_of"], form.pop("csrf", "")):
            return PlainTextResponse("this form did not come from a page of Beffroi: load it again\n", 403)
        return await run_in_threadpool(answer, request, form)

    return view


async def whole_body(request: Request) -> bytes | None:
    """Gives the whole body; None where it is too large, whatever its length is said to be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)
