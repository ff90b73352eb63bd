"""The group of the `beffroi alerts` commands."""

import click

from workers.cli.alerts.feed import feed
from workers.cli.alerts.listing import list_, show
from workers.cli.alerts.remarks import ack, mute, vote
from workers.cli.alerts.resend import resend
from workers.cli.alerts.trial import test


@click.group(name="alerts")
def command() -> None:
    """List alerts and where they went; vote, acknowledge, mute and send again; try a channel.

    \b
    Example: beffroi alerts list --json
    """


for one in (list_, show, vote, ack, mute, resend, feed, test):
    command.add_command(one)
