"""A plain web server that asks one function for every answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST_POST = 1 << 20  # bytes; an alert has about one thousand
SECONDS = 30.0  # without a request, after which a connection is closed


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `path` is without what follows `?`."""

    method: str
    path: str
    etag: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; the server adds its length."""

    status: HTTPStatus
    body: bytes
    headers: Mapping[str, str]


class Handler(BaseHTTPRequestHandler):
    """Turns a connection's requests into calls."""

    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    server: "Server"

    def do_GET(self) -> None:
        """Answers a request of any method that is taken."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= LARGEST_POST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        etag = self.headers.get("If-None-Match")
        asked = Asked(self.command, self.path.partition("?")[0], etag, self.rfile.read(length))
        self._send(self.server.answer(asked))

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the screen belongs to the workers."""


class Server(ThreadingHTTPServer):
    """Answers each connection in a thread of its own."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], answer: Callable[[Asked], Reply]) -> None:
        self.answer = answer
        super().__init__(address, Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: a client that was stopped did not wait for its answer."""
