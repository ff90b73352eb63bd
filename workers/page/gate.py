"""The middleware: asks the door, opens a session, and gives every answer the headers that bound it."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workers.page import language
from workers.page.security import HEADERS, Door, Session, header_value

OPEN = ("/static/", "/entrer", "/alerts/")
"""What is answered without the password; the token of a signed link is the right to it."""
DAY = 86_400  # seconds

Sender = Callable[[Message], Awaitable[None]]


class Gate:
    """Stands before every view."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what is not let in, hands on the rest."""
        if scope["type"] != "http":  # the start and the end of the server; there are no websockets
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = self._door.session(request)
        scope["session_of"] = session
        scope["feed_key"] = self._door.feed_key
        scope["lang"] = language.chosen(request)
        headed = self._headed(send, session, request)
        refusal = self._refusal(request)
        await (refusal or self._app)(scope, receive, headed)

    def _refusal(self, request: Request) -> Response | None:
        host = header_value(request.headers, "host")
        if not self._door.knows(host):
            return PlainTextResponse("this page answers to no such host\n", 421)
        if request.url.path.startswith(OPEN) or self._door.lets_in(request):
            return None
        if self._door.proxy_header or request.url.path.startswith("/api/") or request.method != "GET":
            return PlainTextResponse("not allowed in\n", 403)
        there = quote(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
        return RedirectResponse(f"/entrer?vers={there}", 303)

    def _headed(self, send: Send, session: Session, request: Request) -> Sender:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                message["headers"] += HEADERS
                headers.setdefault("cache-control", "private, no-cache")
                for cookie in _cookies(self._door, session, request):
                    headers.append("set-cookie", cookie)
            await send(message)

        return sending


def _cookies(door: Door, session: Session, request: Request) -> list[str]:
    told = request.query_params.get("lang")
    found = []
    if session.cookie and not request.url.path.startswith("/static/"):
        found.append(door.session_cookie(session))
    if told in language.LANGUAGES:
        found.append(f"{language.COOKIE}={told}; Path=/; Max-Age={365 * DAY}; SameSite=Lax")
    return found
