"""The group of the `beffroi feeds` commands."""

import click

from workers.cli.feeds.check import check
from workers.cli.feeds.listing import list_
from workers.cli.feeds.parse import parse_


@click.group(name="feeds")
def command() -> None:
    """List, check and parse feeds.

    \b
    Example: beffroi feeds check
    """


for one in (list_, check, parse_):
    command.add_command(one)
