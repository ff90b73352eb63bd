"""`beffroi alerts test CHANNEL`: a sample sent for real, each step told."""

import sys
from pathlib import Path

import click

from workers.cli.shell import config_option, emit, json_option, read_watchlist


@click.command()
@click.argument("channel")
@config_option
@json_option
def test(channel: str, config: Path | None, *, as_json: bool) -> None:
    """Send a sample to a channel and say how each step went: DNS, connection, TLS, login, accepted.

    Exit 1 where one fails.

    \b
    Example: beffroi alerts test desk --json
    """
    from workers.edges.couriers.trial import tried
    from workers.settings import Settings
    from workers.stages.render import sample
    from workers.wiring import couriers, now

    listed = {one.id: one for one in read_watchlist(config).channels}
    if channel not in listed:
        raise click.UsageError(f"there is no channel '{channel}'; there are {', '.join(listed)}")
    wanted = listed[channel]
    right = True
    for step in tried(
        wanted, couriers()[wanted.kind], sample(now(), channel), Settings().allow_private_hosts
    ):
        right = right and step.ok
        if as_json:
            emit(step)
        else:
            click.echo(f"{'ok  ' if step.ok else 'FAIL'} {step.name}: {step.said}")
    sys.exit(0 if right else 1)
