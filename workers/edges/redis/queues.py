"""How much work waits in the broker's queues, and how much workers hold."""

from collections.abc import Iterable
from typing import Any

import redis

from workers.edges.redis.trouble import reached

HELD = "held"  # beside the queues' names


@reached
class RedisQueues:
    """The lists and the hash that Celery keeps its messages in."""

    def __init__(self, client: redis.Redis, names: Iterable[str]) -> None:
        self._client: Any = client  # typed as bytes or str by redis-py; ours answers in bytes
        self._names = sorted(set(names))

    def backlog(self) -> dict[str, int]:
        """Gives the messages waiting, by queue, and those that workers hold.

        A worker holds what it works on, and all that it was told to try again later: of an index that
        is out of reach, the whole queue.
        """
        with self._client.pipeline(transaction=False) as pipe:
            for name in self._names:
                pipe.llen(name)
            pipe.hlen("unacked")
            return dict(zip([*self._names, HELD], pipe.execute(), strict=True))
