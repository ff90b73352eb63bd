"""`beffroi feeds import` and `export`: lists of feeds as OPML."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from workers.cli.feeds.visit import Known
from workers.cli.shell import config_option, emit, json_option, read_watchlist

if TYPE_CHECKING:
    from workers.watchlist.opml import Outline
    from workers.watchlist.writing import NewFeed


@click.command(name="import")
@click.argument("file", type=click.File("rb"))
@click.option("--tag", "tags", multiple=True, help="A word to sort all of them by; may be given again.")
@click.option(
    "--variables", is_flag=True, help="Take ${NAME} in addresses for variables: the list is your own export."
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@config_option
@json_option
def import_(
    file: BinaryIO,
    tags: tuple[str, ...],
    config: Path | None,
    *,
    variables: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add the feeds of FILE, an OPML list (- is standard input), to feeds.yaml.

    The folders around a feed become its tags. What cannot be added is told, line by line, and the rest is
    added; feeds listed already are told too. No feed is visited: do that with `beffroi feeds check`.
    Exit 1 where an address is not right, 2 where FILE is no OPML.

    \b
    Example: beffroi feeds import abonnements.opml --tag veille --dry-run
    """
    from workers.settings import Settings, environment
    from workers.watchlist.edit import with_feeds
    from workers.watchlist.keep import change
    from workers.watchlist.opml import read_opml
    from workers.watchlist.source import LARGEST

    known = Known(read_watchlist(config))
    new, told, wrong = [], [], 0
    for outline in read_opml(file.read(LARGEST + 1)):
        feed, reason, bad = _taken(outline, known, tags, variables=variables)
        wrong += bad
        new += [feed] if feed else []
        told.append(_told(outline, feed, reason))
    path = config or Settings().config
    change(path, environment(), lambda source: with_feeds(source, new), write=not dry_run)
    for one in told:
        _say(one, as_json=as_json)
    if not as_json:
        click.echo(f"{path}: {len(new)} feeds {'would be added' if dry_run else 'added'}")
    sys.exit(1 if wrong else 0)


def _taken(
    outline: "Outline", known: Known, tags: tuple[str, ...], *, variables: bool
) -> "tuple[NewFeed | None, str, bool]":
    """Gives the feed as it is to be written, or why not, and whether that is a mistake of the list."""
    from workers.news.errors import BadConfiguration
    from workers.settings import environment
    from workers.watchlist.durations import parse
    from workers.watchlist.opml import untitled
    from workers.watchlist.values import ID, web_trouble
    from workers.watchlist.variables import filled_in

    if outline.variables and not variables:
        return None, "its address holds ${VARIABLES}; --variables takes them, if the list is your own", True
    feed = untitled(outline)
    try:
        address = filled_in(feed.url, environment())
        parse(feed.interval or "1d")
    except (BadConfiguration, ValueError) as error:
        return None, str(error), True
    if trouble := web_trouble(address):
        return None, trouble, True
    if twin := known.twin(address):
        return None, f"listed already as '{twin}'", False
    own = feed.id if re.fullmatch(ID, feed.id) and known.free(feed.id) else ""
    name = own or known.name(feed.url, feed.title)
    known.add(name, address)
    kind = feed.type if feed.type == "sitemap" else None
    return replace(feed, id=name, type=kind, tags=tuple(dict.fromkeys((*feed.tags, *tags)))), "", False


def _told(outline: "Outline", feed: "NewFeed | None", reason: str) -> dict[str, object]:
    shown = {"line": outline.line, "title": outline.feed.title, "url": outline.feed.url}
    return {**shown, "id": feed.id} if feed else {**shown, "left_out": reason}


def _say(one: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        emit(one)
    elif "id" in one:
        click.echo(f"line {one['line']}: {one['id']}: {one['url']}")
    else:
        click.echo(f"line {one['line']}: {one['url']}: left out: {one['left_out']}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@click.option("--opml", is_flag=True, default=True, help="As OPML 2.0, which readers of news take (default).")
@config_option
@json_option
def export(file: Path, config: Path | None, *, opml: bool, as_json: bool) -> None:
    """Write the feeds of feeds.yaml to FILE (standard output where none is named) as OPML.

    With id, title, tags, interval and whether each is enabled; ${NAME} in an address stays as written.

    \b
    Example: beffroi feeds export --opml abonnements.opml
    """
    del opml  # the one format there is, beside --json
    from workers.settings import Settings
    from workers.watchlist.opml import write_opml
    from workers.watchlist.source import read
    from workers.watchlist.written import feeds_written

    read_watchlist(config)
    feeds = feeds_written(read(config or Settings().config))
    if as_json:
        for feed in feeds:
            emit(feed)
    elif str(file) == "-":
        click.echo(write_opml(feeds), nl=False)
    else:
        _write(file, write_opml(feeds))
        click.echo(f"{file}: {len(feeds)} feeds", err=True)


def _write(file: Path, raw: bytes) -> None:
    try:
        file.write_bytes(raw)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{file} cannot be written: {reason}") from error
