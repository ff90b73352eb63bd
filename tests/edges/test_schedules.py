"""Every Schedule claims each due feed once, spares hosts, and brings back what a dead worker held."""

from datetime import timedelta

import pytest

from facts import NOON, feed
from workers.edges.memory.schedule import MemorySchedule
from workers.edges.redis.schedule import FIRST_SPREAD, GAP, RedisSchedule

LEASE = timedelta(minutes=5)
LATER = NOON + FIRST_SPREAD  # by then every feed of a first plan is due


@pytest.fixture(params=["memory", "redis"])
def schedule(request):
    if request.param == "memory":
        return MemorySchedule()
    return RedisSchedule(request.getfixturevalue("store"))


def claim(schedule, at=LATER, *, most=10):
    return sorted(schedule.claim(at, most=most, lease=LEASE))


def test_every_new_feed_is_due_within_half_a_minute_and_claimed_once(schedule):
    schedule.plan([feed("a"), feed("b")], NOON)
    assert schedule.due(LATER) == 2
    assert claim(schedule) == ["a", "b"]
    assert claim(schedule) == []


def test_no_more_than_asked_for_are_claimed(schedule):
    schedule.plan([feed(name) for name in "abcde"], NOON)
    assert len(claim(schedule, most=2)) == 2
    assert len(claim(schedule, most=9)) == 3


def test_two_feeds_of_one_host_are_claimed_in_two_calls(schedule):
    urls = ("https://same.example/1", "https://same.example/2")
    schedule.plan([feed(str(number), url=url) for number, url in enumerate(urls)], NOON)
    first, at_once, later = claim(schedule), claim(schedule), claim(schedule, LATER + GAP)
    assert sorted(first + later) == ["0", "1"]
    assert (len(first), at_once) == (1, [])


def test_a_host_of_our_own_needs_no_gap(request):
    for schedule in (
        MemorySchedule(near=lambda host: host == "same.example"),
        RedisSchedule(request.getfixturevalue("store"), near=lambda host: host == "same.example"),
    ):
        schedule.plan([feed(str(number), url=f"https://same.example/{number}") for number in range(3)], NOON)
        assert len(claim(schedule)) == 3


def test_a_host_is_left_alone_once_two_of_its_feeds_were_told_to_wait(schedule):
    schedule.plan([feed(str(number), url=f"https://same.example/{number}") for number in range(3)], NOON)
    hour = timedelta(hours=1)
    schedule.leave_alone("0", LATER, until=LATER + hour)
    assert len(claim(schedule)) == 1
    schedule.leave_alone("1", LATER + GAP, until=LATER + 2 * hour)
    assert claim(schedule, LATER + hour) == []
    assert len(claim(schedule, LATER + 2 * hour)) == 1


def test_a_feed_with_a_new_url_is_due_at_once(schedule):
    schedule.plan([feed("a"), feed("b")], NOON)
    claim(schedule)
    for name in "ab":
        schedule.due_again(name, LATER + timedelta(days=9))
    schedule.plan([feed("a"), feed("b", url="https://autre.example/")], LATER)
    assert claim(schedule) == ["b"]


def test_a_feed_is_due_again_when_told_and_not_before(schedule):
    schedule.plan([feed("a")], NOON)
    claim(schedule)
    schedule.due_again("a", LATER + timedelta(minutes=15))
    assert claim(schedule, LATER + timedelta(minutes=14)) == []
    assert claim(schedule, LATER + timedelta(minutes=15)) == ["a"]


def test_a_lease_that_ends_gives_the_feed_back(schedule):
    schedule.plan([feed("a")], NOON)
    claim(schedule)
    assert claim(schedule, LATER + LEASE) == ["a"]


def test_planning_again_keeps_due_times_and_drops_what_is_gone(schedule):
    schedule.plan([feed("a"), feed("b")], NOON)
    claim(schedule)
    before = schedule.due_times()
    schedule.plan([feed("b"), feed("c")], LATER)
    after = schedule.due_times()
    assert set(after) == {"b", "c"}
    assert after["b"] == before["b"]


def test_a_feed_no_longer_listed_does_not_come_back_through_its_last_visit(schedule):
    schedule.plan([feed("a")], NOON)
    schedule.plan([], NOON)
    schedule.due_again("a", NOON)
    assert claim(schedule) == []


def test_a_first_plan_spreads_the_feeds(store):
    schedule = RedisSchedule(store)
    schedule.plan([feed(f"f{number}") for number in range(100)], NOON)
    due = sorted(schedule.due_times().values())
    assert NOON <= due[0] < due[49] < due[99] <= NOON + FIRST_SPREAD
