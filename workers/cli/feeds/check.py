"""`beffroi feeds check`: what each feed answers now."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.feeds.kept import Kept, in_words, kept
from workers.cli.feeds.visit import visited
from workers.cli.shell import config_option, emit, json_option, read_watchlist

if TYPE_CHECKING:
    from workers.news.feed import Feed


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--fix", is_flag=True, help="Write the addresses to which feeds moved for good.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be written, and write nothing.")
@config_option
@json_option
def check(ids: tuple[str, ...], config: Path | None, *, fix: bool, dry_run: bool, as_json: bool) -> None:
    """Visit feeds now (all, or those named) and say what each answers, and how it has been doing.

    Exit 1 if one fails.

    \b
    Example: beffroi feeds check rfi-afrique
    """
    feeds = {feed.id: feed for feed in read_watchlist(config).feeds if not ids or feed.id in ids}
    if unknown := set(ids) - set(feeds):
        click.echo(f"error: no feed {', '.join(sorted(unknown))}; see `beffroi feeds list`", err=True)
        sys.exit(2)
    if fix:
        from workers.cli.feeds.fix import fix as write_moves

        write_moves(feeds, config, dry_run=dry_run, as_json=as_json)
    known = _known(feeds)
    failed = 0
    for seen in visited(list(feeds.values())):
        failed += seen.trouble is not None
        if as_json:
            emit(
                {
                    "id": seen.id,
                    "url": feeds[seen.id].url,
                    "entries": len(seen.entries),
                    "error": seen.trouble,
                    "troubles": known[seen.id].troubles,
                    "kept": known[seen.id],
                }
            )
            continue
        said = f"FAILS: {seen.trouble}" if seen.trouble else f"{len(seen.entries)} entries"
        click.echo(f"{seen.id}: {said}")
        if said := in_words(known[seen.id]):
            click.echo(f"    {said}")
        for trouble in known[seen.id].troubles:
            click.echo(f"    {trouble.kind}: {trouble.message}")
    sys.exit(1 if failed else 0)


def _known(feeds: "Mapping[str, Feed]") -> dict[str, Kept]:
    """What earlier visits of the running desk showed; nothing where it was never started."""
    from workers.edges.redis.notebook import RedisNotebook
    from workers.news.errors import Transient
    from workers.wiring import now, store

    try:
        visits = RedisNotebook(store()).last_visits(list(feeds))
    except Transient:
        visits = {}
    return {name: kept(feed, visits.get(name), {}, now()) for name, feed in feeds.items()}
