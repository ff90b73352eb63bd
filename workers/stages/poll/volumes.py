"""What each feed brought on its last days against what is usual, for those who look at many together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from workers.news.feed import Feed, Visit
from workers.news.feed_day import FeedDay
from workers.news.rhythm import Rhythm
from workers.stages.poll.health import daily, health
from workers.stages.poll.rhythm import PARIS, median_delay

TOLD = 7  # days, today among them: late entries count, and a week in which the index was away is made up
KNOWN = timedelta(days=14)  # of history, before a weekday is called usual
NOON = time(12, tzinfo=PARIS)


def feed_days(feed: Feed, visit: Visit, now: datetime) -> Sequence[FeedDay]:
    """Gives the last days of a feed, the newest first; today alone where nothing was read of it yet."""
    today = now.astimezone(PARIS).date()
    nothing = FeedDay(
        feed=feed,
        day=today,
        at=_at(today, now),
        entries=0,
        usual=None,
        troubles=tuple(trouble.kind for trouble in health(visit, now)),
        last_new=None,
        delay_seconds=None,
    )
    return _told(nothing, visit.rhythm, now) if visit.rhythm else [nothing]


def _told(today: FeedDay, rhythm: Rhythm, now: datetime) -> Sequence[FeedDay]:
    counts, usual = daily(rhythm, now)
    first = max(rhythm.since.astimezone(PARIS).date(), today.day - timedelta(days=TOLD - 1))
    days = [today.day - timedelta(days=ago) for ago in range((today.day - first).days + 1)]
    return [
        replace(
            today,
            day=day,
            at=_at(day, now),
            entries=counts[-1 - ago],
            usual=round(usual[-1 - ago], 2) if now - rhythm.since >= KNOWN else None,
            troubles=None if ago else today.troubles,
            last_new=rhythm.last_new,
            delay_seconds=median_delay(rhythm),
        )
        for ago, day in enumerate(days)
    ]


def _at(day: date, now: datetime) -> datetime:
    return min(datetime.combine(day, NOON).astimezone(UTC), now)
