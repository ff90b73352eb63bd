"""Every Ledger holds an alert once, with where it went and how long it took."""

from dataclasses import replace
from datetime import timedelta

import pytest

from elasticsearch_fixture import ask
from facts import NOON, alert
from workers.edges.elastic_archive import Connection
from workers.edges.elastic_ledger import ElasticLedger
from workers.edges.memory.ledger import MemoryLedger
from workers.edges.tantivy_ledger import TantivyLedger
from workers.news.alert import Delivery, Fired, Raised, Story
from workers.news.errors import Transient

SECOND = timedelta(seconds=1)


def reached(url: str) -> ElasticLedger:
    return ElasticLedger(Connection(url=url).open, url)


@pytest.fixture(params=["memory", "tantivy", "elasticsearch"])
def ledger(request, tmp_path):
    if request.param == "memory":
        return MemoryLedger()
    if request.param == "tantivy":
        return TantivyLedger(tmp_path / "index")
    return reached(request.getfixturevalue("elasticsearch_url"))


def raised(name="a1", *deliveries, **other) -> Raised:
    facts = {
        "seen": NOON - SECOND,
        "story": Story(id="s1", outlets=3),
        "fired": (Fired(term="Mali", forms=("Mali",)),),
    }
    return Raised(alert=alert(name, **facts | other), deliveries=deliveries)


def test_an_alert_is_there_with_the_times_of_every_stage(ledger):
    sent = Delivery(channel="desk", state="sent", attempts=1, begun=NOON + SECOND, at=NOON + 3 * SECOND)
    failed = Delivery(channel="chef", state="failed", attempts=20, error="410")
    ledger.record([raised("a1", sent, failed)])
    (found,) = ledger.newest(most=9)
    assert [found[f"{stage}_ms"] for stage in ("reading", "waiting", "sending", "total")] == [
        1000,
        1000,
        2000,
        4000,
    ]
    assert found["sent"] == (NOON + 3 * SECOND).isoformat()
    assert (found["story"], found["outlets"], found["terms"]) == ("s1", 3, ["Mali"])
    assert {one["channel"]: one["error"] for one in found["deliveries"]} == {"desk": None, "chef": "410"}


def test_an_alert_recorded_again_replaces_itself(ledger):
    ledger.record([raised("a1", Delivery(channel="desk", state="pending"))])
    ledger.record([raised("a1", Delivery(channel="desk", state="sent", at=NOON, begun=NOON))])
    (found,) = ledger.newest(most=9)
    assert found["states"] == ["sent"]


def test_what_was_held_by_wish_has_no_duration(ledger):
    ledger.record([raised("a1", Delivery(channel="desk", state="sent", at=NOON, begun=NOON, held="quiet"))])
    (found,) = ledger.newest(most=9)
    assert "total_ms" not in found


def test_the_newest_come_first_over_the_turn_of_a_year(ledger):
    ledger.record([raised(f"a{n}", created=NOON + n * timedelta(days=200)) for n in range(3)])
    assert [one["id"] for one in ledger.newest(most=2)] == ["a2", "a1"]


def test_the_parts_are_counted_with_their_first_and_last_alert(ledger):
    assert ledger.shelves() == []
    sent = Delivery(channel="desk", state="sent", at=NOON, begun=NOON)
    ledger.record([raised("a1", sent, created=NOON), raised("a2", created=NOON + SECOND)])
    ledger.record([raised("a2", sent, created=NOON + SECOND)])
    (one,) = ledger.shelves()
    assert (one.alerts, one.articles, one.current, one.searched) == (2, 0, True, True)
    assert (one.oldest, one.newest) == (NOON, NOON + SECOND)


def test_votes_and_failures_stand_flat_beside_the_alert(ledger):
    failed = Delivery(channel="chef", state="failed", attempts=20, error="410")
    ledger.record([replace(raised("a1", failed), verdict="true"), replace(raised("a2"), verdict="dull")])
    found = {one["id"]: one for one in ledger.newest(most=9)}
    assert (found["a1"]["failed_channels"], found["a1"]["errors"]) == (["chef"], ["410"])
    assert (found["a1"]["verdict"], found["a1"]["as_meant"]) == ("true", 1.0)
    assert (found["a2"]["verdict"], "as_meant" in found["a2"]) == ("dull", False)


def test_an_index_of_an_earlier_version_gains_the_fields_that_came_since(elasticsearch_url):
    fields = {"dynamic": "strict", "properties": {"@timestamp": {"type": "date"}}}
    ask(f"{elasticsearch_url}/beffroi-alerts-v1-2026", "PUT", {"mappings": fields})
    reached(elasticsearch_url).record([replace(raised(), verdict="false")])
    made = ask(f"{elasticsearch_url}/beffroi-alerts-v1-2026/_mapping")["beffroi-alerts-v1-2026"]
    assert "as_meant" in made["mappings"]["properties"]


def test_nothing_recorded_is_nothing_found(ledger):
    ledger.record([])
    assert ledger.newest(most=9) == []


def test_a_bare_alert_is_taken(ledger):
    ledger.record([raised("a1", story=None, published=None, seen=None, fired=(), url="", passage="")])
    assert ledger.newest(most=9)[0]["published"] is None


def test_an_index_out_of_reach_is_trouble_that_passes(tmp_path):
    with pytest.raises(Transient):
        reached("http://127.0.0.1:1").record([raised()])
    (tmp_path / "index").write_text("a file", "utf-8")
    with pytest.raises(Transient):
        TantivyLedger(tmp_path / "index").record([raised()])
