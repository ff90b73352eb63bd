"""When each feed is due, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from workers.news.feed import Feed


@dataclass
class MemorySchedule:
    """All feeds are due at once when they are new."""

    hosts: dict[str, str] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)

    def plan(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Adds new feeds, drops those no longer listed."""
        self.hosts = {feed.id: urlsplit(feed.url).netloc for feed in feeds}
        self.at = {feed.id: self.at.get(feed.id, now) for feed in feeds}

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> list[str]:
        """Takes up to `most` due feeds, one a host."""
        due = sorted((name for name, at in self.at.items() if at <= now), key=lambda name: self.at[name])
        taken = list({self.hosts[name]: name for name in reversed(due)}.values())[:most]
        self.at.update(dict.fromkeys(taken, now + lease))
        return taken

    def due_again(self, feed_id: str, at: datetime) -> None:
        """Ends the lease."""
        if feed_id in self.at:
            self.at[feed_id] = at

    def due(self, now: datetime) -> int:
        """How many feeds are due."""
        return sum(at <= now for at in self.at.values())

    def due_times(self) -> dict[str, datetime]:
        """Every planned feed and when it is due."""
        return dict(self.at)
