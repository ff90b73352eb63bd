"""Every Votes keeps the last vote on each alert."""

from datetime import timedelta

import pytest

from facts import NOON
from workers.edges.memory.votes import MemoryVotes
from workers.edges.redis.votes import RedisVotes
from workers.news.vote import Vote


@pytest.fixture(params=["memory", "redis"])
def votes(request):
    return MemoryVotes() if request.param == "memory" else RedisVotes(request.getfixturevalue("store"))


def test_the_last_vote_on_an_alert_counts(votes):
    votes.put(Vote(alert_id="a", verdict="true", at=NOON))
    votes.put(Vote(alert_id="b", verdict="dull", at=NOON + timedelta(hours=2)))
    votes.put(Vote(alert_id="a", verdict="false", at=NOON + timedelta(hours=1)))
    assert [votes.verdict(id) for id in "abc"] == ["false", "dull", ""]
    assert [(one.alert_id, one.verdict) for one in votes.votes()] == [("a", "false"), ("b", "dull")]
