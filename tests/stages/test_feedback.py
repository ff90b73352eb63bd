"""Votes say how precise a watch is, and how surely."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, alert
from workers.news.vote import Vote
from workers.stages.feedback import standings, terms, wilson


@pytest.mark.parametrize(
    ("true", "all", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (1, 1, 0.207, 1.0),
        (8, 10, 0.490, 0.943),
        (0, 10, 0.0, 0.278),
        (90, 100, 0.826, 0.945),
    ],
)
def test_the_interval_is_wilsons(true, all, low, high):
    assert wilson(true, all) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(counts):
    true, all = counts
    low, high = wilson(true, all)
    assert 0 <= low <= (true / all if all else 0.5) <= high <= 1


def votes(**verdicts):
    return [Vote(alert_id=name, verdict=verdict, at=NOON) for name, verdict in verdicts.items()]


def test_a_watch_stands_as_its_votes_say():
    alerts = [
        alert("a", reason="char (chars); Mali (Mali)", feed_id="un", created=NOON - timedelta(days=4)),
        alert("b", reason="char (char)", feed_id="deux"),
        alert("c", reason="Mali (Mali)", feed_id="deux"),
        alert("d", reason="Mali (Mali)"),
        alert("e", watch_id="calme"),
    ]
    noisy, calm = standings(alerts, votes(a="false", b="false", c="true", d="dull"), NOON)
    assert (noisy.watch_id, noisy.alerts, noisy.a_day) == ("mali", 4, 1.0)
    assert noisy.votes == {"false": 2, "true": 1, "dull": 1}
    assert noisy.precision == pytest.approx(1 / 3)
    assert noisy.noise_a_day == pytest.approx(0.75)
    assert noisy.worst_term == "char"
    assert (calm.watch_id, calm.precision, calm.interval, calm.worst_term) == ("calme", None, (0.0, 1.0), "")


def test_a_reason_names_its_terms():
    assert terms("accord (de défense) (accord); char (chars, char)") == ("accord (de défense)", "char")
    assert terms("silent") == ()
