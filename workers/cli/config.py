"""`beffroi config`: is the file right?"""

import sys
from pathlib import Path

import click

from workers.cli.shell import config_option, emit, json_option


@click.group(name="config")
def command() -> None:
    """Check the file of feeds, watches and channels.

    \b
    Example: beffroi config check
    """


@command.command()
@config_option
@json_option
def check(config: Path | None, *, as_json: bool) -> None:
    """Print every mistake of the file, with its place; run the watches' examples. Exit 2 on a mistake.

    \b
    Example: beffroi config check --config feeds.yaml
    """
    from workers.settings import Settings, environment
    from workers.watchlist.examples import failing
    from workers.watchlist.load import load
    from workers.watchlist.mistakes import BadWatchlist, in_order, render_all

    path = config or Settings().config
    try:
        listed = load(path, environment())
        mistakes = (*listed.warnings, *failing(listed, path))
        counts = {
            "feeds": len(listed.feeds),
            "watches": len(listed.watches),
            "channels": len(listed.channels),
        }
    except BadWatchlist as error:
        mistakes, counts = in_order((*error.mistakes, *failing(error.rest, path))), {}
    wrong = [one for one in mistakes if one.level == "error"]
    if as_json:
        warnings = [one for one in mistakes if one.level != "error"]
        emit({"file": str(path), "ok": not wrong, **counts, "mistakes": wrong, "warnings": warnings})
        sys.exit(2 if wrong else 0)
    if mistakes:
        click.echo(render_all(mistakes), err=True)
    if not wrong:
        click.echo(f"{path}: right: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(2 if wrong else 0)
