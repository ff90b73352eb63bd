"""Hosts asked politely by all workers together: a sorted set a host, looked at and changed in one call."""

from datetime import timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.ports import Clock

AT_ONCE = 2  # requests to a host, over all workers
SHORT_WAIT = 0.2  # seconds, where a place is all that is wanted: nobody knows when one is given back

# Members are the requests underway, by the end of their lease; "next" has the time of the next start.
TURN = """
local now, gap = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local next = redis.call('ZSCORE', KEYS[1], 'next')
if redis.call('ZCARD', KEYS[1]) - (next and 1 or 0) >= tonumber(ARGV[5]) then return ARGV[6] end
if next and gap > 0 then return tostring(next - now) end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[4])
if gap > 0 then redis.call('ZADD', KEYS[1], now + gap, 'next') end
redis.call('PEXPIRE', KEYS[1], math.ceil(1000 * (gap + ARGV[3])))
return '0'
"""


@reached
class RedisHosts:
    """A worker that dies leaves a lease, after which its place is free."""

    def __init__(self, client: redis.Redis, now: Clock) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._turn: Any = client.register_script(TURN)
        self._now = now

    def turn(self, host: str, token: str, *, gap: timedelta, lease: timedelta) -> timedelta:
        """Takes a place for the request `token`: zero; or gives how long to wait before trying again."""
        args = [
            self._now().timestamp(),
            gap.total_seconds(),
            lease.total_seconds(),
            token,
            AT_ONCE,
            SHORT_WAIT,
        ]
        return timedelta(seconds=float(self._turn(keys=[_places(host)], args=args)))

    def leave(self, host: str, token: str) -> None:
        """Gives the place back."""
        self._client.zrem(_places(host), token)

    def rules(self, origin: str) -> bytes | None:
        """What was kept of an origin's robots.txt; None where nothing is, or it is too old."""
        found: bytes | None = self._client.get(_robots(origin))
        return found

    def keep_rules(self, origin: str, rules: bytes, *, kept_for: timedelta) -> None:
        """Keeps it for that long."""
        self._client.set(_robots(origin), rules, ex=kept_for)


def _places(host: str) -> str:
    return f"beffroi:host:{host}"


def _robots(origin: str) -> str:
    return f"beffroi:robots:{origin}"
