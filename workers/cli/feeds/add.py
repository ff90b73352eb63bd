"""`beffroi feeds add`: looks at a feed, shows it, writes it into feeds.yaml."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.feeds.visit import Known, Seen, looked
from workers.cli.shell import config_option, emit, json_option, read_watchlist, table

if TYPE_CHECKING:
    from workers.stages.parse.announced import Announced
    from workers.watchlist.listing import Watchlist
    from workers.watchlist.writing import NewFeed

SHOWN = 3
LONGEST_TITLE = 300  # what feeds.yaml takes


class _Refused(Exception):
    def __init__(self, status: int, why: str, **facts: object) -> None:
        super().__init__(why)
        self.status, self.facts = status, facts


@click.command()
@click.argument("url")
@click.option("--id", "own_id", help="Name in commands and logs (default: a slug of the feed's title).")
@click.option("--tag", "tags", multiple=True, help="A word to sort it by; may be given again.")
@click.option("--interval", help="Time between two visits, such as 15m (default: by its rhythm).")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the one feed that a page names.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@config_option
@json_option
def add(  # noqa: PLR0913 - the options
    url: str,
    own_id: str | None,
    tags: tuple[str, ...],
    interval: str | None,
    config: Path | None,
    *,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add the feed at URL, or that a page at URL names, to feeds.yaml; comments and layout stay.

    URL may hold ${VARIABLES}, in single quotes. On a terminal it asks first.
    Exit 1: no feed there, or listed already. Exit 2: a page that names feeds, and no one to ask which.

    \b
    Example: beffroi feeds add https://www.example.org/rss --tag sahel
    """
    listed = read_watchlist(config)
    asks = sys.stdin.isatty() and not yes and not as_json
    try:
        written, seen = _chosen(url, listed, asks=asks, yes=yes)
        new = _new(written, seen, listed, own_id, tags, interval)
    except _Refused as refused:
        _say_refused(refused, as_json=as_json)
        sys.exit(refused.status)
    if not as_json:
        _show(new, seen)
    if asks and not dry_run and not click.confirm(f"Write '{new.id}' into the file?", default=True):
        sys.exit(1)
    _write(config, new, dry_run=dry_run)
    if as_json:
        emit({**_facts(new, seen), "written": not dry_run})


def _chosen(url: str, listed: "Watchlist", *, asks: bool, yes: bool) -> tuple[str, Seen]:
    """Gives the address as it is to be written, and what stands there."""
    from workers.watchlist.writing import literal

    address, seen = _look(url, listed)
    if seen.candidates:
        address, seen = _look(literal(_candidate(seen, asks=asks, yes=yes)), listed)
    if seen.trouble:
        raise _Refused(1, seen.trouble)
    if seen.moved_to:
        _refuse_twin(listed, seen.moved_to)
        address = address if "${" in address else literal(seen.moved_to)
    return address, seen


def _look(url: str, listed: "Watchlist") -> tuple[str, Seen]:
    from workers.settings import environment
    from workers.watchlist.values import web_trouble
    from workers.watchlist.variables import filled_in

    address = filled_in(url, environment())
    if trouble := web_trouble(address):
        raise _Refused(2, f"{trouble}; write it as https://host/path")
    _refuse_twin(listed, address)
    return url, looked([("new", address)])[0]


def _refuse_twin(listed: "Watchlist", address: str) -> None:
    if twin := Known(listed).twin(address):
        off = ", with enabled: false" if twin in {feed.id for feed in listed.disabled} else ""
        raise _Refused(1, f"listed already as '{twin}'{off}", listed_as=twin)


def _candidate(seen: Seen, *, asks: bool, yes: bool) -> str:
    if yes and len(seen.candidates) == 1:
        return seen.candidates[0]
    if not asks:
        named = "; add one of them, or take the only one with --yes"
        raise _Refused(2, f"an HTML page, not a feed, that names feeds{named}", candidates=seen.candidates)
    click.echo("This is an HTML page. It names:")
    for number, candidate in enumerate(seen.candidates, start=1):
        click.echo(f"  {number}. {candidate}")
    most = len(seen.candidates)
    number = click.prompt("Which one", type=click.IntRange(1, most), default=1 if most == 1 else None)
    return seen.candidates[number - 1]


def _new(
    url: str,
    seen: Seen,
    listed: "Watchlist",
    own_id: str | None,
    tags: tuple[str, ...],
    interval: str | None,
) -> "NewFeed":
    from workers.watchlist.writing import NewFeed

    name = own_id or Known(listed).name(url, seen.title)
    return NewFeed(
        id=name,
        url=url,
        title=seen.title[:LONGEST_TITLE] or None,
        tags=tags,
        interval=interval,
        type=None if seen.type == "feed" else seen.type,
    )


def _write(config: Path | None, new: "NewFeed", *, dry_run: bool) -> None:
    from workers.settings import Settings, environment
    from workers.watchlist.edit import with_feeds
    from workers.watchlist.keep import change

    path = config or Settings().config
    change(path, environment(), lambda source: with_feeds(source, [new]), write=not dry_run)
    done = "would be added" if dry_run else "is added; `beffroi up` polls it from its next start"
    click.echo(f"{path}: '{new.id}' {done}", err=True)


def _facts(new: "NewFeed", seen: Seen) -> dict[str, object]:
    newest = [{"published": one.published, "title": one.title, "url": one.url} for one in _newest(seen)]
    return {
        "id": new.id,
        "url": new.url,
        "title": new.title,
        "type": seen.type,
        "entries": len(seen.entries),
        "newest": newest,
        "warnings": _warnings(seen),
    }


def _newest(seen: Seen) -> "list[Announced]":
    dated = [(one.published, one) for one in seen.entries if one.published]
    newest = [one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    return [*newest, *(one for one in seen.entries if not one.published)][:SHOWN]


def _warnings(seen: Seen) -> list[str]:
    warnings = list(seen.warnings)
    if not seen.entries:
        warnings.append("it has no entry")
    elif not any(one.published for one in seen.entries):
        warnings.append("no entry has a date that can be read")
    if seen.moved_to:
        warnings.append(f"it moved for good to {seen.moved_to}")
    return warnings


def _show(new: "NewFeed", seen: Seen) -> None:
    from workers.watchlist.writing import block

    rows = [[str(one.published or "")[:16], one.title, one.url or ""] for one in _newest(seen)]
    table(f"{seen.title or new.url}: {len(seen.entries)} entries", ("published", "title", "url"), rows)
    for warning in _warnings(seen):
        click.echo(f"warning: {warning}", err=True)
    click.echo("\n".join(block(new)))


def _say_refused(refused: _Refused, *, as_json: bool) -> None:
    if as_json:
        emit({"error": str(refused), **refused.facts})
        return
    click.echo(f"error: {refused}", err=True)
    for candidate in refused.facts.get("candidates", ()):  # type: ignore[attr-defined]
        click.echo(f"  {candidate}", err=True)
