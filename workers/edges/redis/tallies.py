"""Sightings for bursts: a sorted set and a hash a watch, only for watches that ask for bursts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.burst import Sighting
from workers.wire import dump, load

BURSTS = "beffroi:bursts"  # watches that have one


@reached
class RedisTallies:
    """Some 200 bytes a sighting, for thirty days."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes

    def note(self, watch_id: str, seen: Sighting, *, forget: datetime) -> None:
        """Keeps a sighting once, and forgets those before `forget`."""
        times, facts = _key("tally", watch_id), _key("sightings", watch_id)
        old = self._client.zrangebyscore(times, "-inf", f"({forget.timestamp()}")
        with self._client.pipeline() as pipe:
            pipe.zadd(times, {seen.article_id: seen.at.timestamp()})
            pipe.hset(facts, seen.article_id, dump(seen))
            if old:
                pipe.zrem(times, *old)
                pipe.hdel(facts, *old)
            pipe.execute()

    def sightings(self, watch_id: str) -> Sequence[Sighting]:
        """All that is kept of a watch, in order of time."""
        found = (load(raw, Sighting) for raw in self._client.hvals(_key("sightings", watch_id)))
        return sorted(found, key=lambda one: (one.at, one.article_id))

    def has_burst(self, watch_id: str) -> bool:
        """Whether a burst was begun and is not over."""
        return bool(self._client.sismember(BURSTS, watch_id))

    def begin(self, watch_id: str) -> None:
        """Notes that a watch has a burst."""
        self._client.sadd(BURSTS, watch_id)

    def end(self, watch_id: str) -> None:
        """Notes that the burst is over."""
        self._client.srem(BURSTS, watch_id)


def _key(kind: str, watch_id: str) -> str:
    return f"beffroi:{kind}:{watch_id}"
