"""How a channel has been doing, and how long alerts took."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A channel's failures in a row, and until when nothing is sent there."""

    failures: int = 0
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """How long an alert took, by stage."""

    watch: str
    channel: str
    reading: timedelta
    """From the entry seen to the watch matched."""
    waiting: timedelta
    """From there to the attempt that arrived."""
    sending: timedelta
    """From its beginning to the receiver's answer."""

    @property
    def total(self) -> timedelta:
        """All of it."""
        return self.reading + self.waiting + self.sending
