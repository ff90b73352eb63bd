"""Hours of rest and times of digests, by the clock on a wall, on nights too when that clock is changed.

A wall's time that comes twice means the first; one that does not come means the same time after the
change. Whatever is compared is compared in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from workers.news.calm import Calm, Quiet

SATURDAY, MONDAY = 5, 7
DAYS_AHEAD = 9  # a digest at 02:30 of a desk that is quiet at night and on weekends never comes: then at once


def rest_until(calm: Calm, now: datetime) -> tuple[datetime, str] | None:
    """Gives the end of the rest that `now` falls into, and its reason; None outside.

    Quiet hours that end on a weekend, and a weekend that ends in quiet hours, are one rest.
    """
    end, reason = now, ""
    while found := _weekend(calm, end) or _quiet(calm, end):  # nights do not touch each other
        end, why = found
        reason = reason or why
    return (end, reason) if reason else None


def next_digest(calm: Calm, now: datetime) -> datetime:
    """Gives the next time of a digest that does not fall into a rest; `now` where none does."""
    today = now.astimezone(_zone(calm.timezone)).date()
    times = sorted(
        instant(today + timedelta(days=day), at, calm.timezone)
        for day in range(DAYS_AHEAD)
        for at in calm.digest
    )
    return next((at for at in times if at > now and rest_until(calm, at) is None), now)


def instant(day: date, at: time, timezone: str) -> datetime:
    """Gives when the clock on the wall shows this time, in UTC."""
    return datetime.combine(day, at, _zone(timezone)).astimezone(UTC)


def _quiet(calm: Calm, now: datetime) -> tuple[datetime, str] | None:
    if calm.quiet is None:
        return None
    for start, end in _nights(calm.quiet, calm.timezone, now):
        if start <= now < end:
            return end, "quiet"
    return None


def _nights(quiet: Quiet, timezone: str, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    today = now.astimezone(_zone(timezone)).date()
    over = timedelta(days=0 if quiet.start < quiet.end else 1)
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        yield instant(day, quiet.start, timezone), instant(day + over, quiet.end, timezone)


def _weekend(calm: Calm, now: datetime) -> tuple[datetime, str] | None:
    here = now.astimezone(_zone(calm.timezone))
    if calm.weekends or here.weekday() < SATURDAY:
        return None
    monday = here.date() + timedelta(days=MONDAY - here.weekday())
    return instant(monday, time(), calm.timezone), "weekend"


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
