"""What the commands share: the file option, reading input, JSON out, mistakes in the file."""

import codecs
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click
import msgspec

if TYPE_CHECKING:
    from workers.watchlist.load import Watchlist

F = TypeVar("F", bound=Callable[..., object])


def config_option(function: F) -> F:
    """Adds `--config FILE`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        help="File of feeds, watches and channels (default: $BEFFROI_CONFIG or feeds.yaml).",
    )(function)


def json_option(function: F) -> F:
    """Adds `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def lines_option(function: F) -> F:
    """Adds `--lines`."""
    return click.option(
        "--lines", is_flag=True, help="One JSON object a line in, one a line out under the same id."
    )(function)


def read_watchlist(config: Path | None) -> "Watchlist":
    """Gives the file's content; prints all its mistakes and exits 2 where it has any."""
    from workers.settings import Settings, environment
    from workers.watchlist.load import load
    from workers.watchlist.mistakes import BadWatchlist

    try:
        return load(config or Settings().config, environment())
    except BadWatchlist as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def read_text(file: BinaryIO) -> str:
    """Gives the input's text; bytes that are no UTF-8 are an error, for offsets would be wrong."""
    try:
        return file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        name = getattr(file, "name", "input")
        raise click.ClickException(f"{name} is not UTF-8 (byte {error.start}); convert it first") from error


def emit(value: object) -> None:
    """Prints one JSON object on one line."""
    click.echo(msgspec.json.encode(value).decode())


def each_line(file: BinaryIO, answer: Callable[[dict[str, object]], dict[str, object]]) -> None:
    """Answers each line's object under its id; a bad line gets an `error` and the rest goes on."""
    for number, raw in enumerate(file, start=1):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if line.strip():
            emit(_answered(number, line, answer))
            sys.stdout.flush()


def _answered(
    number: int, line: bytes, answer: Callable[[dict[str, object]], dict[str, object]]
) -> dict[str, object]:
    name: object = None
    try:
        asked = msgspec.json.decode(line, type=dict[str, object])
        name = asked.get("id")
        return {"id": name, **answer(asked)}
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        return {"id": name, "error": f"line {number}: {reason(error)}"}


def reason(error: Exception) -> str:
    """Gives an error as a person reads it."""
    if isinstance(error, KeyError):
        return f"key {error} is missing"
    return str(error) or type(error).__name__


def wanted(asked: dict[str, object], key: str) -> str:
    """Gives a key's text; raises KeyError or TypeError with the key's name."""
    value = asked[key]
    if not isinstance(value, str):
        raise TypeError(f"'{key}' must be text, not {type(value).__name__}")
    return value


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Prints a table for a person, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    Console().print(grid)
