"""A real Elasticsearch for tests: one server a run, without our indices before each test that asks for it."""

import base64
import json
import os
import ssl
import urllib.request
from collections.abc import Iterator

import pytest

from elasticsearch_server import CannotStart, Node, elasticsearch_node, elasticsearch_server

OVERRIDE = "ELASTICSEARCH_URL"


@pytest.fixture(scope="session")
def elasticsearch_running() -> Iterator[str]:
    """The URL of a server: a running one where the environment names it, else one of our own."""
    given = os.environ.get(OVERRIDE)  # noqa: TID251
    if given:
        assert not ours(given), f"{OVERRIDE} names a server that holds articles, and tests empty theirs"
        yield given
        empty(given)
        return
    try:
        with elasticsearch_server() as url:
            yield url
    except CannotStart as error:
        if os.environ.get("CI") == "true":  # noqa: TID251
            raise
        pytest.skip(f"NO ELASTICSEARCH, ITS TESTS DID NOT RUN: {error}")


@pytest.fixture(scope="session")
def secured_elasticsearch(elasticsearch_running: str) -> Iterator[Node]:
    """A second server, always of our own, with security and TLS; tests may kill it and start it again."""
    del elasticsearch_running  # where there is none, this one is skipped as well, and they share a process
    with elasticsearch_node(secured=True) as node:
        yield node


@pytest.fixture
def elasticsearch_url(elasticsearch_running: str) -> str:
    """The URL of a server without our indices and templates."""
    empty(elasticsearch_running)
    return elasticsearch_running


def empty(url: str) -> None:
    """Deletes our indices and templates."""
    for path in ours(url):
        ask(f"{url}/{path}", "DELETE")


def ours(url: str) -> list[str]:
    """By their names, since a server deletes none by a pattern."""
    state = ask(f"{url}/_cluster/state/metadata?expand_wildcards=all")["metadata"]
    indices = list(state["indices"])
    templates = state.get("index_template", {}).get("index_template", {})
    components = state.get("component_template", {}).get("component_template", {})
    paths = indices + [f"_index_template/{one}" for one in templates]
    paths += [f"_component_template/{one}" for one in components]
    return [path for path in paths if path.rpartition("/")[2].startswith("beffroi")]


def ask(url: str, method: str = "GET", body: object = None, node: Node | None = None) -> dict:
    """Asks the server itself, past our own client; a secured one as its administrator."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    trusting = None
    if node:
        word = base64.b64encode(f"elastic:{node.password}".encode()).decode()
        headers["Authorization"] = f"Basic {word}"
        trusting = ssl.create_default_context(cafile=node.certificate)
    request = urllib.request.Request(url, data=content, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30, context=trusting) as answer:
        return json.load(answer)
