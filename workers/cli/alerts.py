"""`beffroi alerts`: what was raised, why, and where it went."""

from typing import TYPE_CHECKING

import click

from workers.cli.shell import emit, json_option, table
from workers.cli.vote import vote

if TYPE_CHECKING:
    from workers.news.alert import Raised
    from workers.story_port import Stories


@click.group(name="alerts")
def command() -> None:
    """List the alerts raised and where they went.

    \b
    Example: beffroi alerts list --json
    """


@command.command(name="list")
@click.option(
    "-n", "--most", type=click.IntRange(1, 10000), default=50, show_default=True, help="Most alerts."
)
@json_option
def list_(most: int, *, as_json: bool) -> None:
    """List alerts, the newest first, with the reason and the passage of each.

    \b
    Example: beffroi alerts list --most 10 --json
    """
    from workers.edges.redis.outbox import RedisOutbox
    from workers.edges.redis.stories import RedisStories
    from workers.wiring import store

    raised = RedisOutbox(store()).alerts(most=most)
    stories = RedisStories(store())
    outlets = {one.alert.id: carried(one, stories) for one in raised}
    if as_json:
        for one in raised:
            emit(as_contract(one) | {"outlets": outlets[one.alert.id]})
        return
    rows = [
        [
            f"{one.alert.created:%d/%m %H:%M}",
            one.alert.watch_title,
            one.alert.title,
            one.alert.passage,
            _told(one, outlets[one.alert.id]),
            _went(one),
        ]
        for one in raised
    ]
    table(f"{len(raised)} alerts", ("raised", "watch", "title", "passage", "story", "delivered"), rows)


command.add_command(vote)


def as_contract(raised: "Raised") -> dict[str, object]:
    """Gives an alert as the JSON contract names it."""
    alert = raised.alert
    return {
        "id": alert.id,
        "watch": alert.watch_id,
        "article_id": alert.article_id,
        "title": alert.title,
        "url": alert.url,
        "reason": alert.reason,
        "passage": alert.passage,
        "created": alert.created,
        "story": alert.story_id,
        "escalation": alert.escalation,
        "news": list(alert.news),
        "delivered": {
            delivery.channel: delivery.at if delivery.state == "sent" else None
            for delivery in raised.deliveries
        },
    }


def carried(raised: "Raised", stories: "Stories") -> int:
    """Gives how many outlets carry an alert's story by now: later copies attach to it."""
    story = stories.story(raised.alert.story_id) if raised.alert.story_id else None
    return len(story.outlets) if story else raised.alert.outlets


def _told(raised: "Raised", outlets: int) -> str:
    carried_by = f"repris par {outlets} titres" if outlets > 1 else ""
    return " ; ".join(filter(None, (*raised.alert.news, carried_by)))


def _went(raised: "Raised") -> str:
    return ", ".join(
        f"{delivery.channel}: {delivery.state}" + (f" ({delivery.error})" if delivery.error else "")
        for delivery in raised.deliveries
    )
