"""Alerts as the index holds them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.alert import Raised
from workers.news.holdings import Shelf
from workers.stages.ledger import Entry, entry


@dataclass
class MemoryLedger:
    """Entries by alert."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def record(self, raised: Sequence[Raised]) -> None:
        """Keeps alerts by their ids."""
        self.entries.update((one.alert.id, entry(one)) for one in raised)

    def newest(self, *, most: int) -> list[Entry]:
        """The alerts raised last, the newest first."""
        return sorted(self.entries.values(), key=lambda one: str(one["@timestamp"]), reverse=True)[:most]

    def shelves(self) -> list[Shelf]:
        """One part, in which all are."""
        times = sorted(datetime.fromisoformat(str(one["@timestamp"])) for one in self.entries.values())
        if not times:
            return []
        return [
            Shelf(
                name="memory",
                articles=0,
                alerts=len(times),
                bytes=0,
                current=True,
                searched=True,
                oldest=times[0],
                newest=times[-1],
            )
        ]
