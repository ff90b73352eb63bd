"""Polls a second of one process over loopback, all answering 304, and with 5 % that hang for 30 seconds.

Real Valkey, the pipeline's own `fetch` in as many threads as the fetch service has, one host and one
new connection a feed; the server has a process of its own. The floor is the client alone, without
pipeline and Valkey. Writes bench/polls.md.
"""

import asyncio
import logging
import multiprocessing
import os
import platform
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count, cycle, islice
from pathlib import Path

import redis
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult

from facts import NOON
from newsroom import Newsroom
from workers import wiring
from workers.addresses import EVERY_HOST
from workers.edges.embedded_server import EmbeddedServer
from workers.edges.http.bounds import Bounds
from workers.edges.http.handing import Take
from workers.edges.http.web import AiohttpWeb
from workers.edges.redis.hosts import RedisHosts
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.schedule import RedisSchedule
from workers.news.feed import Feed, Visit
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Hosts

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 45.0  # longer than a hanging feed takes to be given up
FEEDS = 4000
HANGING = 5  # of a hundred feeds
ETAG = '"v1"'
HOUR = timedelta(hours=1)
THREADS = 8  # of the fetch service
MESSAGE = 50  # feeds, as the relay packs them
HANGS = 30.0  # seconds
REPORT = Path(__file__).with_suffix(".md")
TEXT = """\
# Polls a second of one process

Written by `make bench`: {feeds} feeds, a host and a new connection each, {threads} threads with messages
of {message}, {seconds:.0f} s a row, embedded Valkey, {cores} cores shared with the server, Python {python}.

| | polls/s answered |
|---|---|
| the client alone, all answer 304 | {floor:.0f} |
| the pipeline's fetch, all answer 304 | {calm:.0f} |
| the same with 5 % of the feeds hanging for {hangs:.0f} s | {hung:.0f} |

With hanging feeds: **{ratio:.2f}** of the pace without (target 0.70 or more).
Of the client alone, the pipeline reaches **{share:.2f}**.
"""
ANSWER = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nConnection: close\r\n\r\n'


class _Answering(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not data.startswith(b"GET /hangs"):
            self._transport.write(ANSWER)  # type: ignore[attr-defined]
            self._transport.close()


def serve(port: "multiprocessing.Queue[int]") -> None:
    """Answers 304 to whatever is asked, and nothing at all under /hangs."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0, backlog=4096)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


class EveryName(AbstractResolver):
    """Every name is this machine."""

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - the name aiohttp calls it by
    ) -> list[ResolveResult]:
        """Gives the loopback address."""
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Has nothing open."""


class Counting(AiohttpWeb):
    """The pipeline's client; it counts the answers that were dealt with."""

    def __init__(self, hosts: Hosts | None = None) -> None:
        super().__init__(Bounds(seconds=HANGS, allow_private_hosts=EVERY_HOST), hosts, resolver=EveryName())
        self.answered: list[int] = []

    def hand_on(self, requests: Sequence[Request], take: Take, *, linger: float = 0.0) -> None:
        """Does what it does, and counts."""

        def counted(answers: Sequence[Answer | NoAnswer]) -> None:
            take(answers)
            self.answered.append(sum(isinstance(answer, Answer) for answer in answers))

        super().hand_on(requests, counted, linger=linger)


def feeds(port: int) -> dict[str, Feed]:
    """A feed a host: some answer, as many others would hang."""
    paths = {f"{path}-{number}": path for number in range(FEEDS) for path in ("answers", "hangs")}
    return {
        name: Feed(id=name, url=f"http://{name}.example:{port}/{path}", title=name, interval=HOUR)
        for name, path in paths.items()
    }


def messages(*, hanging: int) -> Iterator[list[str]]:
    """Messages of fifty without end; of every hundred feeds, as many hang as is said."""
    good = cycle([f"answers-{number}" for number in range(FEEDS)])
    bad = cycle([f"hangs-{number}" for number in range(FEEDS)])
    stream = (next(bad if place % 100 < hanging else good) for place in count())
    while True:
        yield list(islice(stream, MESSAGE))


def rate(work: Callable[[list[str]], None], web: Counting, *, hanging: int = 0) -> float:
    """Lets all threads take messages for the time of a row; gives the answers dealt with a second."""
    waiting, lock = messages(hanging=hanging), threading.Lock()
    start = time.perf_counter()

    def thread() -> None:
        while time.perf_counter() - start < SECONDS:
            with lock:
                message = next(waiting)
            work(message)

    threads = [threading.Thread(target=thread) for _ in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    pace = sum(web.answered) / (time.perf_counter() - start)
    web.finish(0)
    return pace


def alone(port: int) -> float:
    """The pace of the client alone."""
    web, listed = Counting(), feeds(port)

    def work(message: list[str]) -> None:
        web.hand_on([Request(id=name, url=listed[name].url, etag=ETAG) for name in message], list)

    return rate(work, web)


def piped(port: int, store: redis.Redis, *, hanging: int = 0) -> float:
    """The pace of the pipeline's fetch."""
    store.flushall()
    room = Newsroom(feeds=tuple(feeds(port).values()))
    web, notebook, schedule = (
        Counting(RedisHosts(store, wiring.now)),
        RedisNotebook(store),
        RedisSchedule(store),
    )
    schedule.plan(room.feeds, NOON)
    for feed in room.feeds[: FEEDS // 20]:
        notebook.note(Visit(feed_id=feed.id, at=NOON, outcome="unchanged", etag=ETAG))
    pipeline = replace(room.pipeline, web=web, notebook=notebook, schedule=schedule)
    return rate(pipeline.fetch, web, hanging=hanging)


@contextmanager
def server() -> Iterator[int]:
    """The server's port, while it runs."""
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = multiprocessing.Process(target=serve, args=(port,), daemon=True)
    process.start()
    try:
        yield port.get()
    finally:
        process.terminate()
        process.join()


def main() -> None:
    """Measures the three rows and writes the report."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as name, server() as port:
        folder = Path(name)
        with (
            EmbeddedServer(folder, folder / "s.sock"),
            redis.Redis(unix_socket_path=str(folder / "s.sock")) as store,
        ):
            floor = alone(port)
            calm = piped(port, store)
            hung = piped(port, store, hanging=HANGING)
    text = TEXT.format(
        feeds=FEEDS,
        threads=THREADS,
        message=MESSAGE,
        seconds=SECONDS,
        cores=os.cpu_count(),
        python=platform.python_version(),
        floor=floor,
        calm=calm,
        hung=hung,
        hangs=HANGS,
        ratio=hung / calm,
        share=calm / floor,
    )
    REPORT.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
