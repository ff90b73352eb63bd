"""Answers kept for a while: what many readers ask for at once is read once."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from workers.ports import Clock

MOST = 64
Told = TypeVar("Told")


class Kept(Generic[Told]):
    """Answers by what was asked; the oldest goes where there are too many."""

    def __init__(self, now: Clock, lasts: timedelta, most: int = MOST) -> None:
        self._now, self._lasts, self._most = now, lasts, most
        self._answers: dict[Hashable, tuple[datetime, Told]] = {}
        self._reading: dict[Hashable, Lock] = {}

    def get(self, asked: Hashable, read: Callable[[], Told]) -> Told:
        """Gives the answer of before, read anew where it is too old or was never read.

        Whoever asks the same meanwhile waits for it; what else is asked does not.
        """
        now = self._now()
        known = self._known(asked, now)
        if known is None:
            try:
                with self._reading.setdefault(asked, Lock()):
                    known = self._known(asked, now) or self._put(asked, now, read())
            finally:
                self._reading.pop(asked, None)  # after the answer is there: who comes now finds it
        return known[1]

    def _known(self, asked: Hashable, now: datetime) -> tuple[datetime, Told] | None:
        known = self._answers.get(asked)
        return known if known and now - known[0] < self._lasts else None

    def _put(self, asked: Hashable, now: datetime, told: Told) -> tuple[datetime, Told]:
        self._answers.pop(asked, None)
        self._answers[asked] = (now, told)
        while len(self._answers) > self._most:  # another thread may take the same away
            self._answers.pop(next(iter(self._answers), None), None)
        return now, told
