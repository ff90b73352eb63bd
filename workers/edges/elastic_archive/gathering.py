"""Puts of several threads made into few requests: large enough to be cheap, late by a moment at most."""

import threading
from collections.abc import Callable, Sequence

from workers.edges.elastic_archive.bulk import MOST_DOCUMENTS, Written
from workers.news.document import Document

LINGER = 0.02  # seconds that the first waits for others; an article is read in 30 ms
AT_ONCE = 3  # requests under way; with one the server rests while we pack, more bring nothing on two cores


class _Batch:
    """What was gathered, and then what became of it."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.full = threading.Event()
        self.done = threading.Event()
        self.written: Written | None = None
        self.error: Exception | None = None

    def write(self, write: Callable[[Sequence[Document]], Written]) -> None:
        """Writes, and lets all who wait go on; an error is kept for each of them."""
        try:
            self.written = write(self.documents)
        except Exception as error:
            self.error = error
            raise
        finally:
            self.done.set()

    def result(self) -> Written:
        """Gives what became of the whole batch; raises what writing it raised."""
        self.done.wait()
        if self.written is None:
            raise self.error or RuntimeError("a batch was neither written nor failed")
        return self.written


class Gathering:
    """Few writes at a time; what comes meanwhile is the next, so a busy server gets larger requests.

    `settle` is called by the last for all before it, once nothing waits: a refresh after each request costs
    a third of the pace.
    """

    def __init__(self, write: Callable[[Sequence[Document]], Written], settle: Callable[[], None]) -> None:
        self._write = write
        self._settle = settle
        self._open: _Batch | None = None
        self._unwritten = 0
        self._joining = threading.Lock()
        self._turn = threading.Semaphore(AT_ONCE)

    def put(self, documents: Sequence[Document]) -> Written:
        """Writes documents, perhaps with others'; gives what became of all of these together."""
        batch, leads = self._join(documents)
        if leads:
            batch.full.wait(LINGER)
            with self._turn:
                self._close(batch)
                batch.write(self._written)
        return batch.result()

    def _written(self, documents: Sequence[Document]) -> Written:
        try:
            return self._write(documents)
        finally:
            with self._joining:
                self._unwritten -= 1
                last = self._unwritten == 0
            if last:
                self._settle()

    def _join(self, documents: Sequence[Document]) -> tuple[_Batch, bool]:
        with self._joining:
            leads = self._open is None
            self._unwritten += leads
            batch = self._open = self._open or _Batch()
            batch.documents += documents
            if len(batch.documents) >= MOST_DOCUMENTS:
                batch.full.set()
                self._open = None
            return batch, leads

    def _close(self, batch: _Batch) -> None:
        with self._joining:
            if self._open is batch:
                self._open = None
