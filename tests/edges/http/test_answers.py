"""What an answer's headers come to."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workers.edges.http.answers import LONGEST_WAIT, answer, fresh_for, retry_after

DATES = st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis wants it bare
    lambda date: date.replace(microsecond=0)
)


def http_date(date):
    return format_datetime(date, usegmt=True)


@pytest.mark.parametrize(
    ("value", "date", "wait"),
    [
        ("120", None, timedelta(minutes=2)),
        (" 0 ", None, timedelta(0)),
        ("999999999999999999999", None, timedelta(hours=24)),
        ("Mon, 23 Nov 2026 06:02:00 GMT", "Mon, 23 Nov 2026 06:00:00 GMT", timedelta(minutes=2)),
        ("Mon, 23 Nov 2026 05:00:00 GMT", "Mon, 23 Nov 2026 06:00:00 GMT", timedelta(0)),
        ("Mon, 23 Nov 2026 06:02:00 GMT", None, None),
        ("Mon, 23 Nov 2026 06:02:00", "Mon, 23 Nov 2026 06:00:00 GMT", None),
        *[(odd, None, None) for odd in (None, "", "-5", "1.5", "bientôt", "²", "1 2")],
    ],
)
def test_both_forms_of_retry_after_are_read(value, date, wait):
    assert retry_after(value, date) == wait


@given(DATES, st.integers(min_value=0, max_value=48 * 3600))
def test_a_date_is_as_good_as_the_seconds_until_it(now, seconds):
    if now < datetime(9999, 1, 1, tzinfo=UTC):
        later = http_date(now + timedelta(seconds=seconds))
        assert retry_after(later, http_date(now)) == retry_after(str(seconds), None)


@example("Mon, 01 Jan 0001 00:00:00 +2359")
@given(st.text() | st.from_regex(r"\w{3}, \d{1,2} \w{3} \d{1,5} \d\d:\d\d:\d\d ([+-]\d{1,6}|GMT)"))
def test_any_retry_after_is_a_wait_within_a_day_or_none(value):
    for date in (value, "Mon, 23 Nov 2026 06:00:00 GMT"):
        wait = retry_after(value, date)
        assert wait is None or timedelta(0) <= wait <= LONGEST_WAIT


@given(st.dictionaries(st.sampled_from(["Content-Type", "ETag", "Last-Modified"]), st.text()))
def test_what_is_kept_of_headers_can_be_written_and_sent_again(headers):
    found = answer("a", "http://hote/", 200, headers, b"")
    for kept in (found.content_type, found.etag or "", found.modified or ""):
        kept.encode("ascii")
    assert (found.etag or "x").isprintable()


def test_a_validator_too_long_to_send_back_is_left_out():
    assert answer("a", "http://hote/", 200, {"ETag": '"' + "x" * 9000 + '"'}, b"").etag is None


NOW, LATER = "Mon, 23 Nov 2026 06:00:00 GMT", "Mon, 23 Nov 2026 06:10:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": 'public, MAX-AGE="600"'}, 600),
        ({"Cache-Control": "max-age=0, s-maxage=600"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "500"}, 100),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": "max-age=504576000"}, 24 * 3600),
        ({"Cache-Control": "max-age=bientôt"}, None),
        ({"Cache-Control": "max-age=60", "Expires": LATER, "Date": NOW}, 60),
        ({"Cache-Control": "public", "Expires": LATER, "Date": NOW}, 600),
        ({"Expires": NOW, "Date": LATER}, 0),
        ({"Expires": "0", "Date": NOW}, 0),
        ({"Expires": LATER}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers, seconds):
    assert fresh_for(headers) == (None if seconds is None else timedelta(seconds=seconds))


@given(
    st.dictionaries(
        st.sampled_from(["Cache-Control", "Expires", "Date", "Age"]),
        st.text() | st.from_regex(r"(max-age|s-maxage|no-cache)=\d*,?") | st.sampled_from([NOW, LATER]),
    )
)
def test_whatever_the_headers_say_freshness_is_within_a_day_or_none(headers):
    fresh = fresh_for(headers)
    assert fresh is None or timedelta(0) <= fresh <= LONGEST_WAIT
