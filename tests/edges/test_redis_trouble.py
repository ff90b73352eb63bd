"""A Redis server out of reach is trouble that passes, whatever was asked of it."""

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from facts import NOON, alert, entry
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.outbox import RedisOutbox
from workers.news.errors import Transient


@pytest.fixture
def gone(tmp_path):
    with redis.Redis(unix_socket_path=str(tmp_path / "none"), retry=Retry(NoBackoff(), 0)) as client:
        yield client


def test_a_server_that_is_gone_is_transient(gone):
    with pytest.raises(Transient, match="beffroi doctor"):
        RedisNotebook(gone).keep_entry(entry())
    with pytest.raises(Transient):
        RedisOutbox(gone).put(alert())


def test_a_server_whose_memory_is_full_is_transient_and_loses_nothing(store):
    notebook = RedisNotebook(store)
    notebook.keep_entry(entry("e1"))
    store.config_set("maxmemory", "1mb")
    try:
        with pytest.raises(Transient, match="maxmemory"):
            notebook.keep_entry(entry("e2"))
        assert notebook.entry("e1") == entry("e1")
    finally:
        store.config_set("maxmemory", "0")
    assert notebook.stalled(NOON, most=9) == {"e1": "page"}
