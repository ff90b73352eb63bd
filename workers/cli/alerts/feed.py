"""`beffroi alerts feed`: the alerts of a watch or a channel, for any feed reader."""

import click

from workers.cli.alerts.listing import chosen
from workers.cli.shell import emit

MOST = 50


@click.command()
@click.option("--watch", help="Of this watch alone.")
@click.option("--channel", help="Of this channel alone.")
@click.option("--format", "form", type=click.Choice(["atom", "json"]), default="atom", show_default=True)
@click.option("--address", default="", help="Where it is served, told to readers.")
def feed(watch: str | None, channel: str | None, form: str, address: str) -> None:
    """Print the newest alerts as an Atom feed or a JSON Feed.

    \b
    Example: beffroi alerts feed --watch africom > africom.atom
    """
    from workers.stages.render import atom, json_feed
    from workers.stages.render.feeds import Outlet

    alerts = [one.alert for one in chosen(MOST, watch, channel)]
    name = "/".join(f"{kind}/{one}" for kind, one in (("watch", watch), ("channel", channel)) if one) or "all"
    title = " – ".join(filter(None, ("Beffroi", watch, channel)))
    outlet = Outlet(id=name, title=title, address=address)
    if form == "json":
        emit(json_feed(outlet, alerts))
    else:
        click.echo(atom(outlet, alerts).decode())
