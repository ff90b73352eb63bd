"""When each feed is due, in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from workers.news.feed import Feed

TWO = 2


@dataclass
class MemorySchedule:
    """All feeds are due at once when they are new; `near` says which hosts need no gap."""

    gap: timedelta = timedelta(seconds=2)
    near: Callable[[str], bool] = lambda _: False
    urls: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    free: dict[str, datetime] = field(default_factory=dict)
    peace: dict[str, dict[str, datetime]] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)

    def plan(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Adds new feeds and those with a new url, drops those no longer listed."""
        urls = {feed.id: feed.url for feed in feeds}
        if urls == self.urls:
            return
        stay = {name: at for name, at in self.at.items() if urls.get(name) == self.urls.get(name)}
        self.urls = urls
        self.hosts = {feed.id: urlsplit(feed.url).netloc.lower() for feed in feeds}
        counted = Counter(self.hosts.values())
        self.shared = {host for host, count in counted.items() if count > 1 and not self.near(_name(host))}
        self.at = {name: stay.get(name, now) for name in urls}

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> list[str]:
        """Takes up to `most` due feeds, one a host where it has several."""
        due = sorted((at, name) for name, at in self.at.items() if at <= now)
        taken: list[str] = []
        queue: dict[str, datetime] = {}
        for _, name in due[: 2 * most]:
            if len(taken) == most:
                break
            host = self.hosts[name]
            shared = host in self.shared
            free = queue.get(host, self.free.get(host, now)) if shared else now
            queue[host] = max(free, now) + self.gap
            if free > now:
                self.at[name] = free
                continue
            taken.append(name)
            self.at[name] = now + lease
            if shared:
                self.free[host] = now + self.gap
        return taken

    def leave_alone(self, feed_id: str, now: datetime, *, until: datetime) -> None:
        """Notes that a feed's host asked for peace; once two of its feeds did, none of them is claimed."""
        if feed_id not in self.hosts:
            return
        host = self.hosts[feed_id]
        asked = {name: end for name, end in self.peace.get(host, {}).items() if end > now} | {feed_id: until}
        self.peace[host] = asked
        if len(asked) >= TWO:
            self.free[host] = max(*asked.values(), self.free.get(host, now))

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


def _name(place: str) -> str:
    """The host without user and port."""
    return urlsplit(f"//{place}").hostname or place
