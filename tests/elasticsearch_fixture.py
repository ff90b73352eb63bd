"""A real Elasticsearch for tests: one server a run, without our indices before each test that asks for it."""

import json
import os
import urllib.request
from collections.abc import Iterator

import pytest

from elasticsearch_server import CannotStart, elasticsearch_server

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


def ask(url: str, method: str = "GET", body: object = None) -> dict:
    """Asks the server itself, past our own client."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data=content, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
