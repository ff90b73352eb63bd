"""`beffroi feeds stats`: how each feed has been doing."""

import sys
from datetime import timedelta
from pathlib import Path

import click

from workers.cli.feeds.kept import Kept, kept, time
from workers.cli.shell import config_option, emit, json_option, read_watchlist, table

COLUMNS = ("feed", "last success", "last new", "week", "usual", "delay", "every", "troubles")


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


def _row(row: Kept) -> list[str]:
    return [
        row.id,
        time(row.succeeded),
        time(row.last_new),
        str(row.week),
        f"{row.usual_week:g}",
        "" if row.delay is None else str(timedelta(seconds=row.delay)),
        "" if row.interval is None else str(timedelta(seconds=row.interval)),
        "; ".join(trouble.message for trouble in row.troubles),
    ]
