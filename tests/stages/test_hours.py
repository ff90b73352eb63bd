"""Hours of rest by the clock on a wall, over both change nights of Paris and a leap day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.news.calm import Calm, Quiet
from workers.stages.hours import next_digest, rest_until

NIGHT = Calm(quiet=Quiet(start=time(22), end=time(6, 30)))
PARIS = ZoneInfo("Europe/Paris")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def paris(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-02T21:59", None),
        ("2026-11-02T22:00", "2026-11-03T06:30"),
        ("2026-11-03T06:29", "2026-11-03T06:30"),
        ("2026-11-03T06:30", None),
        ("2028-02-28T23:00", "2028-02-29T06:30"),
        ("2028-02-29T23:00", "2028-03-01T06:30"),
        ("2026-12-31T23:59", "2027-01-01T06:30"),
        ("2026-10-24T23:00", "2026-10-25T06:30"),
        ("2027-03-27T23:00", "2027-03-28T06:30"),
    ],
)
def test_quiet_hours_end_in_the_morning(now, until):
    assert rest_until(NIGHT, paris(now)) == (until and (paris(until), "quiet"))


def test_the_night_that_gains_an_hour_is_quiet_for_it_too():
    begin, (end, _) = paris("2026-10-24T22:00"), rest_until(NIGHT, paris("2026-10-24T22:00"))
    assert end - begin == timedelta(hours=9.5)
    begin, (end, _) = paris("2027-03-27T22:00"), rest_until(NIGHT, paris("2027-03-27T22:00"))
    assert end - begin == timedelta(hours=7.5)


def test_an_hour_that_comes_twice_means_the_first():
    calm = Calm(quiet=Quiet(start=time(22), end=time(2, 30)))
    assert rest_until(calm, utc("2026-10-25T00:29")) == (utc("2026-10-25T00:30"), "quiet")
    assert rest_until(calm, paris("2026-10-25T02:10", fold=1)) is None


def test_an_hour_that_does_not_come_is_the_same_after_the_change():
    calm = Calm(quiet=Quiet(start=time(22), end=time(2, 30)))
    assert rest_until(calm, utc("2027-03-28T01:29")) == (utc("2027-03-28T01:30"), "quiet")
    assert paris("2027-03-28T03:30") == utc("2027-03-28T01:30")


def test_quiet_hours_by_day_do_not_go_over_midnight():
    calm = Calm(quiet=Quiet(start=time(12), end=time(14)))
    assert rest_until(calm, paris("2026-11-02T13:00")) == (paris("2026-11-02T14:00"), "quiet")
    assert rest_until(calm, paris("2026-11-02T23:00")) is None


@pytest.mark.parametrize(
    ("now", "until", "why"),
    [
        (
            "2026-10-30T23:00",
            "2026-11-02T06:30",
            "quiet",
        ),  # Friday night runs into the weekend, that into Monday
        ("2026-10-31T12:00", "2026-11-02T06:30", "weekend"),
        ("2026-11-02T00:00", "2026-11-02T06:30", "quiet"),
    ],
)
def test_a_weekend_and_its_nights_are_one_rest(now, until, why):
    calm = Calm(quiet=NIGHT.quiet, weekends=False)
    assert rest_until(calm, paris(now)) == (paris(until), why)


def test_a_desk_elsewhere_rests_by_its_own_clock():
    calm = Calm(quiet=NIGHT.quiet, timezone="Africa/Dakar")
    assert rest_until(calm, utc("2026-07-01T21:00")) is None
    assert rest_until(calm, utc("2026-07-01T22:00")) == (utc("2026-07-02T06:30"), "quiet")


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-02T06:59", "2026-11-02T07:00"),
        ("2026-11-02T07:00", "2026-11-02T18:00"),
        ("2026-11-02T18:00", "2026-11-03T07:00"),
        ("2026-10-24T19:00", "2026-10-25T07:00"),
        ("2027-03-27T19:00", "2027-03-28T07:00"),
        ("2028-02-28T19:00", "2028-02-29T07:00"),
    ],
)
def test_the_next_digest_comes_at_its_time_on_the_wall(now, at):
    assert next_digest(Calm(digest=(time(7), time(18))), paris(now)) == paris(at)


def test_digests_at_a_changed_hour_come_once_a_day():
    calm = Calm(digest=(time(2, 30),))
    for first, day in (("2026-10-24T12:00", timedelta(hours=25)), ("2027-03-27T12:00", timedelta(hours=23))):
        one = next_digest(calm, paris(first))
        assert next_digest(calm, one) - one == day


def test_a_digest_in_quiet_hours_is_that_of_the_next_time_outside():
    calm = Calm(digest=(time(5), time(18)), quiet=NIGHT.quiet)
    assert next_digest(calm, paris("2026-11-02T19:00")) == paris("2026-11-03T18:00")
    only = Calm(digest=(time(5),), quiet=NIGHT.quiet)
    assert next_digest(only, paris("2026-11-02T19:00")) == paris("2026-11-02T19:00")


CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


@given(
    TIMES,
    CLOCKS,
    CLOCKS,
    st.booleans(),
    st.sampled_from(["Europe/Paris", "America/New_York", "Africa/Dakar"]),
)
def test_a_rest_ends_later_and_outside_of_any(now, start, end, weekends, timezone):
    if start == end:
        return
    calm = Calm(quiet=Quiet(start=start, end=end), weekends=weekends, timezone=timezone)
    rest = rest_until(calm, now)
    if rest:
        assert now < rest[0] < now + timedelta(days=5)
        assert rest_until(calm, rest[0]) is None


@given(TIMES, st.lists(CLOCKS, min_size=1, max_size=4, unique=True).map(tuple))
def test_a_digest_is_within_a_day_and_an_hour(now, clocks):
    assert now < next_digest(Calm(digest=clocks), now) <= now + timedelta(hours=25)
