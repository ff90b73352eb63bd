"""A hard time limit for work in a thread, where no signal can reach it.

The limit raises in the thread that is late, at its next step of Python: good for feedparser,
which is Python; a single call into C is not interrupted before it returns.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from workers.news.errors import NotAFeed

HARMLESS = 256 * 1024  # bytes; parsed within a second whatever they hold, so no watchdog is paid for


class _TimeUp(BaseException):
    """No Exception: the parser catches those."""


@contextmanager
def deadline(seconds: float, size: int) -> Iterator[None]:
    """Raises NotAFeed where parsing `size` bytes takes longer than so many seconds."""
    if size < HARMLESS:
        yield
        return
    watchdog = _Watchdog(seconds)
    watchdog.start()
    try:
        yield
    except _TimeUp:
        raise NotAFeed(f"the parser was stopped after {seconds:g} s; no feed takes so long") from None
    finally:
        watchdog.over()


class _Watchdog(threading.Timer):
    """Rings once, and not after the work is over."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds, self._ring)
        self.daemon = True
        self._late = threading.get_ident()
        self._turn = threading.Lock()
        self._rang = False

    def _ring(self) -> None:
        with self._turn:
            if not self.finished.is_set():
                self._rang = True
                _raise_in(self._late, ctypes.py_object(_TimeUp))

    def over(self) -> None:
        """Ends the watch; what rang too late to be heard is taken back."""
        with self._turn:
            self.cancel()
            if self._rang:
                _raise_in(self._late, None)


def _raise_in(thread: int, error: "ctypes.py_object[type[BaseException]] | None") -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
