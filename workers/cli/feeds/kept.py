"""What the desk keeps of a feed over its visits, as `feeds stats` and `feeds check` show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workers.news.feed import Feed, Visit
    from workers.stages.poll import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a feed; times in UTC, delay and interval in seconds, None where not known yet."""

    id: str
    visited: datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    failures: int = 0
    succeeded: datetime | None = None
    last_new: datetime | None = None
    week: int = 0
    usual_week: float = 0.0
    expected_by_weekday: tuple[float, ...] = ()
    delay: int | None = None
    interval: int | None = None
    next: datetime | None = None
    missed: int = 0
    moved_to: str | None = None
    candidates: tuple[str, ...] = ()
    troubles: "tuple[Trouble, ...]" = ()


def kept(feed: "Feed", visit: "Visit | None", due: Mapping[str, datetime], now: datetime) -> Kept:
    """Gives what is kept of one feed."""
    from workers.stages.poll import health, interval, median_delay, usual_week, week, weekdays

    if visit is None:
        return Kept(id=feed.id, next=due.get(feed.id))
    rhythm = visit.rhythm
    return Kept(
        id=feed.id,
        visited=visit.at,
        outcome=visit.outcome,
        reason=visit.reason,
        failures=visit.failures,
        succeeded=visit.succeeded,
        last_new=rhythm.last_new if rhythm else None,
        week=week(rhythm, now) if rhythm else 0,
        usual_week=round(usual_week(rhythm, now), 1) if rhythm else 0.0,
        expected_by_weekday=tuple(round(count, 1) for count in weekdays(rhythm, now)) if rhythm else (),
        delay=median_delay(rhythm),
        interval=int(interval(feed, visit).total_seconds()),
        next=None if visit.paused else due.get(feed.id),
        missed=visit.missed,
        moved_to=visit.moved_to,
        candidates=visit.candidates,
        troubles=health(visit, now),
    )


def in_words(kept: Kept) -> str:
    """Gives the same on one line; nothing for a feed never visited."""
    if kept.visited is None:
        return ""
    said = [
        f"last success {time(kept.succeeded) or 'never'}",
        f"last new entry {time(kept.last_new) or 'never'}",
        f"{kept.week} entries this week where {kept.usual_week:g} are usual",
    ]
    if kept.delay is not None:
        said.append(f"seen {timedelta(seconds=kept.delay)} after publication")
    return ", ".join(said)


def time(at: datetime | None) -> str:
    """Gives a time to the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
