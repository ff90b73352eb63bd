"""A real Valkey for tests: one server a run, emptied before each test that asks for it."""

from collections.abc import Iterator

import pytest
import redis

from workers.edges.embedded_server import EmbeddedServer


@pytest.fixture(scope="session")
def valkey_socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("valkey")
    with EmbeddedServer(folder, folder / "s.sock"):
        yield str(folder / "s.sock")


@pytest.fixture
def valkey(valkey_socket: str) -> str:
    """The URL of an empty server."""
    with redis.Redis(unix_socket_path=valkey_socket) as client:
        client.flushall()
    return f"unix://{valkey_socket}"


@pytest.fixture
def store(valkey: str) -> Iterator[redis.Redis]:
    """A client of an empty server."""
    with redis.Redis.from_url(valkey) as client:
        yield client
