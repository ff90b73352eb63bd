"""`beffroi feeds list`: what the file names."""

from pathlib import Path

import click

from workers.cli.shell import config_option, emit, json_option, read_watchlist, table


@click.command(name="list")
@config_option
@json_option
def list_(config: Path | None, *, as_json: bool) -> None:
    """List the feeds of the file, those switched off too.

    \b
    Example: beffroi feeds list --json
    """
    listed = read_watchlist(config)
    rows = [(feed, True) for feed in listed.feeds] + [(feed, False) for feed in listed.disabled]
    if as_json:
        for feed, enabled in rows:
            emit(
                {
                    "id": feed.id,
                    "title": feed.title,
                    "url": feed.url,
                    "interval": int(feed.interval.total_seconds()) if feed.interval else None,
                    "type": feed.type,
                    "store": feed.store,
                    "tags": feed.tags,
                    "enabled": enabled,
                }
            )
        return
    shown = [
        [f.id, f.title, str(f.interval or "adaptive"), " ".join(f.tags), "" if on else "off", f.url]
        for f, on in rows
    ]
    table(f"{len(rows)} feeds", ("id", "title", "interval", "tags", "", "url"), shown)
