"""`beffroi alerts list` and `show`: what was raised, why, and where it went."""

from typing import TYPE_CHECKING

import click

from workers.cli.alerts.found import found, outbox
from workers.cli.shell import emit, json_option, table

if TYPE_CHECKING:
    from workers.news.alert import Raised
    from workers.story_port import Stories


@click.command(name="list")
@click.option(
    "-n", "--most", type=click.IntRange(1, 10000), default=50, show_default=True, help="Most alerts."
)
@click.option("--watch", help="Of this watch alone.")
@click.option("--channel", help="Of this channel alone.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, safe for a spreadsheet.")
@json_option
def list_(most: int, watch: str | None, channel: str | None, *, as_csv: bool, as_json: bool) -> None:
    """List alerts, the newest first, with the reason and the passage of each.

    \b
    Example: beffroi alerts list --most 10 --json
    """
    raised = chosen(most, watch, channel)
    stories = carriers()
    if as_csv:
        from workers.stages.render.sheet import sheet

        click.echo(sheet(raised), nl=False)
    elif as_json:
        for one in raised:
            emit({**as_contract(one), "outlets": carried(one, stories)})
    else:
        rows = [
            [
                f"{one.alert.created:%d/%m %H:%M}",
                one.alert.watch_title,
                one.alert.title,
                one.alert.passage,
                _told(one, carried(one, stories)),
                _went(one),
            ]
            for one in raised
        ]
        table(f"{len(raised)} alerts", ("raised", "watch", "title", "passage", "story", "delivered"), rows)


def chosen(most: int, watch: str | None, channel: str | None) -> "list[Raised]":
    """Gives the newest alerts of a watch and a channel, where those are named."""
    everything = most if watch is None and channel is None else 10_000
    wanted = [
        one
        for one in outbox().alerts(most=everything)
        if watch in (None, one.alert.watch_id)
        and (channel is None or any(delivery.channel == channel for delivery in one.deliveries))
    ]
    return wanted[:most]


@click.command()
@click.argument("alert")
@json_option
def show(alert: str, *, as_json: bool) -> None:
    """Show an alert (by its id or the first signs of it) with its grounds, times and deliveries.

    \b
    Example: beffroi alerts show 5f1d --json
    """
    raised = found(alert)
    if as_json:
        outlets = carried(raised, carriers())
        emit({**as_contract(raised), **_grounds(raised), **_remarks(raised), "outlets": outlets})
        return
    for name, value in {**_grounds(raised), **_remarks(raised)}.items():
        click.echo(f"{name:<13} {_shown(value)}")
    rows = [
        [one.channel, one.state, str(one.attempts), str(one.at or "")[:19], one.held, one.error or ""]
        for one in raised.deliveries
    ]
    table("deliveries", ("channel", "state", "attempts", "at (UTC)", "held for", "error"), rows)


def as_contract(raised: "Raised") -> dict[str, object]:
    """Gives an alert as the JSON contract names it."""
    from workers.news.alert import Story

    alert = raised.alert
    story = alert.story or Story(id="")
    return {
        "id": alert.id,
        "watch": alert.watch_id,
        "article_id": alert.article_id,
        "title": alert.title,
        "url": alert.url,
        "reason": alert.reason,
        "passage": alert.passage,
        "created": alert.created,
        "story": story.id,
        "escalation": story.escalation,
        "news": list(story.news),
        "delivered": {
            delivery.channel: delivery.at if delivery.state == "sent" else None
            for delivery in raised.deliveries
        },
    }


def _grounds(raised: "Raised") -> dict[str, object]:
    from workers.stages.render.event import described

    return {**described(raised.alert), "deliveries": raised.deliveries}


def _remarks(raised: "Raised") -> dict[str, object]:
    from workers.edges.redis.remarks import RedisRemarks
    from workers.edges.redis.votes import RedisVotes
    from workers.wiring import store

    remarks = RedisRemarks(store())
    id = raised.alert.id
    verdict = RedisVotes(store()).verdict(id)
    return {"acknowledged": remarks.acknowledged(id), "vote": verdict or None}


def _shown(value: object) -> str:
    from workers.news.alert import Condition
    from workers.stages.render.conditions import kind
    from workers.stages.render.escape import line

    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, Condition):
        met = f" ({', '.join(value.met)})" if value.met else ""
        return line(f"{kind(value, 'en')}: {', '.join(value.terms)}{met}", 400)
    return line(str(value if value is not None else ""), 400)


def carriers() -> "Stories":
    """Gives the stories, to ask who carries them by now."""
    from workers.edges.redis.stories import RedisStories
    from workers.wiring import store

    return RedisStories(store())


def carried(raised: "Raised", stories: "Stories") -> int:
    """Gives how many outlets carry an alert's story by now: later copies attach to it."""
    told = raised.alert.story
    story = stories.story(told.id) if told else None
    return len(story.outlets) if story else told.outlets if told else 1


def _told(raised: "Raised", outlets: int) -> str:
    news = raised.alert.story.news if raised.alert.story else ()
    carried_by = f"repris par {outlets} titres" if outlets > 1 else ""
    return " ; ".join(filter(None, (*news, carried_by)))


def _went(raised: "Raised") -> str:
    return ", ".join(
        f"{delivery.channel}: {delivery.state}" + (f" ({delivery.error})" if delivery.error else "")
        for delivery in raised.deliveries
    )
