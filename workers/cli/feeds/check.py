"""`beffroi feeds check`: what each feed answers now."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.shell import config_option, emit, json_option, read_watchlist
from workers.news.errors import NotAFeed

if TYPE_CHECKING:
    from workers.news.feed import Feed
    from workers.news.web import Answer, NoAnswer
    from workers.stages.poll import Trouble


@click.command()
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
    troubles = _troubles()
    failed = 0
    for answer in _ask(list(feeds.values())):
        entries, trouble = _judge(answer)
        failed += trouble is not None
        if as_json:
            emit(
                {
                    "id": answer.id,
                    "url": feeds[answer.id].url,
                    "entries": entries,
                    "error": trouble,
                    "troubles": troubles.get(answer.id, ()),
                }
            )
            continue
        click.echo(f"{answer.id}: " + (f"FAILS: {trouble}" if trouble else f"{entries} entries"))
        for known in troubles.get(answer.id, ()):
            click.echo(f"    {known.kind}: {known.message}")
    sys.exit(1 if failed else 0)


def _troubles() -> "Mapping[str, tuple[Trouble, ...]]":
    """What earlier visits of the running desk showed; nothing where it was never started."""
    from workers.edges.redis.notebook import RedisNotebook
    from workers.news.errors import Transient
    from workers.stages.poll import health
    from workers.wiring import now, store

    try:
        return {visit.feed_id: health(visit, now()) for visit in RedisNotebook(store()).visits()}
    except Transient:
        return {}


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
