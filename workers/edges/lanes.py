"""A thread a channel while it has work: a channel that hangs holds up its own lane and no other."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from workers.news.errors import Transient

log = structlog.get_logger()


@dataclass
class ThreadLanes:
    """At most one thread a channel in this process; it ends when the channel has nothing to do."""

    _busy: dict[str, threading.Thread] = field(default_factory=dict)
    _again: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, channel: str, work: Callable[[], bool]) -> None:
        """Does the work until it gives False; where the lane is at it already, once more after that."""
        with self._lock:
            self._again.add(channel)
            if channel in self._busy or self._stopping.is_set():
                return
            thread = threading.Thread(target=self._lane, args=(channel, work), name=channel, daemon=True)
            self._busy[channel] = thread
        thread.start()

    def finish(self, within: float) -> None:
        """Takes up nothing new and waits for what is at it, at most so many seconds in all lanes together."""
        self._stopping.set()
        with self._lock:
            threads = list(self._busy.values())
        for thread in threads:
            thread.join(within / max(1, len(threads)))

    def _lane(self, channel: str, work: Callable[[], bool]) -> None:
        while self._wanted(channel):
            try:
                while not self._stopping.is_set() and work():
                    continue
            except Transient as error:  # the sweep asks again
                log.warning("lane.left", channel=channel, error=str(error))
            except Exception:
                log.exception("lane.failed", channel=channel)

    def _wanted(self, channel: str) -> bool:
        """Whether someone asked since the work began; leaves the lane in the same breath if not."""
        with self._lock:
            if channel in self._again and not self._stopping.is_set():
                self._again.discard(channel)
                return True
            self._busy.pop(channel, None)
            return False
