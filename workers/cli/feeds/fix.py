"""`beffroi feeds check --fix`: writes the addresses to which feeds moved for good."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.feeds.visit import Known, Seen, looked
from workers.cli.shell import emit, read_watchlist

if TYPE_CHECKING:
    from workers.news.feed import Feed, Visit


def fix(ids: Collection[str], config: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Shows and writes the new address of every feed that visits found moved three times in a row.

    An address under which no feed stands now is told and not written; then the exit status is 1.
    """
    from workers.edges.redis.notebook import RedisNotebook
    from workers.settings import Settings, environment
    from workers.watchlist.edit import with_addresses
    from workers.watchlist.keep import change
    from workers.watchlist.writing import literal
    from workers.wiring import store

    listed = read_watchlist(config)
    path = config or Settings().config
    feeds = {feed.id: feed for feed in listed.feeds if not ids or feed.id in ids}
    moved = moves(feeds, RedisNotebook(store()).visits())
    troubles = _troubles(moved, Known(listed), _with_variables(path))
    right = {name: literal(url) for name, url in moved.items() if name not in troubles}
    change(path, environment(), lambda source: with_addresses(source, right), write=not dry_run)
    for name, url in moved.items():
        fate = troubles.get(name) or ("would be written" if dry_run else "written")
        if as_json:
            facts = {"id": name, "url": feeds[name].url, "moved_to": url, "error": troubles.get(name)}
            emit({**facts, "written": name in right and not dry_run})
        else:
            click.echo(f"{name}: moved to {url}: {fate}")
    if not moved and not as_json:
        click.echo("no feed has moved for good")
    sys.exit(1 if troubles else 0)


def moves(feeds: "dict[str, Feed]", visits: "list[Visit]") -> dict[str, str]:
    """Gives the new address of each feed that three visits in a row found moved for good."""
    from workers.stages.poll.health import MOVED

    return {
        visit.feed_id: visit.moved_to
        for visit in visits
        if visit.moved >= MOVED and visit.moved_to and visit.feed_id in feeds
        if visit.url == feeds[visit.feed_id].url  # written down already, where it is another
    }


def _with_variables(path: Path) -> set[str]:
    from workers.watchlist.source import read
    from workers.watchlist.written import feeds_written

    return {feed.id for feed in feeds_written(read(path)) if "${" in feed.url}


def _troubles(moved: dict[str, str], known: Known, variables: Collection[str]) -> dict[str, str]:
    seen = {one.id: one for one in looked(list(moved.items()))}
    found = {name: _trouble(name, url, seen[name], known, variables) for name, url in moved.items()}
    return {name: why for name, why in found.items() if why}


def _trouble(name: str, url: str, seen: Seen, known: Known, variables: Collection[str]) -> str:
    if seen.trouble:
        return f"not written, no feed stands there: {seen.trouble}"
    if name in variables:
        return "not written, for its address has ${VARIABLES}: change it by hand"
    twin = known.twin(url)
    if twin and twin != name:
        return f"not written, for '{twin}' is listed there: take one of the two out"
    return ""
