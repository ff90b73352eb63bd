"""Durations: 30s, 15m, 1h30m."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.watchlist.durations import parse


@given(st.integers(1, 86_400))
def test_a_duration_is_read_as_it_was_written(seconds):
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "h"), (rest // 60, "m"), (rest % 60, "s"))
    assert parse("".join(f"{number}{unit}" for number, unit in parts if number)) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("text", "seconds"), [("1d", 86_400), ("0d1s", 1), ("90m", 5400), ("05m", 300)])
def test_units_are_days_hours_minutes_and_seconds(text, seconds):
    assert parse(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "m",
        "15 m",
        "-5m",
        "1.5h",
        "5M",
        "30m1h",
        "1h1h",
        "0s",
        "2d",
        "24h1s",
        "9999999d",
        "٥m",
        "5m\n",
    ],
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match=r"no duration|not between"):
        parse(text)


@given(st.text("0123456789dhms ", max_size=8))
def test_any_text_is_a_duration_within_bounds_or_refused(text):
    try:
        assert timedelta(seconds=1) <= parse(text) <= timedelta(days=1)
    except ValueError as error:
        assert text in str(error)  # noqa: PT017
