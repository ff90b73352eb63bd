"""Reads the state again and again, beside the screen: a server that hangs must not hold up Ctrl-C."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from workers.cli.snapshot import State
from workers.news.errors import NewsError


@dataclass(frozen=True, slots=True)
class Look:
    """The last state that was read, None before the first; and why there is no newer one."""

    state: State | None = None
    trouble: str | None = None


class Lookout(threading.Thread):
    """Keeps `look` fresh by `take`, each `every` seconds, until `stop` is set."""

    def __init__(self, take: Callable[[], State], stop: threading.Event, every: float) -> None:
        super().__init__(name="lookout", daemon=True)
        self._take = take
        self._stop_asked = stop
        self._every = every
        self.look = Look()

    def run(self) -> None:
        """Looks until told to stop; trouble is part of the look."""
        while not self._stop_asked.wait(self._every):
            self.look = self._next()

    def _next(self) -> Look:
        try:
            return Look(self._take())
        except (NewsError, OSError, ValueError) as error:
            # While the services start, a server or an index that is not there yet is no news.
            return Look(self.look.state, str(error) if self.look.state else None)
