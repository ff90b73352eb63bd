"""A page over a handful of articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from facts import NOON, document
from page_server import Reader, served, world
from workers.page.world import World


@pytest.fixture
def press(tmp_path: Path, store: redis.Redis) -> World:
    """A world with an empty index and an empty server."""
    return world(tmp_path, store, lambda: NOON)


@pytest.fixture
def reader(press: World) -> Iterator[Reader]:
    """A reader of the page over one article."""
    press.archive.put([document("e1", title="Le Mali reçoit des blindés")])
    with served(press) as one:
        yield one
