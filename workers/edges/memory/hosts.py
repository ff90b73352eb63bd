"""Hosts asked politely, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from workers.news.web import Turn
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

    def turns(self, wanted: Sequence[Turn], left: Sequence[Turn], *, lease: timedelta) -> list[timedelta]:
        """Gives places back, then takes those that are wanted: how long each must wait; zero: go."""
        for turn in left:
            self.places.get(turn.host, {}).pop(turn.token, None)
        return [self._turn(turn, lease) for turn in wanted]

    def _turn(self, turn: Turn, lease: timedelta) -> timedelta:
        now = self.now()
        held = {name: end for name, end in self.places.get(turn.host, {}).items() if end > now}
        if len(held) >= AT_ONCE:
            return SHORT_WAIT
        start = self.starts.get(turn.host, now)
        if turn.gap and start > now:
            return start - now
        self.places[turn.host] = held | {turn.token: now + lease}
        if turn.gap:
            self.starts[turn.host] = now + turn.gap
        return timedelta(0)

    def rules(self, origin: str) -> bytes | None:
        """What was kept of an origin's robots.txt, while it counts."""
        text, until = self.kept.get(origin, (b"", self.now()))
        return text if until > self.now() else None

    def keep_rules(self, origin: str, rules: bytes, *, kept_for: timedelta) -> None:
        """Keeps it for that long."""
        self.kept[origin] = rules, self.now() + kept_for
