"""The HTTP client that callers see: many GETs at once, answers as they come."""

import asyncio
import queue
import threading
import time
import weakref
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing

from aiohttp.abc import AbstractResolver

from workers.edges.http.bounds import Bounds
from workers.edges.http.visitor import Visitor
from workers.news.web import Answer, NoAnswer, Request

LINGER = 0.1  # seconds; what an alert may wait for its neighbours, with which it is read in half the time
LAST_WORDS = 2.0  # seconds for connections to close when the process ends


class AiohttpWeb:
    """Asks web servers from one loop in its own thread, which all callers share, and so do its limits.

    A `resolver` other than the system's may be given, for tests.
    """

    def __init__(self, bounds: Bounds, *, resolver: AbstractResolver | None = None) -> None:
        self._bounds = bounds
        self._resolver = resolver
        self._starting = threading.Lock()
        self._thread: _Thread | None = None

    def get(self, requests: Sequence[Request]) -> Iterator[Answer | NoAnswer]:
        """Asks all at once and yields each answer as it comes; closed early, it hangs up on the rest.

        Lasts up to five times `seconds`, where one host has many slow pages.
        """
        with closing(self.together(requests, linger=0)) as batches:
            for batch in batches:
                yield from batch

    def together(
        self, requests: Sequence[Request], *, linger: float = LINGER
    ) -> Generator[list[Answer | NoAnswer]]:
        """Does the same, but yields what comes within `linger` seconds after an answer with that answer."""
        thread = self._started()
        done: queue.SimpleQueue[Future[Answer | NoAnswer]] = queue.SimpleQueue()
        asked = [thread.ask(request) for request in requests]
        try:
            for future in asked:
                future.add_done_callback(done.put)
            left = len(asked)
            while left:
                batch = [done.get().result(), *_more(done, left - 1, linger)]
                left -= len(batch)
                yield batch
        finally:
            for future in asked:
                future.cancel()

    def _started(self) -> "_Thread":
        with self._starting:
            # In a forked child the parent's thread counts as ended.
            if self._thread is None or not self._thread.is_alive():
                self._thread = _Thread(Visitor(self._bounds, self._resolver))
                weakref.finalize(self, self._thread.end)
            return self._thread


def _more(
    done: queue.SimpleQueue[Future[Answer | NoAnswer]], most: int, seconds: float
) -> Iterator[Answer | NoAnswer]:
    until = time.monotonic() + seconds
    for _ in range(most):
        try:
            yield done.get(timeout=max(0.0, until - time.monotonic())).result()
        except queue.Empty:
            return


class _Thread(threading.Thread):
    """The loop's thread; a daemon, so that a forgotten one keeps no process from ending."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(name="web", daemon=True)
        self._visitor = visitor
        self._ready = threading.Event()
        self.start()
        self._ready.wait()

    def run(self) -> None:
        asyncio.run(self._live())

    async def _live(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        async with self._visitor:
            self._ready.set()
            await self._over.wait()

    def ask(self, request: Request) -> Future[Answer | NoAnswer]:
        return asyncio.run_coroutine_threadsafe(self._visitor.ask(request), self._loop)

    def end(self) -> None:
        if self.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            if self is not threading.current_thread():
                self.join(LAST_WORDS)
