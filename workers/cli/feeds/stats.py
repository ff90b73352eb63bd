"""`beffroi feeds stats`: how each feed has been doing."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.shell import config_option, emit, json_option, read_watchlist, table

if TYPE_CHECKING:
    from workers.news.feed import Feed, Visit
    from workers.stages.poll import Trouble

COLUMNS = ("feed", "last success", "last new", "week", "usual", "delay", "every", "troubles")


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


@click.command()
@click.argument("ids", nargs=-1)
@config_option
@json_option
def stats(ids: tuple[str, ...], config: Path | None, *, as_json: bool) -> None:
    """Show how feeds have been doing (all, or those named): pace, volume, delay, troubles.

    \b
    Example: beffroi feeds stats rfi-afrique --json
    """
    from workers.wiring import now, pipeline

    listed = [feed for feed in read_watchlist(config).feeds if not ids or feed.id in ids]
    if unknown := set(ids) - {feed.id for feed in listed}:
        click.echo(f"error: no feed {', '.join(sorted(unknown))}; see `beffroi feeds list`", err=True)
        sys.exit(2)
    visits = {visit.feed_id: visit for visit in pipeline().notebook.visits()}
    due = pipeline().schedule.due_times()
    rows = [kept(feed, visits.get(feed.id), due, now()) for feed in listed]
    if as_json:
        for row in rows:
            emit(row)
        return
    table(f"{len(rows)} feeds", COLUMNS, [_row(row) for row in rows])


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


def _row(row: Kept) -> list[str]:
    return [
        row.id,
        _time(row.succeeded),
        _time(row.last_new),
        str(row.week),
        f"{row.usual_week:g}",
        "" if row.delay is None else str(timedelta(seconds=row.delay)),
        "" if row.interval is None else str(timedelta(seconds=row.interval)),
        "; ".join(trouble.message for trouble in row.troubles),
    ]


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
