"""The days of a feed, against what is usual on such a weekday."""

from datetime import UTC, date, datetime, timedelta

from facts import entry, feed, visit
from workers.stages.poll.rhythm import observed
from workers.stages.poll.volumes import TOLD, feed_days

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


def rhythm(days: int, until: datetime = NOW):
    """Two entries a day, seen at once."""
    known = None
    for ago in range(days, -1, -1):
        at = until - ago * DAY
        known = observed(known, [entry(f"{ago}-{n}", published=at) for n in range(2)], at)
    return known


def test_the_last_days_stand_beside_what_is_usual_and_today_has_the_troubles_of_the_moment():
    days = feed_days(feed(), visit(rhythm=rhythm(21)), NOW)
    assert [one.day for one in days] == [date(2026, 3, 2) - n * DAY for n in range(TOLD)]
    assert {(one.entries, one.usual) for one in days} == {(2, 2.0)}
    assert [one.troubles for one in days] == [(), *(None,) * (TOLD - 1)]
    assert days[0].at == NOW  # it is not noon yet
    assert days[1].at == datetime(2026, 3, 1, 11, tzinfo=UTC)


def test_before_two_weeks_nothing_is_called_usual_and_no_day_is_made_up():
    days = feed_days(feed(), visit(rhythm=rhythm(3)), NOW)
    assert [(one.entries, one.usual) for one in days] == [(2, None)] * 4


def test_a_silent_feed_has_brought_nothing_on_the_days_since():
    now = NOW + 5 * DAY
    days = feed_days(feed(), visit(rhythm=rhythm(21), at=now), now)
    assert [one.entries for one in days] == [0, 0, 0, 0, 0, 2, 2]
    assert days[0].troubles == ("silent", "few")


def test_the_day_begins_at_midnight_in_paris_whenever_the_last_visit_was():
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    days = feed_days(feed(), visit(rhythm=rhythm(21, late)), late + timedelta(hours=1))
    assert [(one.day.day, one.entries) for one in days[:2]] == [(2, 0), (1, 2)]


def test_a_feed_that_was_never_read_has_today_alone():
    (today,) = feed_days(feed(), visit(outcome="failed"), NOW)
    assert (today.day, today.entries, today.usual) == (date(2026, 3, 2), 0, None)
