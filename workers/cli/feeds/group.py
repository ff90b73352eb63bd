"""The group of the `beffroi feeds` commands."""

import click

from workers.cli.feeds.add import add
from workers.cli.feeds.check import check
from workers.cli.feeds.exchange import export, import_
from workers.cli.feeds.listing import list_
from workers.cli.feeds.parse import parse_
from workers.cli.feeds.stats import stats


@click.group(name="feeds")
def command() -> None:
    """List, check, add, exchange and parse feeds; show how they have been doing.

    \b
    Example: beffroi feeds check
    """


for one in (list_, check, stats, add, import_, export, parse_):
    command.add_command(one)
