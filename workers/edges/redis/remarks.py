"""What readers said of alerts: acknowledged, muted; and the key that signs their links."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached

MUTES = "beffroi:mutes"  # subject -> second until which nothing is told of it
KEY = "beffroi:key"  # 32 bytes, made at first use
KEPT_FOR = timedelta(days=90)  # as long as an alert


@reached
class RedisRemarks:
    """An acknowledgement is a key of its own, and goes with its alert."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes

    def acknowledge(self, alert_id: str, at: datetime) -> None:
        """Somebody has taken it up; the first time counts."""
        self._client.set(_acknowledged(alert_id), at.timestamp(), nx=True, ex=KEPT_FOR)

    def acknowledged(self, alert_id: str) -> datetime | None:
        """When somebody did first."""
        raw = self._client.get(_acknowledged(alert_id))
        return datetime.fromtimestamp(float(raw), UTC) if raw else None

    def mute(self, subject: str, until: datetime) -> None:
        """Nothing is told of it before `until`."""
        self._client.zadd(MUTES, {subject: until.timestamp()})

    def mutes(self, now: datetime) -> dict[str, datetime]:
        """What is muted, and until when; what is over is dropped."""
        self._client.zremrangebyscore(MUTES, "-inf", now.timestamp())
        found = self._client.zrange(MUTES, 0, -1, withscores=True)
        return {subject.decode(): datetime.fromtimestamp(second, UTC) for subject, second in found}

    def signing_key(self) -> bytes:
        """The key of links in alerts: made at first use, the same for every worker."""
        self._client.set(KEY, secrets.token_bytes(32), nx=True)
        return bytes(self._client.get(KEY))


def _acknowledged(alert_id: str) -> str:
    return f"beffroi:acknowledged:{alert_id}"
