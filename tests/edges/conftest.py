"""What several edges are tried with: a web server on the loopback address, every outbox."""

from collections.abc import Iterator

import pytest

from loopback import Site
from workers.edges.memory.outbox import MemoryOutbox
from workers.edges.redis.outbox import RedisOutbox


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture(params=["memory", "redis"])
def outbox(request):
    if request.param == "memory":
        return MemoryOutbox()
    return RedisOutbox(request.getfixturevalue("store"))
