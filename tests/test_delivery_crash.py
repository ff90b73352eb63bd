"""kill -9 of the deliverer at ten points of the outbox: none lost, none doubled but where it is said."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import redis

from facts import alert
from mortal_deliverer import POINTS

NAMES = ("a1", "a2", "a3")
MARK = "Copie possible"


@dataclass
class Receiver:
    """A server that counts, answers as it is told, and kills whom it is told to."""

    ids: Counter = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    kills: str = ""
    """`sending` or `answered`: when the next one who posts is killed."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def took(self, key: str | None, body: str) -> int:
        with self._lock:
            status = self.answers.pop(0) if self.answers else 204
            if status == 204:
                if key:
                    self.ids[key] += 1
                else:
                    self.texts.append(body)
            return status

    def killing(self, when: str, path: str) -> None:
        with self._lock:
            if self.kills != when:
                return
            self.kills = ""
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(int(path.partition("pid=")[2]), signal.SIGKILL)


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[Receiver, str]]:
    mind = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = mind.took(self.headers["webhook-id"], body)
            mind.killing("sending", self.path)
            with suppress(OSError):
                self.send_response(status)
                self.end_headers()
            mind.killing("answered", self.path)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that was killed has not heard the answer."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield mind, f"http://127.0.0.1:{server.server_port}/in"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def deliverer(valkey_socket: str, receiver) -> Iterator[subprocess.Popen]:
    script = Path(__file__).with_name("mortal_deliverer.py")
    paths = f"{script.parent}:{script.parents[1]}"
    process = subprocess.Popen(
        [sys.executable, str(script), f"unix://{valkey_socket}", receiver[1]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": paths, "PATH": "/usr/bin:/bin"},
    )
    yield process
    process.stdin.close()
    process.stdout.close()
    process.wait(timeout=10)


def told(process: subprocess.Popen, **order: object) -> int:
    """Gives an order; gives how its child ended."""
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def one_death(process, mind: Receiver, point: str, turn: int) -> None:
    """Three alerts to two channels, a death on the way, and the recovery once leases and waits are over."""
    quiet = point == "bundled"
    mind.kills = point if POINTS[point] is None else ""
    mind.answers = [500] if point == "postponed" else []
    if quiet:
        assert told(process, minute=0, put=NAMES, quiet=True) == 0
        turn = turn % 2
    how = told(
        process, minute=180 if quiet else 0, put=[] if quiet else NAMES, quiet=quiet, point=point, turn=turn
    )
    assert how == -signal.SIGKILL or point == "answered"
    for minute in (190, 220):
        assert told(process, minute=minute, put=NAMES, quiet=quiet) == 0


def alerts_told(texts: list[str]) -> tuple[Counter, Counter]:
    """How often each message came without and with the mark."""
    marked: Counter = Counter()
    plain: Counter = Counter()
    for text in texts:
        name = re.sub(r"\s+", " ", json.loads(text)["text"])
        (marked if MARK in text else plain)[name] += 1
    return plain, marked


@pytest.mark.parametrize("point", POINTS)
def test_a_deliverer_killed_loses_nothing_and_says_where_it_may_have_doubled(
    point, deliverer, receiver, store: redis.Redis, crashes: int
):
    mind, _ = receiver
    for run in range(crashes):
        store.flushall()
        mind.ids.clear()
        mind.texts.clear()
        one_death(deliverer, mind, point, run % (1 if point in {"claim", "claimed", "postponed"} else 3))
        messages = 1 if point == "bundled" else len(NAMES)
        assert len(mind.ids) == messages, (run, mind.ids)
        plain, marked = alerts_told(mind.texts)
        assert plain.total() <= messages, (run, plain)
        assert plain.total() + marked.total() >= messages
        assert {alert().title} <= {name.partition("] ")[2] for name in plain + marked} or point == "bundled"
        assert store.hlen("beffroi:dead") == 0
        states = {
            json.loads(raw)["state"] for name in NAMES for raw in store.hvals(f"beffroi:deliveries:{name}")
        }
        assert states == {"sent"}
