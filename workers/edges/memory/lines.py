"""How channels have been doing, in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.line import Latency, Line

MOST_KEPT = 1000


@dataclass
class MemoryLines:
    """Failures and pauses by channel, messages by channel and watch."""

    failures: Counter[str] = field(default_factory=Counter)
    paused: dict[str, datetime] = field(default_factory=dict)
    told: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    kept: list[Latency] = field(default_factory=list)

    def line(self, channel: str) -> Line:
        """Its failures in a row, and until when nothing is sent there."""
        return Line(failures=self.failures[channel], paused_until=self.paused.get(channel))

    def failed(self, channel: str) -> int:
        """Notes a failure."""
        self.failures[channel] += 1
        return self.failures[channel]

    def pause(self, channel: str, until: datetime) -> None:
        """Nothing is sent there before `until`."""
        self.paused[channel] = until

    def worked(self, channel: str) -> None:
        """Ends the row of failures."""
        self.failures.pop(channel, None)
        self.paused.pop(channel, None)

    def tell(self, channel: str, watches: Sequence[str], at: datetime) -> None:
        """Notes a message about these watches."""
        for watch in ("", *watches):
            self.told.setdefault((channel, watch), []).append(at)

    def told_since(self, channel: str, watch: str, since: datetime) -> list[datetime]:
        """When messages about a watch were sent there, the oldest first."""
        return sorted(at for at in self.told.get((channel, watch), ()) if at > since)

    def took(self, latency: Latency) -> None:
        """Notes how long an alert took."""
        self.kept = [latency, *self.kept][:MOST_KEPT]

    def latencies(self) -> list[Latency]:
        """Those kept, the newest first."""
        return list(self.kept)
