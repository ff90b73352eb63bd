"""How long alerts took, by stage."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from workers.news.line import Latency
from workers.stages.latency import spreads


def took(seconds: int) -> Latency:
    one = timedelta(seconds=seconds)
    return Latency(watch="mali", channel="desk", reading=one, waiting=one, sending=one)


def test_the_middle_and_the_slow_ones_are_told_by_stage():
    found = {one.stage: one for one in spreads([took(second) for second in range(21)])}
    assert (found["reading"].half, found["reading"].most) == (timedelta(seconds=10), timedelta(seconds=19))
    assert found["total"].most == timedelta(seconds=57)


def test_nothing_told_has_no_spread():
    assert spreads([]) == ()


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50))
def test_a_spread_is_one_of_what_was_taken(seconds):
    for one in spreads([took(second) for second in seconds])[:3]:
        assert one.half <= one.most
        assert {one.half.total_seconds(), one.most.total_seconds()} <= set(seconds)
