"""`beffroi setup` on a server with security: the key writes and reads beffroi-*, and can do no more."""

import json
import ssl
import urllib.error
import urllib.request

import pytest

from desk import Desk
from elasticsearch_fixture import ask
from facts import NOON, alert, document, feed
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.edges.elastic_ledger import ElasticFeedDays, ElasticLedger
from workers.news.alert import Raised
from workers.news.feed_day import FeedDay

YEAR = "beffroi-articles-v1-2026"


@pytest.fixture
def key(secured_elasticsearch, tmp_path) -> str:
    """The key that the command makes, as an administrator would run it."""
    node = secured_elasticsearch
    given = {
        "ELASTICSEARCH_URL": node.url,
        "BEFFROI_ELASTICSEARCH_PASSWORD": node.password,
        "BEFFROI_ELASTICSEARCH_CA": str(node.certificate),
    }
    done = Desk(tmp_path, given).run("setup", "--key-file", str(tmp_path / "beffroi.env"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "beffroi.env").stat().st_mode & 0o777 == 0o600
    name, _, made = (tmp_path / "beffroi.env").read_text("utf-8").strip().partition("=")
    assert name == "BEFFROI_ELASTICSEARCH_API_KEY"
    return made


def status(node, key: str, method: str, path: str, body: object = None) -> int:
    """What the server answers a request under that key."""
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"ApiKey {key}"}
    request = urllib.request.Request(f"{node.url}/{path}", data=content, headers=headers, method=method)
    trusting = ssl.create_default_context(cafile=node.certificate)
    try:
        with urllib.request.urlopen(request, timeout=30, context=trusting) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_key_that_setup_makes_writes_and_reads_articles_and_can_do_no_more(secured_elasticsearch, key):
    node = secured_elasticsearch
    archive = ElasticArchive(Connection(url=node.url, api_key=key, ca_file=node.certificate))
    assert archive.put([document("r1", body="Un porte-avions."), document("r1", revision=2)]) == []
    assert [one.id for one in archive.search("id:r1", most=5)] == ["r1"]
    assert [shelf.name for shelf in archive.shelves() if shelf.bytes] == [YEAR]
    told = ask(f"{node.url}/{YEAR}/_mapping", node=node)[YEAR]["mappings"]
    assert told["dynamic"] == "strict"
    denied = [
        ("DELETE", YEAR, None),
        ("DELETE", f"{YEAR}/_doc/r1", None),
        ("PUT", f"{YEAR}/_settings", {"index.number_of_replicas": 0}),
        ("PUT", "autre/_doc/1", {"a": 1}),
        ("GET", ".security-7/_search", None),
        ("PUT", "_index_template/beffroi-articles-v1", {"index_patterns": ["x"]}),
        ("PUT", "_security/role/beffroi", {"cluster": ["all"]}),
        ("POST", "_security/api_key", {"name": "autre", "role_descriptors": {"rien": {"cluster": []}}}),
        ("PUT", "_cluster/settings", {"persistent": {"action.auto_create_index": True}}),
        ("POST", "_aliases", {"actions": [{"remove": {"index": YEAR, "alias": "beffroi-articles"}}]}),
        ("PUT", "_snapshot/x", {"type": "fs", "settings": {"location": "/tmp/x"}}),  # noqa: S108 - never made
    ]
    answers = {(method, path): status(node, key, method, path, body) for method, path, body in denied}
    assert set(answers.values()) == {403}, answers
    assert archive.size() >= 1


def test_the_same_key_records_alerts_and_feeds_under_the_templates_that_setup_put(secured_elasticsearch, key):
    node = secured_elasticsearch
    connection = Connection(url=node.url, api_key=key, ca_file=node.certificate)
    for _process in range(2):  # the second finds the index there, with every field: it may add none
        ledger = ElasticLedger(connection.open, connection.place)
        ledger.record([Raised(alert=alert("r1"), deliveries=())])
    assert "r1" in [one["id"] for one in ledger.newest(most=50)]
    day = FeedDay(
        feed=feed(),
        day=NOON.date(),
        at=NOON,
        entries=1,
        usual=None,
        troubles=(),
        last_new=NOON,
        delay_seconds=1,
    )
    for _ in range(2):  # made, then updated
        ElasticFeedDays(connection.open, connection.place).record([day])
    assert ask(f"{node.url}/beffroi-feeds/_count", node=node)["count"] == 1


def test_setup_without_a_password_says_what_to_set(tmp_path):
    done = Desk(tmp_path, {}).run("setup")
    assert done.returncode == 2
    assert "BEFFROI_ELASTICSEARCH_PASSWORD" in done.stderr
