"""How channels have been doing: failures, pauses, what was sent when, how long it took."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.line import Latency, Line
from workers.wire import dump, load

LATENCIES = "beffroi:latencies"  # the last thousand, the newest first
MOST_KEPT = 1000
LONGEST_PERIOD = timedelta(days=1)  # of a throttle


@reached
class RedisLines:
    """One hash a channel, one sorted set of times a channel and watch."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes

    def line(self, channel: str) -> Line:
        """Its failures in a row, and until when nothing is sent there."""
        failures, paused = self._client.hmget(_line(channel), "failures", "paused")
        until = datetime.fromtimestamp(float(paused), UTC) if paused else None
        return Line(failures=int(failures or 0), paused_until=until)

    def failed(self, channel: str) -> int:
        """Notes a failure; gives how many in a row."""
        return int(self._client.hincrby(_line(channel), "failures", 1))

    def pause(self, channel: str, until: datetime) -> None:
        """Nothing is sent there before `until`."""
        self._client.hset(_line(channel), "paused", until.timestamp())

    def worked(self, channel: str) -> None:
        """Ends the row of failures."""
        self._client.delete(_line(channel))

    def tell(self, channel: str, watches: Sequence[str], at: datetime) -> None:
        """Notes a message about these watches."""
        oldest = (at - LONGEST_PERIOD).timestamp()
        with self._client.pipeline() as pipe:
            for watch in ("", *watches):
                key = _tally(channel, watch)
                pipe.zadd(key, {uuid.uuid4().bytes: at.timestamp()})
                pipe.zremrangebyscore(key, "-inf", oldest)
                pipe.expire(key, LONGEST_PERIOD)
            pipe.execute()

    def told_since(self, channel: str, watch: str, since: datetime) -> list[datetime]:
        """When messages about a watch were sent there, the oldest first."""
        found = self._client.zrangebyscore(
            _tally(channel, watch), f"({since.timestamp()}", "+inf", withscores=True
        )
        return [datetime.fromtimestamp(second, UTC) for _, second in found]

    def took(self, latency: Latency) -> None:
        """Notes how long an alert took."""
        with self._client.pipeline() as pipe:
            pipe.lpush(LATENCIES, dump(latency))
            pipe.ltrim(LATENCIES, 0, MOST_KEPT - 1)
            pipe.execute()

    def latencies(self) -> list[Latency]:
        """Those kept, the newest first."""
        return [load(raw, Latency) for raw in self._client.lrange(LATENCIES, 0, -1)]


def _line(channel: str) -> str:
    return f"beffroi:line:{channel}"


def _tally(channel: str, watch: str) -> str:
    return f"beffroi:tally:{channel} {watch}"
