"""Faults of a real Elasticsearch: storms of 429, kill -9 in the middle of a bulk, keys that expire, TLS."""

import hashlib
import ssl
import threading
import urllib.error
from datetime import timedelta

import pytest

from busy_proxy import Storm, busy_proxy
from elasticsearch_fixture import ask
from eventually import eventually
from facts import document
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.news.errors import Transient
from workers.news.not_taken import NotTaken


def drones(first: int, last: int) -> list:
    return [document(f"a{number}", body="Un drone. " * 40) for number in range(first, last)]


def connection(node, key: str | None = None, **known) -> Connection:
    return Connection(url=node.url, api_key=key, **{"ca_file": node.certificate} | known)


def key(node, **options) -> str:
    asked = {"name": "essai", "role_descriptors": {}} | options
    return eventually(lambda: made(node, asked), bool, within=60)["encoded"]


def made(node, asked: dict) -> dict:
    """A key, or nothing while the server's own index of keys is not there yet."""
    try:
        return ask(f"{node.url}/_security/api_key", "POST", asked, node)
    except urllib.error.HTTPError:
        return {}


def test_a_storm_of_429_is_waited_out_and_loses_nothing(elasticsearch_url):
    with busy_proxy(elasticsearch_url, Storm(left=4)) as storm:
        archive = ElasticArchive(storm.url)
        assert archive.put(drones(0, 40)) == []
    assert ElasticArchive(elasticsearch_url).size() == 40
    assert storm.asked[:4] == [80, 40, 20, 10]


def test_a_request_above_what_the_server_ever_takes_is_halved_until_it_passes(elasticsearch_url):
    with busy_proxy(elasticsearch_url, Storm(left=0, most_lines=20)) as storm:
        assert ElasticArchive(storm.url).put(drones(0, 40)) == []
    assert ElasticArchive(elasticsearch_url).size() == 40
    assert storm.asked == [80, 40, 20, 20, 40, 20, 20]


def test_a_server_killed_in_the_middle_of_a_bulk_loses_and_doubles_nothing(secured_elasticsearch):
    node = secured_elasticsearch
    archive = ElasticArchive(connection(node, key(node)), pause=timedelta())
    others = archive.size()  # of other tests
    archive.put(drones(0, 5))
    taken, killed = [], threading.Event()

    def write() -> None:
        for first in range(0, 4000, 100):
            try:
                archive.put(drones(first, first + 100))
            except Transient:
                break
            taken.append(first)
            if len(taken) == 3:
                killed.set()

    writer = threading.Thread(target=write)
    writer.start()
    killed.wait(60)
    node.kill()
    writer.join()
    node.start()
    again = ElasticArchive(connection(node, key(node)))
    kept = again.size() - others
    assert 100 * len(taken) <= kept < 4000
    for first in range(0, 1000, 100):
        assert again.put(drones(first, first + 100)) == []
    assert again.size() - others == max(1000, kept)


def test_a_key_that_expired_is_a_standstill_and_a_new_one_goes_on(secured_elasticsearch):
    node = secured_elasticsearch
    named = {"name": "perdue"}
    archive = ElasticArchive(connection(node, key(node, **named)), pause=timedelta())
    assert archive.put([document("c1")]) == []
    ask(f"{node.url}/_security/api_key", "DELETE", named, node)
    with pytest.raises(NotTaken, match="API_KEY") as raised:
        archive.put([document("c2"), document("c3")])
    assert (raised.value.standstill, raised.value.waiting) == ("no-access", {"c2", "c3"})
    assert ElasticArchive(connection(node, key(node))).put([document("c2"), document("c3")]) == []


def test_the_certificate_is_pinned_by_its_authority_or_its_fingerprint(secured_elasticsearch):
    node = secured_elasticsearch
    der = ssl.PEM_cert_to_DER_cert(node.certificate.read_text("ascii"))
    print256 = hashlib.sha256(der).hexdigest()
    own = key(node)
    ElasticArchive(connection(node, own)).size()
    ElasticArchive(connection(node, own, fingerprint=print256)).size()
    for known in ({"ca_file": None}, {"fingerprint": "0" * 64}):
        with pytest.raises(Transient, match="does not answer"):
            ElasticArchive(connection(node, own, **known)).size()
