"""`beffroi alerts vote`, `ack` and `mute`: what a reader says of alerts."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from workers.cli.alerts.found import found

if TYPE_CHECKING:
    from workers.edges.redis.remarks import RedisRemarks


@click.command()
@click.argument("alert")
@click.argument("verdict", type=click.Choice(["true", "false", "dull"]))
def vote(alert: str, verdict: str) -> None:
    """Say of an alert whether it was as meant (true), something else (false), or right but dull.

    The last vote counts; `beffroi watch stats` counts them, and the index shows them beside the alert.

    \b
    Example: beffroi alerts vote 5f1d dull
    """
    from workers.edges.redis.votes import RedisVotes
    from workers.news.vote import Vote
    from workers.wiring import now, relay, store

    raised = found(alert)
    RedisVotes(store()).put(Vote(alert_id=raised.alert.id, verdict=verdict, at=now()))
    relay().pass_on("record", [raised.alert.id])
    click.echo(f"{raised.alert.id}: {verdict}")


@click.command()
@click.argument("alert")
def ack(alert: str) -> None:
    """Acknowledge an alert, so that it is not told to another channel.

    \b
    Example: beffroi alerts ack 5f1d
    """
    from workers.wiring import now

    raised = found(alert)
    _remarks().acknowledge(raised.alert.id, now())
    click.echo(f"{raised.alert.id}: acknowledged")


@click.command()
@click.argument("alert", required=False)
@click.option("--story", help="A story by its id, in place of an alert of it.")
@click.option("--source", help="A feed by its id: nothing of it is told.")
@click.option("--watch", help="A watch by its id.")
@click.option("--until", help="Until when: 2026-11-02T18:00, of the desk's own zone where it names none.")
@click.option("--for", "span", default="1d", show_default=True, help="Or how long: 30m, 4h, 1d; 0s unmutes.")
def mute(
    alert: str | None,
    story: str | None,
    source: str | None,
    watch: str | None,
    until: str | None,
    span: str,
) -> None:
    """Mute a story (that of ALERT, or --story), a source or a watch until a time.

    \b
    Example: beffroi alerts mute 5f1d --for 4h
    """
    from workers.stages.calm import story_of

    named = {"story": story, "source": source, "watch": watch}
    if alert:
        named["story"] = story_of(found(alert).alert)
    subjects = [f"{kind}:{name}" for kind, name in named.items() if name]
    if len(subjects) != 1:
        raise click.UsageError("name one thing: an alert, --story, --source or --watch")
    end = _end(until, span)
    _remarks().mute(subjects[0], end)
    click.echo(f"{subjects[0]}: muted until {end.isoformat(timespec='seconds')}")


def _end(until: str | None, span: str) -> datetime:
    from zoneinfo import ZoneInfo

    from workers.wiring import now, watchlist

    if until is None:
        return now() + _span(span)
    try:
        at = datetime.fromisoformat(until)
    except ValueError as error:
        raise click.UsageError(f"'{until}' is no time; write it as 2026-11-02T18:00") from error
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(watchlist().timezone))


def _span(text: str) -> timedelta:
    from workers.watchlist import durations

    if text == "0s":
        return timedelta()
    try:
        return durations.parse(text)
    except ValueError as error:
        raise click.UsageError(f"{error}; write it as 30m, 4h or 1d") from error


def _remarks() -> "RedisRemarks":
    from workers.edges.redis.remarks import RedisRemarks
    from workers.wiring import store

    return RedisRemarks(store())
