"""Alerts, written before anything is sent; a delivery is claimed, begun, then settled or given back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import redis

from workers.edges.redis import outbox_scripts as scripts
from workers.edges.redis.trouble import reached
from workers.news.alert import TOGETHER, Alert, Claimed, Delivery, Raised
from workers.wire import dump, load

ALERTS = "beffroi:alerts"  # alert id -> second of its creation
CHANNELS = "beffroi:channels"  # the channels that something was ever written for
REMINDERS = "beffroi:reminders"  # "<alert id> <channel>" -> second of the look whether it was acknowledged
KEPT_FOR = timedelta(days=90)  # after settling; as long as an entry is remembered, so never raised again
SETTLED = frozenset({"failed", "sent", "muted", "joined"})


@reached
class RedisOutbox:
    """A worker that dies between claim and settling leaves a lease, after which it is claimed again."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._put: Any = client.register_script(scripts.PUT)
        self._claim: Any = client.register_script(scripts.CLAIM)
        self._begin: Any = client.register_script(scripts.BEGIN)
        self._extend: Any = client.register_script(scripts.EXTEND)

    def put(self, alert: Alert) -> bool:
        """Writes the alert with a pending delivery a channel, or one joined to another's."""
        deliveries: list[bytes | str] = []
        for channel in alert.channels:
            deliveries += [channel, dump(Delivery(channel=channel, state="pending"))]
        at, kept, together = alert.created.timestamp(), KEPT_FOR.total_seconds(), TOGETHER.total_seconds()
        anew = alert.watch_id if alert.is_anew else ""
        matters = [len(alert.matters), len(alert.around), anew, *alert.around]
        head = [dump(alert), at, alert.id, alert.rank, int(kept), together, *matters]
        keys = [_alert(alert.id), _deliveries(alert.id), ALERTS, CHANNELS]
        return bool(self._put(keys=keys, args=[*head, *deliveries]))

    def channels(self, alert_ids: Sequence[str]) -> list[str]:
        """The channels that these alerts go to."""
        with self._client.pipeline(transaction=False) as pipe:
            for alert_id in alert_ids:
                pipe.hkeys(_deliveries(alert_id))
            found = pipe.execute()
        return list(dict.fromkeys(name.decode() for names in found for name in names))

    def claim(self, channel: str, now: datetime, *, most: int, lease: timedelta) -> list[Claimed]:
        """The channel's deliveries due now, the longest due first, leased."""
        args = [channel, now.timestamp(), (now + lease).timestamp(), most]
        ids = [name.decode() for name in self._claim(keys=[_pending(channel)], args=args)]
        with self._client.pipeline(transaction=False) as pipe:
            for alert_id in ids:
                pipe.get(_alert(alert_id))
                pipe.hget(_deliveries(alert_id), channel)
                pipe.smembers(_joined(alert_id, channel))
            found = pipe.execute()
        trios = zip(ids, found[::3], found[1::3], found[2::3], strict=True)
        return [self._claimed(raw, went, also) for _, raw, went, also in trios if raw and went]

    def _claimed(self, raw: bytes, went: bytes, also: set[bytes]) -> Claimed:
        names = sorted(name.decode() for name in also)
        others = self._client.mget([_alert(name) for name in names]) if names else []
        told = tuple(load(one, Alert) for one in others if one)
        return Claimed(alert=load(raw, Alert), delivery=load(went, Delivery), also=told)

    def begin(
        self, alert_ids: Sequence[str], channel: str, now: datetime, *, lease: timedelta, bundle: str = ""
    ) -> list[str]:
        """Notes that deliveries are being sent; gives those that no one has settled or taken over."""
        args = [channel, (now + lease).timestamp(), now.isoformat(), bundle, *alert_ids]
        return [name.decode() for name in self._begin(keys=[_pending(channel)], args=args)]

    def settle(
        self, alert_ids: Sequence[str], channel: str, state: str, now: datetime, *, error: str | None = None
    ) -> None:
        """Ends deliveries."""
        with self._client.pipeline() as pipe:
            for alert_id, last in self._deliveries_of(alert_ids, channel):
                settled = replace(last, state=state, at=now, error=error)
                pipe.hset(_deliveries(alert_id), channel, dump(settled))
                pipe.zrem(_pending(channel), alert_id)
                pipe.expire(_alert(alert_id), KEPT_FOR)
                pipe.expire(_deliveries(alert_id), KEPT_FOR)
            pipe.execute()

    def _deliveries_of(self, alert_ids: Sequence[str], channel: str) -> list[tuple[str, Delivery]]:
        with self._client.pipeline(transaction=False) as pipe:
            for alert_id in alert_ids:
                pipe.hget(_deliveries(alert_id), channel)
            found = pipe.execute()
        return [(id, load(raw, Delivery)) for id, raw in zip(alert_ids, found, strict=True) if raw]

    def postpone(
        self,
        alert_ids: Sequence[str],
        channel: str,
        until: datetime,
        *,
        error: str | None = None,
        held: str = "",
        doubtful: bool = False,
    ) -> None:
        """Gives deliveries back, to be claimed from `until`."""
        with self._client.pipeline() as pipe:
            for alert_id, last in self._deliveries_of(alert_ids, channel):
                later = replace(
                    last,
                    state="pending",
                    error=error or last.error,
                    held=held or last.held,
                    doubtful=doubtful or last.doubtful,
                )
                pipe.hset(_deliveries(alert_id), channel, dump(later))
                pipe.zadd(_pending(channel), {alert_id: until.timestamp()})
            pipe.execute()

    def extend(self, alert_id: str, channel: str, now: datetime) -> bool:
        """Adds a channel to an alert."""
        added = dump(Delivery(channel=channel, state="pending", escalated=True))
        keys = [_deliveries(alert_id), _pending(channel), CHANNELS]
        return bool(self._extend(keys=keys, args=[channel, added, alert_id, now.timestamp()]))

    def remind(self, alert_id: str, channel: str, at: datetime) -> None:
        """Asks to be told at `at`."""
        self._client.zadd(REMINDERS, {f"{alert_id} {channel}": at.timestamp()})

    def reminders(self, now: datetime, *, most: int) -> list[tuple[str, str]]:
        """Those due."""
        due = self._client.zrangebyscore(REMINDERS, "-inf", now.timestamp(), start=0, num=most)
        return [(alert_id, channel) for alert_id, _, channel in (one.decode().partition(" ") for one in due)]

    def forget_reminder(self, alert_id: str, channel: str) -> None:
        """Drops one."""
        self._client.zrem(REMINDERS, f"{alert_id} {channel}")

    def overdue(self, now: datetime, *, most: int) -> list[str]:
        """Alerts with a delivery that is due and not leased, one a channel."""
        names = sorted(self._client.smembers(CHANNELS))
        with self._client.pipeline(transaction=False) as pipe:
            for name in names:
                pipe.zrangebyscore(_pending(name.decode()), "-inf", now.timestamp(), start=0, num=1)
            found = pipe.execute()
        return list(dict.fromkeys(id.decode() for ids in found for id in ids))[:most]

    def alerts(self, *, most: int) -> list[Raised]:
        """The newest alerts first."""
        ids = [name.decode() for name in self._client.zrevrange(ALERTS, 0, most - 1)]
        with self._client.pipeline(transaction=False) as pipe:
            for alert_id in ids:
                pipe.get(_alert(alert_id))
                pipe.hgetall(_deliveries(alert_id))
            found = pipe.execute()
        return [_raised(raw, went) for raw, went in zip(found[::2], found[1::2], strict=True) if raw]

    def raised(self, alert_id: str) -> Raised | None:
        """One alert with its deliveries."""
        raw = self._client.get(_alert(alert_id))
        return _raised(raw, self._client.hgetall(_deliveries(alert_id))) if raw else None

    def reopen(self, alert_id: str, now: datetime) -> bool:
        """Makes failed deliveries pending again."""
        return self._again(alert_id, now, lambda one: one.state == "failed", resent=0)

    def resend(self, alert_id: str, now: datetime) -> bool:
        """Makes every settled delivery pending again, as another message."""
        return self._again(alert_id, now, lambda one: one.state in SETTLED, resent=1)

    def _again(
        self, alert_id: str, now: datetime, wanted: Callable[[Delivery], bool], *, resent: int
    ) -> bool:
        went = (load(raw, Delivery) for raw in self._client.hvals(_deliveries(alert_id)))
        chosen = [one for one in went if wanted(one)]
        with self._client.pipeline() as pipe:
            for one in chosen:
                again = Delivery(channel=one.channel, state="pending", resent=one.resent + resent)
                pipe.hset(_deliveries(alert_id), one.channel, dump(again))
                pipe.zadd(_pending(one.channel), {alert_id: now.timestamp()})
            pipe.execute()
        return bool(chosen)


def _raised(raw: bytes, went: dict[bytes, bytes]) -> Raised:
    alert = load(raw, Alert)
    deliveries = {channel.decode(): load(one, Delivery) for channel, one in went.items()}
    order = dict.fromkeys((*alert.channels, *sorted(deliveries)))
    return Raised(alert=alert, deliveries=tuple(deliveries[one] for one in order if one in deliveries))


def _alert(alert_id: str) -> str:
    return f"beffroi:alert:{alert_id}"


def _deliveries(alert_id: str) -> str:
    return f"beffroi:deliveries:{alert_id}"


def _pending(channel: str) -> str:
    return f"beffroi:pending:{channel}"


def _joined(alert_id: str, channel: str) -> str:
    return f"beffroi:joined:{alert_id} {channel}"
