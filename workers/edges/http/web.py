"""The HTTP client that callers see: many GETs at once, answers as they come."""

import asyncio
import queue
import threading
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from aiohttp.abc import AbstractResolver

from workers.edges.http.bounds import Bounds
from workers.edges.http.handing import Awaited, Handing, Take
from workers.edges.http.visitor import Visitor
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Hosts

LULL = (
    0.5  # seconds without an answer, after which a call is over and the rest is late; 0.25 overloads the loop
)
LATE = 8  # threads that hand late answers on, as many as a worker has of its own
MOST_AWAITED = 4000  # answers; 2,660 feeds a second with 5 % of them hanging for 30 s
LAST_WORDS = 2.0  # seconds for connections to close when the process ends


class AiohttpWeb:
    """Asks web servers from one loop in its own thread, which all callers share, and so do its limits.

    A `resolver` other than the system's may be given, for tests.
    """

    def __init__(
        self, bounds: Bounds, hosts: Hosts | None = None, *, resolver: AbstractResolver | None = None
    ) -> None:
        self._hosts = hosts
        self._bounds = bounds
        self._resolver = resolver
        self._starting = threading.Lock()
        self._thread: _Thread | None = None
        self._late = ThreadPoolExecutor(LATE, "late")
        self._awaited = Awaited(MOST_AWAITED)

    def get(self, requests: Sequence[Request]) -> Iterator[Answer | NoAnswer]:
        """Asks all at once and yields each answer as it comes; closed early, it hangs up on the rest.

        Lasts up to five times `seconds`, where one host has many slow pages.
        """
        thread = self._started()
        done: queue.SimpleQueue[Future[Answer | NoAnswer]] = queue.SimpleQueue()
        asked = [thread.ask(request) for request in requests]
        try:
            for future in asked:
                future.add_done_callback(done.put)
            for _ in asked:
                yield done.get().result()
        finally:
            _cancel(asked)

    def hand_on(self, requests: Sequence[Request], take: Take, *, linger: float = 0.0) -> None:
        """Asks all at once and hands answers to `take`; over when they have come, or a lull begins.

        What comes later is handed on from another thread, where an exception leaves a line in
        the log. Waits at first where 4,000 answers are awaited already.
        """
        self._awaited.add(len(requests))
        handing, asked = self._asked(requests, take, linger=linger)
        try:
            handing.promptly(LULL)
        except BaseException:
            _cancel(asked)
            raise

    def hand_on_later(self, requests: Sequence[Request], take: Take) -> None:
        """Asks all at once and returns; each answer is handed to `take` alone, from another thread."""
        self._awaited.add_at_once(len(requests))
        handing, _ = self._asked(requests, take, linger=0.0)
        handing.let_go()

    def _asked(
        self, requests: Sequence[Request], take: Take, *, linger: float
    ) -> "tuple[Handing, list[Future[Answer | NoAnswer]]]":
        thread = self._started()
        handing = Handing(take, len(requests), linger=linger, late=self._late, awaited=self._awaited)
        asked = [thread.ask(request) for request in requests]
        for future in asked:
            future.add_done_callback(handing.came)
        return handing, asked

    def finish(self, within: float) -> None:
        """Waits for late answers, at most so many seconds, then hangs up on the rest."""
        self._awaited.none_left(within)
        with self._starting:
            if self._thread is not None:
                self._thread.end()
        self._awaited.none_left(LAST_WORDS)

    def _started(self) -> "_Thread":
        with self._starting:
            # In a forked child the parent's thread counts as ended.
            if self._thread is None or not self._thread.is_alive():
                self._thread = _Thread(Visitor(self._bounds, self._hosts, self._resolver))
                weakref.finalize(self, self._thread.end)
            return self._thread


def _cancel(asked: "Sequence[Future[Answer | NoAnswer]]") -> None:
    for future in asked:
        future.cancel()


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
            open_requests = asyncio.all_tasks() - {asyncio.current_task()}
            for one in open_requests:
                one.cancel()
            await asyncio.gather(*open_requests, return_exceptions=True)

    def ask(self, request: Request) -> Future[Answer | NoAnswer]:
        return asyncio.run_coroutine_threadsafe(self._visitor.ask(request), self._loop)

    def end(self) -> None:
        if self.is_alive():
            self._loop.call_soon_threadsafe(self._over.set)
            if self is not threading.current_thread():
                self.join(LAST_WORDS)
