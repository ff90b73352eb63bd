"""Answers handed on as they come: the prompt ones by the thread that asked, the late ones by a pool."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future

import structlog

from workers.news.errors import Transient
from workers.news.web import Answer, NoAnswer

log = structlog.get_logger()

Found = Future[Answer | NoAnswer]
Take = Callable[[Sequence[Answer | NoAnswer]], None]


class Awaited:
    """How many answers are awaited or being handed on, in all calls together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._count = 0
        self._change = threading.Condition()

    def add(self, number: int) -> None:
        """Waits until so many more are no more than `most`; alone, any number is let in."""
        with self._change:
            self._change.wait_for(lambda: self._count == 0 or self._count + number <= self._most)
            self._count += number

    def add_at_once(self, number: int) -> None:
        """Lets so many more in however many there are: of those who hand on, none may wait for another."""
        with self._change:
            self._count += number

    def remove(self, number: int) -> None:
        """Says that so many are done with."""
        with self._change:
            self._count -= number
            self._change.notify_all()

    def none_left(self, within: float) -> bool:
        """Waits until nothing is awaited, at most so many seconds; gives whether that is so."""
        with self._change:
            return self._change.wait_for(lambda: self._count == 0, within)


class Handing:
    """The answers of one call; one thread at a time hands them on, never two."""

    def __init__(self, take: Take, count: int, *, linger: float, late: Executor, awaited: Awaited) -> None:
        self._take = take
        self._left = count
        self._linger = linger
        self._late = late
        self._awaited = awaited
        self._come: queue.SimpleQueue[Found] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._somebody = True  # the thread that asked, at first
        self._over = False

    def came(self, found: Found) -> None:
        """Takes an answer in, from whatever thread."""
        with self._lock:
            if self._over or found.cancelled():
                self._awaited.remove(1)
                return
            self._come.put(found)
            if not self._somebody:
                self._somebody = True
                self._submit()

    def promptly(self, lull: float) -> None:
        """Hands on what comes, until all has come or nothing does for `lull` seconds: the rest is late."""
        try:
            while self._left and (batch := list(self._batch(lull))):
                self._hand(batch)
        except BaseException:
            self._drop()
            raise
        self.let_go()

    def _belatedly(self) -> None:
        try:
            self._hand(list(self._batch(0)))
        finally:
            self.let_go()

    def _batch(self, patience: float) -> Iterator[Found]:
        """What comes within `patience`, and with it what comes within `linger` after.

        One alone where nobody lingers: trouble with it then loses no other.
        """
        until = time.monotonic() + patience
        try:
            yield self._come.get(timeout=patience)
            until = time.monotonic() + self._linger
            for _ in range(self._left - 1 if self._linger else 0):
                yield self._come.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return

    def _hand(self, batch: Sequence[Found]) -> None:
        self._left -= len(batch)
        try:
            self._take([found.result() for found in batch])
        finally:
            self._awaited.remove(len(batch))

    def let_go(self) -> None:
        """Leaves what comes to the pool."""
        with self._lock:
            self._somebody = not self._come.empty()
            if self._somebody:
                self._submit()

    def _drop(self) -> None:
        with self._lock:
            self._over = True
            self._awaited.remove(self._come.qsize())

    def _submit(self) -> None:
        self._late.submit(self._belatedly).add_done_callback(_trace)


def _trace(done: "Future[None]") -> None:
    """A late answer has no message that could be given out again; what it was for has a lease that ends."""
    if error := done.exception():
        log.error("answer.lost", error=repr(error), exc_info=None if isinstance(error, Transient) else error)
