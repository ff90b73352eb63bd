"""Alerts as the index holds them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workers.news.alert import Raised
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
