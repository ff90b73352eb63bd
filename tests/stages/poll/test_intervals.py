"""When a feed is due again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facts import entry
from workers.news.feed import Feed, Hints, Visit
from workers.stages.poll import interval, next_due
from workers.stages.poll.intervals import LONGEST, LONGEST_WAIT, MOST_ASKED, NEVER, OWN_NETWORK_WAIT, SHORTEST
from workers.stages.poll.rhythm import observed

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE
SECOND = timedelta(seconds=1)
FEED = Feed(id="a", url="https://exemple.fr/fil", title="Le Fil", interval=10 * MINUTE)
FREE = replace(FEED, interval=None)
LAST = Visit(feed_id="a", at=NOW, outcome="unchanged", entries=20)


def failed(failures, **facts):
    return Visit(feed_id="a", at=NOW, outcome="failed", failures=failures, penalty=float(failures), **facts)


def publishing(every, *, days=21, **facts):
    """A visit to a feed that has published at this distance for some days."""
    count = int(timedelta(days=days) / every)
    past = [entry(id=str(number), published=NOW - number * every) for number in range(count)]
    return replace(LAST, rhythm=observed(None, past, NOW), **facts)


def test_a_feed_is_due_after_its_interval_give_or_take_a_tenth():
    assert next_due(FEED, LAST, 0) - LAST.at == timedelta(minutes=10)
    assert next_due(FEED, LAST, -1) - LAST.at == timedelta(minutes=9)
    assert next_due(FEED, LAST, 1) - LAST.at == timedelta(minutes=11)


def test_each_failure_doubles_the_wait_up_to_a_day():
    waits = [next_due(FEED, failed(count), 0) - NOW for count in (1, 2, 3, 8, 10_000)]
    assert waits == [
        *(timedelta(minutes=20), timedelta(minutes=40), timedelta(minutes=80)),
        *(LONGEST_WAIT, LONGEST_WAIT),
    ]


def test_a_feed_polled_weekly_is_not_polled_sooner_for_failing():
    weekly = replace(FEED, interval=timedelta(days=7))
    assert next_due(weekly, failed(5), 0) == NOW + timedelta(days=7)


def test_a_server_that_wants_an_hour_gets_it():
    visit = replace(LAST, retry_after=timedelta(hours=1))
    assert next_due(FEED, visit, -1) == LAST.at + timedelta(hours=1)


INTERVALS = st.timedeltas(min_value=SECOND, max_value=timedelta(days=30))
WAITS = st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=300))
FAILURES = st.integers(min_value=0, max_value=100_000)
JITTERS = st.floats(min_value=-1, max_value=1)


@given(INTERVALS, WAITS, FAILURES, JITTERS)
def test_a_feed_is_always_due_later_and_never_given_up(every, wait, failures, jitter):
    due = next_due(replace(FEED, interval=every), failed(failures, retry_after=wait), jitter) - NOW
    assert timedelta(0) < due <= max(LONGEST_WAIT, every) * 1.1 + SECOND
    assert due >= every * 0.9 - SECOND


@given(INTERVALS, WAITS, FAILURES, FAILURES, JITTERS)
def test_more_failures_never_mean_sooner(every, wait, one, other, jitter):
    feed = replace(FEED, interval=every)
    fewer, more = (failed(count, retry_after=wait) for count in sorted((one, other)))
    assert next_due(feed, fewer, jitter) <= next_due(feed, more, jitter)


@given(INTERVALS, st.timedeltas(min_value=timedelta(0), max_value=LONGEST_WAIT), FAILURES, JITTERS)
def test_no_visit_comes_before_the_server_wants_it(every, wait, failures, jitter):
    visit = failed(failures, retry_after=wait)
    assert next_due(replace(FEED, interval=every), visit, jitter) >= NOW + wait


def test_the_rhythm_decides_where_the_desk_does_not():
    paces = [interval(FREE, publishing(every)) for every in (5 * MINUTE, HOUR, 7 * HOUR, 73 * HOUR)]
    assert paces[0] == SHORTEST
    assert 2 * MINUTE < paces[1] < 3 * MINUTE
    assert 10 * MINUTE < paces[2] < 25 * MINUTE
    assert HOUR < paces[3] <= LONGEST


def test_the_pace_quickens_before_the_hours_in_which_a_feed_publishes():
    mornings = [
        entry(
            id=str(number), published=(NOW - timedelta(days=number // 10)).replace(hour=5, minute=number % 10)
        )
        for number in range(210)
    ]
    rhythm = observed(None, mornings, NOW)
    night, dawn = (replace(LAST, rhythm=rhythm, at=NOW.replace(hour=hour)) for hour in (20, 5))
    assert interval(FREE, dawn) < 3 * MINUTE
    assert interval(FREE, night) > 10 * interval(FREE, dawn)


def test_a_gap_doubles_the_pace():
    calm, pressed = (interval(FREE, publishing(6 * HOUR, pressure=pressure)) for pressure in (0, 1))
    assert abs(pressed * 2 - calm) < SECOND


def test_what_the_site_asks_for_is_a_floor_up_to_an_hour():
    quiet = publishing(2 * HOUR, fresh_for=20 * MINUTE)
    assert interval(FREE, quiet) == 20 * MINUTE
    assert interval(FREE, replace(quiet, hints=Hints(ttl=45 * MINUTE))) == 45 * MINUTE
    assert interval(FREE, replace(quiet, hints=Hints(period=timedelta(days=400)))) == MOST_ASKED
    assert interval(FEED, quiet) == FEED.interval


def test_the_period_that_wordpress_writes_unasked_is_none():
    assert interval(FREE, publishing(HOUR, hints=Hints(period=HOUR))) < 3 * MINUTE


def test_no_wish_makes_us_miss_entries():
    wire = publishing(MINUTE, fresh_for=HOUR)
    assert interval(FREE, wire) <= 12 * MINUTE  # half of twenty entries at one a minute


def test_hours_and_days_that_the_feed_wants_to_be_spared_are():
    hints = Hints(skip_hours=(6, 7), skip_days=())
    assert next_due(FREE, publishing(HOUR, hints=hints), 0) == NOW + 2 * HOUR
    weekend = Hints(skip_days=(0,))  # the day of NOW
    assert next_due(FREE, publishing(HOUR, hints=weekend), 0) == NOW + 18 * HOUR
    never = Hints(skip_days=tuple(range(7)))
    assert next_due(FREE, publishing(HOUR, hints=never), 0) < NOW + 3 * MINUTE
    assert next_due(FEED, publishing(HOUR, hints=hints), 0) == NOW + FEED.interval


def test_a_paused_feed_is_left_alone_and_our_own_outage_is_short():
    assert next_due(FREE, replace(LAST, paused=True), 0) == NOW + NEVER
    assert next_due(FREE, failed(0), 0, own_network=True) == NOW + OWN_NETWORK_WAIT


GAPS = st.timedeltas(min_value=SECOND, max_value=timedelta(days=40))


@given(
    st.lists(GAPS, max_size=40),
    st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000)),
    st.floats(min_value=0, max_value=4),
    st.floats(min_value=-1, max_value=1),
)
def test_every_rhythm_gives_an_interval_within_bounds(ages, wish, pressure, jitter):
    past = [entry(id=str(number), published=NOW - age) for number, age in enumerate(ages)]
    visit = replace(LAST, rhythm=observed(None, past, NOW), fresh_for=wish, pressure=pressure)
    wait = next_due(FREE, visit, jitter) - NOW
    assert SHORTEST * 0.9 <= wait <= LONGEST * 1.1
