"""When each feed is due: a sorted set, claimed in one call on the server."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import redis

from workers.edges.redis.trouble import reached
from workers.news.feed import Feed
from workers.wire import dump

DUE = "beffroi:due"  # feed id -> second at which it is due, or its lease ends
HOSTS = "beffroi:hosts"  # feed id -> host
URLS = "beffroi:urls"  # feed id -> hash of its url
SHARED = "beffroi:shared"  # hosts of several feeds, which are visited one by one, a gap apart
FREE = "beffroi:free"  # host -> second from which it may be visited
PLAN = "beffroi:plan"  # what the plan was made from
FIRST_SPREAD = timedelta(seconds=30)  # a first run polls all feeds within this, not all at once
GAP = timedelta(seconds=2)  # research: the least that readers of feeds leave a host
TWO = 2  # of a host's feeds must be told to wait before its others wait too: one may be a proxy's whim
LONGEST_PEACE = timedelta(hours=24)

# Only hosts of several feeds are looked at further: a feed alone on its host has its own due time.
# One that must wait for its host is due when the host is free, so that it fills no later call.
CLAIM = """
local now, lease, most, gap = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, most * 2)
if #due == 0 then return due end
local hosts = redis.call('HMGET', KEYS[2], unpack(due))
for n, id in ipairs(due) do hosts[n] = hosts[n] or id end
local shared = redis.call('SMISMEMBER', KEYS[3], unpack(hosts))
local taken, held, free = {}, {}, {}
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[1])
for n, id in ipairs(due) do
  if #taken == most then break end
  local host, at = hosts[n], 0
  if shared[n] == 1 then
    at = free[host] or tonumber(redis.call('ZSCORE', KEYS[4], host) or 0)
    free[host] = math.max(at, now) + gap
  end
  if at <= now then
    taken[#taken + 1] = id
    held[#held + 1] = lease
    held[#held + 1] = id
    if shared[n] == 1 then redis.call('ZADD', KEYS[4], now + gap, host) end
  else
    held[#held + 1] = at
    held[#held + 1] = id
  end
end
redis.call('ZADD', KEYS[1], 'XX', unpack(held))
return taken
"""


@reached
class RedisSchedule:
    """A feed that was claimed by a worker that died is due again when its lease ends.

    `near` says which hosts need no gap between two visits: those of our own machines.
    """

    def __init__(
        self, client: redis.Redis, *, gap: timedelta = GAP, near: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._claim: Any = client.register_script(CLAIM)
        self._gap = gap
        self._near = near

    def plan(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Adds new feeds, spread over half a minute, and those with a new url; drops those not listed."""
        made_from = _hash(dump(sorted((feed.id, feed.url) for feed in feeds)))
        if self._client.get(PLAN) == made_from:
            return
        hosts = {feed.id: urlsplit(feed.url).netloc.lower() for feed in feeds}
        before = self._client.hgetall(URLS)
        gone = [name for name in self.due_times() if name not in hosts]
        moved = [feed for feed in feeds if before.get(feed.id.encode(), _url(feed)) != _url(feed)]
        shared = [
            host
            for host, count in Counter(hosts.values()).items()
            if count > 1 and not self._near(_name(host))
        ]
        with self._client.pipeline() as pipe:
            if gone:
                pipe.zrem(DUE, *gone)
            pipe.delete(HOSTS, SHARED, URLS)
            if hosts:
                pipe.hset(HOSTS, mapping=dict(hosts))
                pipe.hset(URLS, mapping={feed.id: _url(feed) for feed in feeds})
                pipe.zadd(DUE, {feed.id: _first(feed, now).timestamp() for feed in feeds}, nx=True)
            if shared:
                pipe.sadd(SHARED, *shared)
            if moved:
                pipe.zadd(DUE, {feed.id: now.timestamp() for feed in moved})
            pipe.set(PLAN, made_from)
            pipe.execute()

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> list[str]:
        """Takes up to `most` due feeds, one a host where it has several; 200 a call take the server 2 ms."""
        taken: list[bytes] = self._claim(
            keys=[DUE, HOSTS, SHARED, FREE],
            args=[now.timestamp(), (now + lease).timestamp(), most, self._gap.total_seconds()],
        )
        return [name.decode() for name in taken]

    def leave_alone(self, feed_id: str, now: datetime, *, until: datetime) -> None:
        """Notes that a feed's host asked for peace; once two of its feeds did, none of them is claimed."""
        host = self._client.hget(HOSTS, feed_id)
        if host is None:
            return
        asked = f"beffroi:peace:{host.decode()}"
        with self._client.pipeline() as pipe:
            pipe.zremrangebyscore(asked, "-inf", now.timestamp())
            pipe.zadd(asked, {feed_id: until.timestamp()})
            pipe.expire(asked, LONGEST_PEACE)
            pipe.zrange(asked, 0, -1, withscores=True)
            *_, waiting = pipe.execute()
        if len(waiting) >= TWO:
            self._client.zadd(FREE, {host: waiting[-1][1]}, gt=True)

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


def _hash(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=8).hexdigest().encode()


def _url(feed: Feed) -> bytes:
    return _hash(feed.url.encode("utf-8", "surrogatepass"))


def _first(feed: Feed, now: datetime) -> datetime:
    """The same feed has the same place in the spread, whatever the others are."""
    share = int.from_bytes(hashlib.blake2b(feed.id.encode(), digest_size=2).digest()) / 65536
    return now + share * min(feed.interval or FIRST_SPREAD, FIRST_SPREAD)


def _name(place: str) -> str:
    """The host without user and port."""
    return urlsplit(f"//{place}").hostname or place
