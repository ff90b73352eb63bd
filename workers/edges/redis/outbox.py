"""Alerts, written before anything is sent; a delivery is claimed, then settled or postponed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.alert import Alert, Delivery, Raised
from workers.wire import dump, load

ALERTS = "beffroi:alerts"  # alert id -> second of its creation
PENDING = "beffroi:pending"  # "<alert id> <channel>" -> second from which it may be sent, or its lease ends
KEPT_FOR = timedelta(days=90)  # after settling; as long as an entry is remembered, so never raised again

PUT = """
if redis.call('SETNX', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
for i = 4, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  redis.call('ZADD', KEYS[4], ARGV[2], ARGV[3] .. ' ' .. ARGV[i])
end
return 1
"""
CLAIM = """
local taken = {}
for _, channel in ipairs(redis.call('HKEYS', KEYS[1])) do
  local member = ARGV[1] .. ' ' .. channel
  local due = redis.call('ZSCORE', KEYS[2], member)
  if due and tonumber(due) <= tonumber(ARGV[2]) then
    redis.call('ZADD', KEYS[2], ARGV[3], member)
    taken[#taken + 1] = channel
  end
end
return taken
"""


@reached
class RedisOutbox:
    """A worker that dies between claim and settling leaves a lease, after which it is claimed again."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._put: Any = client.register_script(PUT)
        self._claim: Any = client.register_script(CLAIM)

    def put(self, alert: Alert) -> bool:
        """Writes the alert with a pending delivery a channel; False if it was there already."""
        deliveries: list[bytes | str] = []
        for channel in alert.channels:
            deliveries += [channel, dump(Delivery(channel=channel, state="pending"))]
        keys = [_alert(alert.id), _deliveries(alert.id), ALERTS, PENDING]
        written = self._put(keys=keys, args=[dump(alert), alert.created.timestamp(), alert.id, *deliveries])
        return bool(written)

    def claim(self, alert_id: str, now: datetime, *, lease: timedelta) -> tuple[Alert, list[Delivery]] | None:
        """The alert and its deliveries due now, leased; None when there is nothing to do."""
        args = [alert_id, now.timestamp(), (now + lease).timestamp()]
        channels = self._claim(keys=[_deliveries(alert_id), PENDING], args=args)
        raw = self._client.get(_alert(alert_id))
        if not channels or not raw:
            return None
        deliveries = self._client.hmget(_deliveries(alert_id), channels)
        return load(raw, Alert), [load(one, Delivery) for one in deliveries if one]

    def sent(self, alert_id: str, channel: str, now: datetime) -> None:
        """Settles a delivery: it is never claimed again."""
        self._settle(alert_id, channel, "sent", None, now)

    def fail(self, alert_id: str, channel: str, error: str, now: datetime) -> None:
        """Gives a delivery up."""
        self._settle(alert_id, channel, "failed", error, now)

    def _settle(self, alert_id: str, channel: str, state: str, error: str | None, now: datetime) -> None:
        attempts = self._delivery(alert_id, channel).attempts + 1
        settled = Delivery(channel=channel, state=state, attempts=attempts, at=now, error=error)
        with self._client.pipeline() as pipe:
            pipe.hset(_deliveries(alert_id), channel, dump(settled))
            pipe.zrem(PENDING, f"{alert_id} {channel}")
            pipe.expire(_alert(alert_id), KEPT_FOR)
            pipe.expire(_deliveries(alert_id), KEPT_FOR)
            pipe.execute()

    def _delivery(self, alert_id: str, channel: str) -> Delivery:
        raw = self._client.hget(_deliveries(alert_id), channel)
        return load(raw, Delivery) if raw else Delivery(channel=channel, state="pending")

    def postpone(self, alert_id: str, channel: str, error: str, until: datetime) -> int:
        """Notes a failed attempt, to be tried again from `until`; returns the attempts so far."""
        last = self._delivery(alert_id, channel)
        later = replace(last, attempts=last.attempts + 1, error=error)
        with self._client.pipeline() as pipe:
            pipe.hset(_deliveries(alert_id), channel, dump(later))
            pipe.zadd(PENDING, {f"{alert_id} {channel}": until.timestamp()})
            pipe.execute()
        return later.attempts

    def overdue(self, now: datetime, *, most: int) -> list[str]:
        """Alerts with a delivery that is due and not leased."""
        late = self._client.zrangebyscore(PENDING, "-inf", now.timestamp(), start=0, num=most)
        return list(dict.fromkeys(member.decode().split(" ", 1)[0] for member in late))

    def alerts(self, *, most: int) -> list[Raised]:
        """The newest alerts first."""
        ids = [name.decode() for name in self._client.zrevrange(ALERTS, 0, most - 1)]
        with self._client.pipeline(transaction=False) as pipe:
            for alert_id in ids:
                pipe.get(_alert(alert_id))
                pipe.hgetall(_deliveries(alert_id))
            found = pipe.execute()
        return [_raised(raw, went) for raw, went in zip(found[::2], found[1::2], strict=True) if raw]

    def reopen(self, alert_id: str, now: datetime) -> bool:
        """Makes failed deliveries pending again; False if there are none."""
        went = self._client.hvals(_deliveries(alert_id))
        failed = [one for one in (load(raw, Delivery) for raw in went) if one.state == "failed"]
        with self._client.pipeline() as pipe:
            for one in failed:
                again = Delivery(channel=one.channel, state="pending")
                pipe.hset(_deliveries(alert_id), one.channel, dump(again))
                pipe.zadd(PENDING, {f"{alert_id} {one.channel}": now.timestamp()})
            pipe.execute()
        return bool(failed)


def _raised(raw: bytes, went: dict[bytes, bytes]) -> Raised:
    alert = load(raw, Alert)
    deliveries = {channel.decode(): load(one, Delivery) for channel, one in went.items()}
    ordered = tuple(deliveries[channel] for channel in alert.channels if channel in deliveries)
    return Raised(alert=alert, deliveries=ordered)


def _alert(alert_id: str) -> str:
    return f"beffroi:alert:{alert_id}"


def _deliveries(alert_id: str) -> str:
    return f"beffroi:deliveries:{alert_id}"
