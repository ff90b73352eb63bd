"""A plain web server on the loopback address: what it is told to serve, and what it was asked."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Served:
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Site:
    """Serves until its `with` block ends; a path not served is a 404."""

    pages: dict[str, Served] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    gates: dict[str, threading.Event] = field(default_factory=dict)
    address: str = "127.0.0.1"

    def serve(
        self, path: str, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> str:
        """Serves a body from now on; gives its URL."""
        self.pages[path] = Served(status, body, dict(headers or {}))
        return self.url(path)

    def answer(self, path: str, etag: str | None) -> Served:
        """What is served there; a 304 where the client has it under this ETag already."""
        served = self.pages.get(path, Served(404, b"not here", {}))
        same = etag is not None and etag == served.headers.get("ETag")
        return Served(304, b"", served.headers) if same else served

    @contextmanager
    def held(self, path: str) -> Iterator[None]:
        """Takes requests for a path but answers none before the block ends."""
        gate = self.gates[path] = threading.Event()
        try:
            yield
        finally:
            del self.gates[path]
            gate.set()

    def url(self, path: str) -> str:
        return f"http://{self.address}:{self._server.server_port}{path}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked.path == path for asked in self.requests)

    def __enter__(self) -> Self:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                site.requests.append(Asked(self.command, self.path, dict(self.headers), body))
                if gate := site.gates.get(self.path):
                    gate.wait(60)
                served = site.answer(self.path, self.headers["If-None-Match"])
                self.send_response(served.status)
                for name, value in served.headers.items():
                    self.send_header(name, value)
                if served.status not in {204, 304}:
                    self.send_header("Content-Length", str(len(served.body)))
                self.end_headers()
                if served.status not in {204, 304}:
                    self.wfile.write(served.body)

            do_POST = do_GET  # noqa: N815 - the name that http.server calls

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that was killed has not heard the answer: that is what tests are about."""

        self._server = Server((self.address, 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
