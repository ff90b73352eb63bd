"""Hosts asked politely, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workers.ports import Clock

AT_ONCE = 2
SHORT_WAIT = timedelta(seconds=0.2)


@dataclass
class MemoryHosts:
    """Places and robots.txt texts of one process."""

    now: Clock
    places: dict[str, dict[str, datetime]] = field(default_factory=dict)
    starts: dict[str, datetime] = field(default_factory=dict)
    kept: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)

    def turn(self, host: str, token: str, *, gap: timedelta, lease: timedelta) -> timedelta:
        """Takes a place: zero; or gives how long to wait before trying again."""
        now = self.now()
        held = {name: end for name, end in self.places.get(host, {}).items() if end > now}
        if len(held) >= AT_ONCE:
            return SHORT_WAIT
        start = self.starts.get(host, now)
        if gap and start > now:
            return start - now
        self.places[host] = held | {token: now + lease}
        if gap:
            self.starts[host] = now + gap
        return timedelta(0)

    def leave(self, host: str, token: str) -> None:
        """Gives the place back."""
        self.places.get(host, {}).pop(token, None)

    def rules(self, origin: str) -> bytes | None:
        """What was kept of an origin's robots.txt, while it counts."""
        text, until = self.kept.get(origin, (b"", self.now()))
        return text if until > self.now() else None

    def keep_rules(self, origin: str, rules: bytes, *, kept_for: timedelta) -> None:
        """Keeps it for that long."""
        self.kept[origin] = rules, self.now() + kept_for
