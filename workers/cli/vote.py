"""`beffroi alerts vote`: what a reader thought of an alert."""

import click


@click.command()
@click.argument("alert_id", metavar="ID")
@click.argument("verdict", type=click.Choice(["true", "false", "dull"]))
def vote(alert_id: str, verdict: str) -> None:
    """Say of an alert whether it was as meant (true), something else (false), or right but dull.

    \b
    Example: beffroi alerts vote 3f2a9c true
    """
    from workers import wiring
    from workers.edges.redis.outbox import RedisOutbox
    from workers.edges.redis.votes import RedisVotes
    from workers.news.vote import Vote

    client = wiring.store()
    ids = [one.alert.id for one in RedisOutbox(client).alerts(most=100_000)]
    found = [name for name in ids if name.startswith(alert_id)]
    if len(found) != 1:
        why = "no alert has" if not found else f"{len(found)} alerts have"
        raise click.UsageError(
            f"{why} an id that begins with '{alert_id}'; beffroi alerts list --json shows ids"
        )
    RedisVotes(client).put(Vote(alert_id=found[0], verdict=verdict, at=wiring.now()))
    click.echo(f"{found[0]}: {verdict}")
