"""Hosts asked politely by all workers together: a sorted set a host, looked at and changed in one call."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.web import Turn
from workers.ports import Clock

AT_ONCE = 2  # requests to a host, over all workers
SHORT_WAIT = 0.2  # seconds, where a place is all that is wanted: nobody knows when one is given back

# Members are the requests underway, by the end of their lease; "next" has the time of the next start.
# Keys: of the wanted turns, then of those given back. Arguments: five settings, their tokens, the gaps.
TURNS = """
local now, lease, most, short = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4]
local wanted = tonumber(ARGV[5])
for n = wanted + 1, #KEYS do redis.call('ZREM', KEYS[n], ARGV[5 + n]) end
local waits = {}
for n = 1, wanted do
  local key, token, gap = KEYS[n], ARGV[5 + n], tonumber(ARGV[5 + #KEYS + n])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  local next = redis.call('ZSCORE', key, 'next')
  if redis.call('ZCARD', key) - (next and 1 or 0) >= most then
    waits[n] = short
  elseif next and gap > 0 then
    waits[n] = tostring(next - now)
  else
    redis.call('ZADD', key, now + lease, token)
    if gap > 0 then redis.call('ZADD', key, now + gap, 'next') end
    redis.call('PEXPIRE', key, math.ceil(1000 * (gap + lease)))
    waits[n] = '0'
  end
end
return waits
"""


@reached
class RedisHosts:
    """A worker that dies leaves a lease, after which its place is free."""

    def __init__(self, client: redis.Redis, now: Clock) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._turns: Any = client.register_script(TURNS)
        self._now = now

    def turns(self, wanted: Sequence[Turn], left: Sequence[Turn], *, lease: timedelta) -> list[timedelta]:
        """Gives places back, then takes those that are wanted: how long each must wait; zero: go."""
        both = (*wanted, *left)
        settings = (self._now().timestamp(), lease.total_seconds(), AT_ONCE, SHORT_WAIT, len(wanted))
        tokens = (turn.token for turn in both)
        gaps = (turn.gap.total_seconds() for turn in wanted)
        waits = self._turns(keys=[_places(turn.host) for turn in both], args=[*settings, *tokens, *gaps])
        return [timedelta(seconds=float(wait)) for wait in waits]

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
