"""`beffroi feeds`: what is polled, whether it answers, how a feed parses."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from workers.cli.shell import (
    config_option,
    each_line,
    emit,
    json_option,
    lines_option,
    read_watchlist,
    table,
    wanted,
)
from workers.news.errors import NotAFeed

if TYPE_CHECKING:
    from workers.news.feed import Feed
    from workers.news.web import Answer, NoAnswer


@click.group(name="feeds")
def command() -> None:
    """List, check and parse feeds.

    \b
    Example: beffroi feeds check
    """


@command.command(name="list")
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


@command.command()
@click.argument("ids", nargs=-1)
@config_option
@json_option
def check(ids: tuple[str, ...], config: Path | None, *, as_json: bool) -> None:
    """Visit feeds now (all, or those named) and say what each answers. Exit 1 if one fails.

    \b
    Example: beffroi feeds check rfi-afrique
    """
    feeds = {feed.id: feed for feed in read_watchlist(config).feeds if not ids or feed.id in ids}
    if unknown := set(ids) - set(feeds):
        click.echo(f"error: no feed {', '.join(sorted(unknown))}; see `beffroi feeds list`", err=True)
        sys.exit(2)
    failed = 0
    for answer in _ask(list(feeds.values())):
        entries, trouble = _judge(answer)
        failed += trouble is not None
        if as_json:
            emit({"id": answer.id, "url": feeds[answer.id].url, "entries": entries, "error": trouble})
        else:
            click.echo(f"{answer.id}: " + (f"FAILS: {trouble}" if trouble else f"{entries} entries"))
    sys.exit(1 if failed else 0)


def _ask(feeds: "list[Feed]") -> "list[Answer | NoAnswer]":
    from workers.news.web import Request
    from workers.wiring import web

    return list(web().get([Request(id=feed.id, url=feed.url) for feed in feeds]))


def _judge(answer: "Answer | NoAnswer") -> tuple[int, str | None]:
    from workers.news.web import NoAnswer
    from workers.stages.parse.entries import parse
    from workers.stages.poll import OK, status_text

    if isinstance(answer, NoAnswer):
        return 0, answer.reason
    if answer.status != OK:
        return 0, status_text(answer.status)
    try:
        return len(parse(answer.body, url=answer.url, content_type=answer.content_type).entries), None
    except NotAFeed as error:
        return 0, str(error)


@command.command(name="parse")
@click.argument("file", type=click.File("rb"))
@click.option("--url", default="", help="Where the feed came from; its links are resolved against it.")
@json_option
@lines_option
def parse_(file: BinaryIO, url: str, *, as_json: bool, lines: bool) -> None:
    """Parse FILE (- is standard input) as a feed. Exit 1 if it is none.

    \b
    Example: beffroi feeds parse feed.xml --url https://example.org/feed.xml --json
    """
    if lines:
        each_line(file, lambda asked: parsed(Path(wanted(asked, "path")).read_bytes(), wanted(asked, "url")))
        return
    answer = parsed(file.read(), url)
    if as_json:
        emit(answer)
    elif "error" in answer:
        click.echo(f"error: {answer['error']}", err=True)
    else:
        _show(answer)
    sys.exit(1 if "error" in answer else 0)


def parsed(body: bytes, url: str) -> dict[str, object]:
    """Gives a feed as the JSON contract names it, or its `error`."""
    from workers.stages.parse.entries import parse

    try:
        feed = parse(body, url=url)
    except NotAFeed as error:
        return {"error": str(error)}
    entries = [
        {
            "guid": entry.guid,
            "url": entry.url,
            "title": entry.title,
            "published": entry.published,
            "summary": entry.summary,
            "authors": entry.authors,
        }
        for entry in feed.entries
    ]
    return {"title": feed.title, "entries": entries, "warnings": feed.warnings}


def _show(answer: dict[str, object]) -> None:
    entries: list[dict[str, object]] = answer["entries"]  # type: ignore[assignment]
    rows = [[str(one["published"] or "")[:16], str(one["title"]), str(one["url"] or "")] for one in entries]
    table(f"{answer['title']}: {len(rows)} entries", ("published", "title", "url"), rows)
    for warning in answer["warnings"]:  # type: ignore[attr-defined]
        click.echo(f"warning: {warning}", err=True)
