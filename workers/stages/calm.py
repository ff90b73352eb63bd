"""Whether a delivery is told now, later with others, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.alert import Alert, Claimed
from workers.news.calm import ORDINARY, Calm, Throttle, Urgency
from workers.stages.hours import next_digest, rest_until


@dataclass(frozen=True, slots=True)
class Tell:
    """Now; `alerts` are those that are not muted."""

    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """At `until`, with what else waits then."""

    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Not at all: muted."""


@dataclass
class Tally:
    """When messages were sent to a channel, by watch; empty for any. Grows while a batch is decided."""

    times: dict[str, list[datetime]] = field(default_factory=dict)

    def add(self, watches: Sequence[str], now: datetime) -> None:
        """Counts a message."""
        for watch in ("", *watches):
            self.times.setdefault(watch, []).append(now)

    def free_at(self, watch: str, throttle: Throttle | None, now: datetime) -> datetime:
        """Gives when one more message may be sent; `now` or before where that is at once."""
        if throttle is None:
            return now
        within = sorted(at for at in self.times.get(watch, ()) if at > now - throttle.period)
        return within[-throttle.most] + throttle.period if len(within) >= throttle.most else now


def decided(
    claimed: Claimed,
    calm: Calm,
    urgencies: Mapping[str, Urgency],
    mutes: Mapping[str, datetime],
    tally: Tally,
    now: datetime,
) -> Tell | Hold | Silence:
    """Decides on one delivery; a message told is counted.

    What was held comes out whatever the throttle says: it was held for that.
    """
    heard = tuple(alert for alert in claimed.alerts if not muted(alert, mutes))
    delivery = claimed.delivery
    if not heard:
        return Silence()
    if delivery.bundle:  # begun before: what the digest has is settled
        return Tell(heard)
    urgent = delivery.escalated or any(alert.breaking for alert in heard)
    first = not (delivery.held or delivery.attempts)
    if not urgent and (wish := _wish(calm, now, first=first)):
        return wish
    if first and (free := _free_at(heard, calm, urgencies, tally, now)) > now:
        return Hold(free, "throttle")
    tally.add(sorted({alert.watch_id for alert in heard}), now)
    return Tell(heard)


def _wish(calm: Calm, now: datetime, *, first: bool) -> Hold | None:
    """The channel's wish to be left alone now; a digest is waited for once."""
    if rest := rest_until(calm, now):
        return Hold(*rest)
    if first and calm.digest and (at := next_digest(calm, now)) > now:
        return Hold(at, "digest")
    return None


def muted(alert: Alert, mutes: Mapping[str, datetime]) -> bool:
    """Whether its story, source or watch is muted; without a story its article stands for it."""
    subjects = (f"story:{story_of(alert)}", f"source:{alert.feed_id}", f"watch:{alert.watch_id}")
    return any(subject in mutes for subject in subjects)


def story_of(alert: Alert) -> str:
    """Gives what a mute of its story is filed under."""
    return alert.story.id if alert.story else alert.article_id


def _free_at(
    alerts: Sequence[Alert], calm: Calm, urgencies: Mapping[str, Urgency], tally: Tally, now: datetime
) -> datetime:
    """The channel's own throttle, and that of the watches: of several the least strict."""
    watches = {alert.watch_id: urgencies.get(alert.watch_id, ORDINARY) for alert in alerts}
    of_watches = min(tally.free_at(watch, urgency.throttle, now) for watch, urgency in watches.items())
    return max(tally.free_at("", calm.throttle, now), of_watches)
