"""When a channel may be disturbed, and what a watch asks of its alerts."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttle:
    """At most so many messages in any stretch of time so long; what is more comes as a digest after it."""

    most: int
    period: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours of rest by the clock on the wall; they go over midnight where `end` is not after `start`."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Another channel that is told where nobody has acknowledged an alert in time."""

    after: timedelta
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """What a channel asks for."""

    throttle: Throttle | None = None
    digest: tuple[time, ...] = ()
    """When alerts are told together; empty: each at once."""
    quiet: Quiet | None = None
    weekends: bool = True
    """Whether Saturday and Sunday are days like others."""
    timezone: str = "Europe/Paris"
    escalation: Escalation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """What a watch asks for."""

    breaking: bool = False
    """Whether its alerts pass through quiet hours, weekends and digests."""
    throttle: Throttle | None = None
    """On each channel."""
    slo: timedelta | None = None
    """Time from the entry seen to the message taken, above which the desk is told."""
    escalation: Escalation | None = None


ALWAYS = Calm()
ORDINARY = Urgency()
