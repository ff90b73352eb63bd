"""Work that failed for good, in one hash."""

from typing import Any

import redis

from workers.edges.redis.trouble import reached
from workers.news.dead_letter import DeadLetter
from workers.wire import dump, load

DEAD = "beffroi:dead"  # letter id -> DeadLetter


@reached
class RedisDeadLetters:
    """Kept until a person retries or drops them."""

    def __init__(self, client: redis.Redis) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes

    def put(self, letter: DeadLetter) -> None:
        """Keeps a letter; the same step and subject again replace it."""
        self._client.hset(DEAD, letter.id, dump(letter))

    def letters(self) -> list[DeadLetter]:
        """All of them, oldest first."""
        found = (load(raw, DeadLetter) for raw in self._client.hvals(DEAD))
        return sorted(found, key=lambda letter: letter.at)

    def drop(self, letter_id: str) -> DeadLetter | None:
        """Takes a letter out; None if there is none of that id."""
        with self._client.pipeline() as pipe:
            raw, _ = pipe.hget(DEAD, letter_id).hdel(DEAD, letter_id).execute()
        return load(raw, DeadLetter) if raw else None
