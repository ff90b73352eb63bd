"""What a visit leaves, and when a feed is due again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.news.feed import Feed, Visit
from workers.news.web import Answer, NoAnswer
from workers.stages.poll import LONGEST_WAIT, next_due, status_text, visit_after

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FEED = Feed(id="a", url="https://exemple.fr/fil", title="Le Fil", interval=timedelta(minutes=10))
LAST = Visit(
    feed_id="a",
    at=NOW - FEED.interval,
    outcome="unchanged",
    etag='"v1"',
    modified="hier",
    failures=0,
    entries=9,
)
NONE = NoAnswer(id="a", url=FEED.url, reason="connection refused")
SECOND = timedelta(seconds=1)


def answered(status, **facts):
    return Answer(id="a", url=FEED.url, status=status, **facts)


def after(answer, *, last=LAST, entries=0, new=0, reason=None):
    return visit_after(FEED, last, answer, NOW, entries=entries, new=new, reason=reason)


def validators(visit):
    return visit.etag, visit.modified


def failed(failures, **facts):
    return Visit(feed_id="a", at=NOW, outcome="failed", failures=failures, **facts)


def test_a_visit_with_new_entries_is_told_by_their_number():
    visit = after(answered(200, etag='"v2"'), entries=12, new=3)
    assert visit == Visit(feed_id="a", at=NOW, outcome="new", etag='"v2"', entries=12, new=3)


@pytest.mark.parametrize("answer", [answered(200), answered(304)])
def test_nothing_new_is_no_failure(answer):
    visit = after(answer, last=replace(LAST, failures=3), entries=12)
    assert (visit.outcome, visit.failures, visit.reason) == ("unchanged", 0, None)


def test_a_304_keeps_the_validators_and_takes_newer_ones():
    assert validators(after(answered(304))) == ('"v1"', "hier")
    assert validators(after(answered(304, etag='"v2"'))) == ('"v2"', "hier")


def test_a_200_replaces_both_validators_even_by_none():
    assert validators(after(answered(200, modified="ce matin"))) == (None, "ce matin")


def test_a_body_that_is_no_feed_fails_and_wants_a_whole_body_next_time():
    visit = after(answered(200, etag='"v2"'), reason="an HTML page")
    assert (visit.outcome, visit.reason, visit.failures) == ("failed", "an HTML page", 1)
    assert validators(visit) == (None, None)


@pytest.mark.parametrize("answer", [NONE, answered(429), answered(500), answered(503)])
def test_passing_trouble_keeps_the_validators(answer):
    assert validators(after(answer)) == ('"v1"', "hier")


@pytest.mark.parametrize("status", [204, 301, 400, 403, 404, 410, 412])
def test_a_refusal_drops_the_validators(status):
    assert validators(after(answered(status))) == (None, None)


def test_failures_in_a_row_are_counted():
    first = after(NONE, last=None)
    second = after(answered(404), last=first)
    assert [first.failures, second.failures] == [1, 2]
    assert [first.reason, second.reason] == ["connection refused", status_text(404)]
    assert after(answered(200), last=second).failures == 0


@pytest.mark.parametrize("status", [200, 304, 403, 429, 503])
def test_the_wait_asked_for_is_kept_whatever_the_status(status):
    assert after(answered(status, retry_after=SECOND)).retry_after == SECOND


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (404, "404: the page does not exist; check the url"),
        (410, "410: gone for good; take the feed out or find its new url"),
        (403, "403: access refused; the site may bar robots"),
        (429, "429: too many requests; visited again later"),
        (503, "503: the server is in trouble (Service Unavailable)"),
        (526, "526: the server is in trouble"),
        (499, "499: the server refuses the request"),
        (302, "302: a redirect that leads nowhere"),
        (204, "204: an answer without the page"),
        (999, "999: no known status"),
    ],
)
def test_a_status_is_told_in_words(status, text):
    assert status_text(status) == text


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
