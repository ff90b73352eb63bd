"""Half a day of polling on a made-up clock: nothing is lost, nobody is hurried, news is seen at once."""

from datetime import timedelta

import pytest

from virtual_desk import VirtualDesk
from virtual_press import HOUR, START, press

SPAN = 12 * HOUR


@pytest.fixture(scope="module")
def days():
    """A desk after half a day with a host out of reach, one that wants peace, and an outage of our own."""
    outlets = press(30, SPAN)
    shared, alone = outlets[0].url.split("/")[2], outlets[1].url.split("/")[2]
    troubles = {shared: (START + HOUR, START + 2 * HOUR, 429), alone: (START + HOUR, START + 6 * HOUR, 0)}
    blackout = (START + 3 * HOUR, START + 3 * HOUR + timedelta(minutes=9))
    desk = VirtualDesk(outlets, troubles, blackout)
    return desk, desk.run(SPAN)


def test_no_entry_is_lost(days):
    _, figures = days
    assert figures.entries > 100
    assert figures.lost == 0


def test_no_host_is_hurried(days):
    _, figures = days
    assert figures.least_gap >= 2
    assert figures.least_interval >= 54  # a minute, less a tenth


def test_news_is_seen_within_ninety_seconds_where_there_is_much(days):
    _, figures = days
    assert figures.lively >= 3
    assert figures.delay < 90


def test_a_host_that_wants_peace_has_it(days):
    desk, _ = days
    asked = [at - START.timestamp() for at in desk.web.asked[desk.outlets[0].url.split("/")[2]]]
    told = [at for at in asked if 3600 <= at < 7200]
    feeds = sum(one.url.split("/")[2] == desk.outlets[0].url.split("/")[2] for one in desk.outlets)
    assert 2 <= len(told) <= feeds


def test_an_outage_of_our_own_raises_no_alarm_and_one_of_a_feed_does(days):
    desk, _ = days
    told = [alert.reason for alert in desk.outbox.written.values()]
    assert told.count("failing") == 1
    assert told.count("failing over") == 1
    visits = desk.notebook.visited.values()
    assert all(visit.failures == 0 for visit in visits)


def test_a_feed_that_moved_is_proposed_its_new_address(days):
    desk, _ = days
    moved = next(one for one in desk.outlets if one.moved)
    visit = desk.notebook.visited[moved.id]
    assert (visit.moved_to, visit.moved >= 3) == (moved.moved, True)
