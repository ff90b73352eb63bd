"""`beffroi feeds parse`: how a file parses."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from workers.cli.shell import each_line, emit, json_option, lines_option, table, wanted
from workers.news.errors import NotAFeed


@click.command(name="parse")
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
