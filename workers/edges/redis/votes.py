"""Votes on alerts, in one hash."""

from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.vote import Vote
from workers.wire import dump, load

VOTES = "beffroi:votes"  # alert id -> Vote


@reached
class RedisVotes:
    """The last vote on each alert, kept for good: 100 bytes each, and a desk casts a few a day."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes

    def put(self, vote: Vote) -> None:
        """Keeps a vote; a later one on the same alert replaces it."""
        self._client.hset(VOTES, vote.alert_id, dump(vote))

    def verdict(self, alert_id: str) -> str:
        """The last verdict on an alert; empty where nobody voted."""
        raw = self._client.hget(VOTES, alert_id)
        return load(raw, Vote).verdict if raw else ""

    def votes(self) -> list[Vote]:
        """All of them, oldest first."""
        found = (load(raw, Vote) for raw in self._client.hvals(VOTES))
        return sorted(found, key=lambda vote: vote.at)
