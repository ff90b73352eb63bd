"""What a set of answers is about: its facets, and a timeline of some thirty periods."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from workers.news.search import Count, Period, Unit

FACETS = {
    "countries": "countries",
    "persons": "persons",
    "organisations": "organisations",
    "places": "places",
    "keywords": "keywords",
    "categories": "keyword_categories",
    "sources": "source",
    "agencies": "agencies",
    "watches": "watches",
    "languages": "language",
}
"""The name of each facet and the field that it counts."""

MOST_VALUES = 10
MOST_DAYS, MOST_WEEKS = 35, 250  # of a timeline by days, by weeks; longer ones go by months
SHORT = 3  # days from the first to the last, up to which a timeline goes by hours


def counts(buckets: Iterable[Mapping[str, object]]) -> tuple[Count, ...]:
    """Reads the buckets of a count by value, as both indices tell them."""
    found = [Count(value=str(one["key"]), articles=int(str(one["doc_count"]))) for one in buckets]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.value)))


def by_hours(days: Mapping[datetime, int]) -> bool:
    """Whether a timeline of these days goes by hours."""
    return bool(days) and (max(days) - min(days)).days <= SHORT


def hourly(hours: Mapping[datetime, int]) -> tuple[Period, ...]:
    """Gives hours as they are."""
    return tuple(Period(start=at, articles=hours[at], unit="hour") for at in sorted(hours))


def timeline(days: Mapping[datetime, int]) -> tuple[Period, ...]:
    """Gives days as they are, or joined to weeks or months where they are many."""
    if not days:
        return ()
    span = (max(days) - min(days)).days
    unit: Unit = "day" if span <= MOST_DAYS else "week" if span <= MOST_WEEKS else "month"
    joined: dict[datetime, int] = {}
    for day in sorted(days):
        start = _STARTS[unit](day)
        joined[start] = joined.get(start, 0) + days[day]
    return tuple(Period(start=at, articles=number, unit=unit) for at, number in joined.items())


def _as_day(day: datetime) -> datetime:
    return day.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _as_week(day: datetime) -> datetime:
    return _as_day(day) - timedelta(days=day.weekday())


def _as_month(day: datetime) -> datetime:
    return _as_day(day).replace(day=1)


_STARTS: Mapping[Unit, Callable[[datetime], datetime]] = {
    "day": _as_day,
    "week": _as_week,
    "month": _as_month,
}
