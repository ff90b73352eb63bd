"""A proxy before a real server that answers 429 to bulk requests as long as it is told to."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BUSY = b'{"error": {"type": "es_rejected_execution_exception", "reason": "queue full"}, "status": 429}'
PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}


@dataclass
class Storm:
    """How many bulk requests are turned away yet, and the size in lines of each that was asked."""

    left: int
    most_lines: int = 10**9
    """Requests above this are always turned away, as by a bound on the memory for indexing."""
    asked: list[int] = field(default_factory=list)
    url: str = ""

    def turns_away(self, path: str, body: bytes) -> bool:
        if not path.startswith("/_bulk"):
            return False
        self.asked.append(body.count(b"\n"))
        self.left -= 1
        return self.left >= 0 or self.asked[-1] > self.most_lines


@contextmanager
def busy_proxy(server: str, storm: Storm) -> Iterator[Storm]:
    """Passes all on to the server but what the storm turns away."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if storm.turns_away(self.path, body):
                self.reply(429, BUSY)
                return
            kept = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
            asked = urllib.request.Request(
                server + self.path, data=body or None, headers=kept, method=self.command
            )
            try:
                with urllib.request.urlopen(asked, timeout=30) as answer:
                    self.reply(answer.status, answer.read())
            except urllib.error.HTTPError as error:
                self.reply(error.code, error.read())

        do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815 - the names that http.server calls

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            for name, value in PRODUCT.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        storm.url = f"http://127.0.0.1:{proxy.server_port}"
        try:
            yield storm
        finally:
            proxy.shutdown()
            thread.join()
