"""Sightings in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.burst import Sighting


@dataclass
class MemoryTallies:
    """Sightings by watch, and which watches have a burst."""

    held: dict[str, dict[str, Sighting]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def note(self, watch_id: str, seen: Sighting, *, forget: datetime) -> None:
        """Keeps a sighting once, and forgets those before `forget`."""
        held = self.held.setdefault(watch_id, {})
        held[seen.article_id] = seen
        for old in [one for one in held.values() if one.at < forget]:
            del held[old.article_id]

    def sightings(self, watch_id: str) -> Sequence[Sighting]:
        """All that is kept of a watch, in order of time."""
        return sorted(self.held.get(watch_id, {}).values(), key=lambda one: (one.at, one.article_id))

    def has_burst(self, watch_id: str) -> bool:
        """Whether a burst was begun and is not over."""
        return watch_id in self.open

    def begin(self, watch_id: str) -> None:
        """Notes that a watch has a burst."""
        self.open.add(watch_id)

    def end(self, watch_id: str) -> None:
        """Notes that the burst is over."""
        self.open.discard(watch_id)
