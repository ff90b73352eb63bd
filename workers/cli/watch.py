"""`beffroi watch`: what would fire, and why."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from workers.cli.shell import (
    config_option,
    each_line,
    emit,
    json_option,
    lines_option,
    read_text,
    read_watchlist,
    table,
    wanted,
)

if TYPE_CHECKING:
    from workers.stages.match import Watcher


@click.group(name="watch")
def command() -> None:
    """Try watches on a text.

    \b
    Example: beffroi watch test --text article.txt
    """


@command.command()
@click.option("--text", "file", type=click.File("rb"), required=True, help="The text; - is standard input.")
@config_option
@json_option
@lines_option
def test(file: BinaryIO, config: Path | None, *, as_json: bool, lines: bool) -> None:
    """Say which watches fire on a text, with the forms that made them fire.

    \b
    Example: echo "Sommet de l'Africom" | beffroi watch test --text - --json
    """
    from workers.stages.match import Watcher

    watcher = Watcher(read_watchlist(config).watches)
    if lines:
        each_line(file, lambda asked: {"watches": fired(watcher, wanted(asked, "text"))})
        return
    found = fired(watcher, read_text(file))
    if as_json:
        emit(found)
        return
    rows = [
        [str(one["watch"]), match["term"], match["form"], f"{match['start']}-{match['end']}"]
        for one in found
        for match in one["matches"]  # type: ignore[attr-defined]
    ]
    table(f"{len(found)} watches fire", ("watch", "term", "form", "where"), rows)


def fired(watcher: "Watcher", text: str) -> list[dict[str, object]]:
    """Gives the watches that fire with their matches, as the JSON contract names them."""
    ordered = sorted(watcher.matches(text), key=lambda match: (match.watch_id, match.start))
    return [
        {
            "watch": watch_id,
            "matches": [
                {"term": one.term, "form": one.form, "start": one.start, "end": one.end} for one in found
            ],
        }
        for watch_id, found in groupby(ordered, key=lambda match: match.watch_id)
    ]
