"""Learns when a feed publishes, and what the coming hours will bring."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from workers.news.feed import Entry
from workers.news.rhythm import DAYS, HOURS, WEEKDAYS, Rhythm

PARIS = ZoneInfo("Europe/Paris")  # desks of the French-language press keep its hours, or GMT's beside them
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MEMORY = timedelta(days=14)  # a publication counts 1/e after this: two weekends shape the weekend's rate
RECENT = HOUR
HISTORY = timedelta(days=DAYS)
HOURS_KNOWN = timedelta(days=2)  # from then on the hours of the day are told apart
WEEKDAYS_KNOWN = timedelta(days=14)
PRIOR_HOURS = 6.0  # hours in which half an entry is supposed: a feed of which nothing is known
PRIOR_ENTRIES = 0.5
SHRINK_HOURS = 24.0  # publications of which one is supposed in each hour
SHRINK_WEEKDAYS = 14.0
BURST = 1.0  # publications in an hour above which the next hour is expected to bring half as many
MOST_DELAYS = 21
LATE = DAY  # an entry seen later than this after its date is an old one that came back, not a delay


def observed(rhythm: Rhythm | None, new: Sequence[Entry], now: datetime) -> Rhythm:
    """Gives what is known after a visit that showed `new` entries; a first visit's tell the past."""
    dates = [_date(entry, now) for entry in new]
    first = rhythm is None
    before = rhythm or Rhythm(since=max(min([*dates, now]), now - HISTORY), at=now, day=day_of(now))
    aged = _aged(before, now)
    return Rhythm(
        since=aged.since,
        at=now,
        hours=_counted(aged.hours, dates, now, lambda date: date.astimezone(PARIS).hour),
        weekdays=_counted(aged.weekdays, dates, now, lambda date: date.astimezone(PARIS).weekday()),
        recent=aged.recent + sum(_weight(now - date, RECENT) for date in dates),
        day=aged.day,
        days=_daily(aged, dates),
        delays=aged.delays if first else _delays(aged.delays, new, now),
        newest=max([*dates, *([aged.newest] if aged.newest else [])], default=None),
        last_new=now if new else aged.last_new,
    )


def _date(entry: Entry, now: datetime) -> datetime:
    return min(entry.published or now, now)


def _aged(rhythm: Rhythm, now: datetime) -> Rhythm:
    past = max(now - rhythm.at, timedelta(0))
    fade, moved = _weight(past, MEMORY), max(day_of(now) - rhythm.day, 0)
    return Rhythm(
        since=rhythm.since,
        at=now,
        hours=tuple(count * fade for count in rhythm.hours),
        weekdays=tuple(count * fade for count in rhythm.weekdays),
        recent=rhythm.recent * _weight(past, RECENT),
        day=rhythm.day + moved,
        days=(*rhythm.days[moved:], *(0,) * min(moved, DAYS)),
        delays=rhythm.delays,
        newest=rhythm.newest,
        last_new=rhythm.last_new,
    )


def _weight(age: timedelta, memory: timedelta) -> float:
    return math.exp(-max(age / memory, 0.0))


def _counted(
    counts: Sequence[float], dates: Iterable[datetime], now: datetime, place: Callable[[datetime], int]
) -> tuple[float, ...]:
    more = list(counts)
    for date in dates:
        if now - date <= HISTORY:
            more[place(date)] += _weight(now - date, MEMORY)
    return tuple(round(count, 4) for count in more)


def day_of(at: datetime) -> int:
    """Gives the day in Paris as a proleptic ordinal."""
    return at.astimezone(PARIS).date().toordinal()


def _daily(rhythm: Rhythm, dates: Iterable[datetime]) -> tuple[int, ...]:
    days = list(rhythm.days)
    for date in dates:
        ago = rhythm.day - day_of(date)
        if 0 <= ago < DAYS:
            days[-1 - ago] += 1
    return tuple(days)


def _delays(delays: tuple[int, ...], new: Sequence[Entry], now: datetime) -> tuple[int, ...]:
    seen = (now - entry.published for entry in new if entry.published)
    more = tuple(int(delay.total_seconds()) for delay in seen if timedelta(0) <= delay <= LATE)
    return (*delays, *more)[-MOST_DELAYS:]


def median_delay(rhythm: Rhythm | None) -> int | None:
    """Gives the median of the last delays from publication to being seen, seconds; None without any."""
    ordered = sorted(rhythm.delays) if rhythm else []
    return ordered[len(ordered) // 2] if ordered else None


def overall(rhythm: Rhythm, now: datetime) -> float:
    """Gives the entries an hour over all hours; half an entry in six hours is supposed beforehand."""
    count = sum(rhythm.hours) * _weight(now - rhythm.at, MEMORY)
    known = MEMORY / HOUR * (1 - _weight(now - rhythm.since, MEMORY))
    return (count + PRIOR_ENTRIES) / (known + PRIOR_HOURS)


def rate(rhythm: Rhythm, at: datetime) -> float:
    """Gives the entries an hour expected at a time: overall, by hour and by weekday once they are known."""
    local, known = at.astimezone(PARIS), at - rhythm.since
    expected = overall(rhythm, at)
    if known >= HOURS_KNOWN:
        expected *= _share(rhythm.hours, local.hour, SHRINK_HOURS, HOURS)
    if known >= WEEKDAYS_KNOWN:
        expected *= _share(rhythm.weekdays, local.weekday(), SHRINK_WEEKDAYS, WEEKDAYS)
    burst = rhythm.recent * _weight(at - rhythm.at, RECENT) - BURST
    return max(expected, burst / 2)


def _share(counts: Sequence[float], place: int, shrink: float, places: int) -> float:
    return (counts[place] + shrink / places) / (sum(counts) + shrink) * places


def time_until(rhythm: Rhythm, entries: float, start: datetime, most: timedelta) -> timedelta:
    """Gives after how long that many entries are expected, at most `most`: the hours ahead added up."""
    at, left = start, entries
    while at < start + most:
        end = min(_next_hour(at), start + most)
        speed = rate(rhythm, at)
        if speed * ((end - at) / HOUR) >= left:
            return at - start + left / speed * HOUR
        left -= speed * ((end - at) / HOUR)
        at = end
    return most


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + HOUR


def expected(rhythm: Rhythm, start: datetime, end: datetime) -> float:
    """Gives how many entries were to be expected between two times, at most 28 days apart."""
    at, total = max(start, end - HISTORY), 0.0
    while at < end:
        until = min(_next_hour(at), end)
        total += rate(rhythm, at) * ((until - at) / HOUR)
        at = until
    return total
