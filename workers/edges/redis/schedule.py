"""When each feed is due: a sorted set, claimed in one call on the server."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import redis

from workers.edges.redis.trouble import reached
from workers.news.feed import Feed
from workers.wire import dump

DUE = "beffroi:due"  # feed id -> second at which it is due, or its lease ends
HOSTS = "beffroi:hosts"  # feed id -> host
PLAN = "beffroi:plan"  # what the plan was made from
FIRST_SPREAD = timedelta(seconds=30)  # a first run polls all feeds within this, not all at once

# Feeds of one host are claimed in different calls, so that no host gets two visits at once.
CLAIM = """
local taken, hosts = {}, {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3] * 5)) do
  local host = redis.call('HGET', KEYS[2], id) or id
  if #taken < tonumber(ARGV[3]) and not hosts[host] then
    hosts[host] = true
    taken[#taken + 1] = id
    redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)
  end
end
return taken
"""


@reached
class RedisSchedule:
    """A feed that was claimed by a worker that died is due again when its lease ends."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._claim: Any = client.register_script(CLAIM)

    def plan(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Adds new feeds, spread over half a minute; drops those no longer listed; cheap to repeat."""
        hosts = {feed.id: urlsplit(feed.url).netloc.lower() for feed in feeds}
        made_from = hashlib.blake2b(dump(sorted(hosts.items())), digest_size=16).hexdigest()
        if self._client.get(PLAN) == made_from.encode():
            return
        gone = [name for name in self.due_times() if name not in hosts]
        with self._client.pipeline() as pipe:
            if gone:
                pipe.zrem(DUE, *gone)
            pipe.delete(HOSTS)
            if hosts:
                pipe.hset(HOSTS, mapping=dict(hosts))
                pipe.zadd(DUE, {feed.id: _first(feed, now).timestamp() for feed in feeds}, nx=True)
            pipe.set(PLAN, made_from)
            pipe.execute()

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> list[str]:
        """Takes up to `most` due feeds, one a host; 200 a call block the server for 2 to 5 ms."""
        until = (now + lease).timestamp()
        taken: list[bytes] = self._claim(keys=[DUE, HOSTS], args=[now.timestamp(), until, most])
        return [name.decode() for name in taken]

    def due_again(self, feed_id: str, at: datetime) -> None:
        """Ends the lease; a feed that is no longer listed stays away."""
        self._client.zadd(DUE, {feed_id: at.timestamp()}, xx=True)

    def due(self, now: datetime) -> int:
        """How many feeds are due."""
        return int(self._client.zcount(DUE, "-inf", now.timestamp()))

    def due_times(self) -> dict[str, datetime]:
        """Every planned feed and when it is due."""
        planned = self._client.zrange(DUE, 0, -1, withscores=True)
        return {name.decode(): datetime.fromtimestamp(score, UTC) for name, score in planned}


def _first(feed: Feed, now: datetime) -> datetime:
    """The same feed has the same place in the spread, whatever the others are."""
    share = int.from_bytes(hashlib.blake2b(feed.id.encode(), digest_size=2).digest()) / 65536
    return now + share * min(feed.interval or FIRST_SPREAD, FIRST_SPREAD)
