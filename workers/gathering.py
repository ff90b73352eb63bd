"""Puts of several threads made into few writes: large enough to be cheap, late by a moment at most."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Batch(Generic[Item, Result]):
    """What was gathered, and then what became of it."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.full = threading.Event()
        self._done = threading.Event()
        self._written: tuple[Result] | None = None
        self._error: Exception | None = None

    def write(self, write: Callable[[Sequence[Item]], Result]) -> None:
        """Writes, and lets all who wait go on; an error is kept for each of them."""
        try:
            self._written = (write(self.items),)
        except Exception as error:
            self._error = error
            raise
        finally:
            self._done.set()

    def result(self) -> Result:
        """Gives what became of the whole batch; raises what writing it raised."""
        self._done.wait()
        if self._written is None:
            raise self._error or RuntimeError("a batch was neither written nor failed")
        return self._written[0]


def _nothing() -> None:
    """Settles nothing."""


class Gathering(Generic[Item, Result]):
    """Few writes at a time; what comes meanwhile is the next, so a busy index gets larger ones.

    `linger` is how many seconds the first waits for others, `at_once` how many writes are under way, `most`
    how many items make a batch full. `settle` is called by the last for all before it, once nothing waits.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Item]], Result],
        *,
        most: int,
        linger: float = 0,
        at_once: int = 1,
        settle: Callable[[], None] = _nothing,
    ) -> None:
        self._write = write
        self._most = most
        self._linger = linger
        self._settle = settle
        self._open: _Batch[Item, Result] | None = None
        self._unwritten = 0
        self._joining = threading.Lock()
        self._turn = threading.Semaphore(at_once)

    def put(self, items: Sequence[Item]) -> Result:
        """Writes items, perhaps with others'; gives what became of all of these together."""
        batch, leads = self._join(items)
        if leads:
            batch.full.wait(self._linger)
            with self._turn:
                self._close(batch)
                batch.write(self._written)
        return batch.result()

    def _written(self, items: Sequence[Item]) -> Result:
        try:
            return self._write(items)
        finally:
            with self._joining:
                self._unwritten -= 1
                last = self._unwritten == 0
            if last:
                self._settle()

    def _join(self, items: Sequence[Item]) -> tuple[_Batch[Item, Result], bool]:
        with self._joining:
            leads = self._open is None
            self._unwritten += leads
            batch = self._open = self._open or _Batch()
            batch.items += items
            if len(batch.items) >= self._most:
                batch.full.set()
                self._open = None
            return batch, leads

    def _close(self, batch: _Batch[Item, Result]) -> None:
        with self._joining:
            if self._open is batch:
                self._open = None
