"""Puts of several threads made into one request: large enough to be cheap, late by a moment at most."""

import threading
from collections.abc import Callable, Sequence

from workers.edges.elastic_archive.bulk import MOST_DOCUMENTS, Written
from workers.news.document import Document

LINGER = 0.05  # seconds that the first waits for others; an article is read in 30 ms


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
    """One write at a time; what comes meanwhile is the next, so a busy server gets larger requests."""

    def __init__(self, write: Callable[[Sequence[Document]], Written]) -> None:
        self._write = write
        self._open: _Batch | None = None
        self._joining = threading.Lock()
        self._writing = threading.Lock()

    def put(self, documents: Sequence[Document]) -> Written:
        """Writes documents, perhaps with others'; gives what became of all of these together."""
        batch, leads = self._join(documents)
        if leads:
            batch.full.wait(LINGER)
            with self._writing:
                self._close(batch)
                batch.write(self._write)
        return batch.result()

    def _join(self, documents: Sequence[Document]) -> tuple[_Batch, bool]:
        with self._joining:
            leads = self._open is None
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
