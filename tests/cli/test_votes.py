"""Votes from the command line, and what they say of watches."""

import json

import pytest

from desk import Desk
from facts import alert
from workers.edges.redis.outbox import RedisOutbox


@pytest.fixture
def desk(tmp_path, valkey, store) -> Desk:
    (tmp_path / "feeds.yaml").write_text("watches: [{id: mali, any: Mali}]", "utf-8")
    for name in ("abc1", "abc2", "def3"):
        RedisOutbox(store).put(alert(name))
    return Desk(tmp_path, {"BEFFROI_REDIS_URL": valkey})


def test_votes_are_kept_and_counted(desk, store):
    assert desk.run("alerts", "vote", "abc1", "false").returncode == 0
    assert desk.run("alerts", "vote", "d", "true").stdout == "def3: true\n"
    (mali,) = json.loads(desk.run("watch", "stats", "--json").stdout)
    assert mali["votes"] == {"false": 1, "true": 1}
    assert mali["precision"] == 0.5
    assert mali["worst_term"] == "Mali"
    assert "mali" in desk.run("watch", "stats").stdout
    assert store.llen("index") == 2  # each asks that the alert be written into the index again


def test_a_vote_on_no_alert_or_on_several_is_refused(desk):
    for id, said in (("zzz", "no alert has an id"), ("abc", "2 alerts have an id")):
        done = desk.run("alerts", "vote", id, "true")
        assert (done.returncode, said in done.stderr) == (2, True)


def test_without_false_votes_nothing_is_suggested(desk):
    assert "vote on more alerts" in desk.run("watch", "suggest", "mali").stdout
