"""Deliveries put together: each becomes a message of its own, or part of a digest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from workers.news.alert import Alert, Claimed
from workers.news.channel import Channel
from workers.news.notice import Links, Notice
from workers.stages.links import delivery_id

KEYED = frozenset({"webhook", "mail", "syslog", "log"})
"""Kinds that carry an id by which a receiver drops a second copy."""

MOST = 100
"""Deliveries of one channel that are looked at together; a digest has no more."""

Ready = tuple[Claimed, tuple[Alert, ...]]
"""A delivery that is to be told, and the alerts that it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The deliveries that one message settles."""

    of: tuple[Claimed, ...]
    alerts: tuple[Alert, ...]
    bundle: str = ""
    """The digest's id; empty for an alert by itself."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The alerts whose deliveries they are."""
        return tuple(one.alert.id for one in self.of)

    @property
    def attempts(self) -> int:
        """Attempts made so far, of that which has most."""
        return max(one.delivery.attempts for one in self.of)

    @property
    def held(self) -> bool:
        """Whether it waited because somebody wished so."""
        return any(one.delivery.held for one in self.of)

    @property
    def doubtful(self) -> bool:
        """Whether an attempt before may have arrived."""
        return any(one.delivery.doubtful or one.delivery.state == "sending" for one in self.of)


def parcels(ready: Sequence[Ready], channel_id: str) -> list[Parcel]:
    """Gives digests as they were begun before, what was held as one more digest, and the rest one by one."""
    begun: dict[str, list[Ready]] = {}
    held: list[Ready] = []
    alone: list[Ready] = []
    for one in ready:
        delivery = one[0].delivery
        if delivery.bundle:
            begun.setdefault(delivery.bundle, []).append(one)
        else:
            (held if delivery.held and not delivery.attempts else alone).append(one)
    digests = [_digest(items, bundle) for bundle, items in begun.items()]
    if len(held) == 1:
        alone, held = [*held, *alone], []
    if held:
        names = " ".join(sorted(claimed.alert.id for claimed, _ in held))
        digests.append(_digest(held, delivery_id(names, channel_id)))
    return [*digests, *(Parcel(of=(claimed,), alerts=alerts) for claimed, alerts in alone)]


def _digest(items: Sequence[Ready], bundle: str) -> Parcel:
    told = {alert.id: alert for _, alerts in items for alert in alerts}
    return Parcel(of=tuple(claimed for claimed, _ in items), alerts=tuple(told.values()), bundle=bundle)


def notice(parcel: Parcel, channel: Channel, link: Callable[[Alert], Links], now: datetime) -> Notice:
    """Gives the message; its id stays at each attempt, and is another where a person asks for it again."""
    first = parcel.of[0]
    return Notice(
        id=parcel.bundle or _id(first, channel),
        alerts=parcel.alerts,
        form=_form(parcel),
        links=tuple(link(alert) for alert in parcel.alerts),
        sent=now,
        doubtful=parcel.doubtful and channel.kind not in KEYED,
    )


def _id(claimed: Claimed, channel: Channel) -> str:
    resent = claimed.delivery.resent
    return delivery_id(claimed.alert.id, f"{channel.id} {resent}" if resent else channel.id)


def _form(parcel: Parcel) -> str:
    if parcel.bundle:
        return "digest"
    return "escalation" if parcel.of[0].delivery.escalated else "alert"
