"""`beffroi export`: all answers to a query, as they are stored."""

import codecs
import csv
import sys
from collections.abc import Iterable, Mapping
from typing import IO

import click
import msgspec

from workers.cli import columns

COLUMNS = (
    "id", "published", "seen", "source", "feed", "title", "url", "language", "authors", "agencies", "section",
    "countries", "place_countries", "actor_countries", "persons", "organisations", "places", "keywords",
    "keyword_categories", "defence_score", "watches", "text_quality", "revision",
)  # fmt: skip
"""What a table has; the texts themselves are in ndjson."""


@click.command(name="export")
@click.option("--query", required=True, help="As for `beffroi search`.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["ndjson", "csv", "parquet"]),
    default="ndjson",
    show_default=True,
    help="Form.",
)
@click.option("--output", type=click.File("wb", lazy=True), default="-", help="File written to.")
def command(query: str, form: str, output: IO[bytes]) -> None:
    """Export all answers to a query, oldest first: every field as ndjson or parquet, or a table as csv.

    Parquet keeps types (times, numbers, lists) for DuckDB, pandas, R; it needs the packages of
    `beffroi[parquet]`.

    \b
    Example: beffroi export --query 'pays:ML depuis:30j' --format csv > mali.csv
    beffroi export --query 'depuis:1an' --format parquet --output annee.parquet
    """
    from workers.news.search import BadQuery
    from workers.stages.index import parse
    from workers.wiring import holdings, now

    if form == "parquet" and output.name == "-" and output.isatty():
        raise click.UsageError("parquet is not for a terminal: give --output FILE")
    try:
        asked = parse(query, now())
    except BadQuery as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    try:
        WRITERS[form](holdings().each(asked), output)
    except columns.NoParquet as error:
        raise click.ClickException(str(error)) from error


def _lines(found: Iterable[Mapping[str, object]], out: IO[bytes]) -> None:
    for fields in found:
        shown = {name: value for name, value in fields.items() if name != columns.HIDDEN}
        out.write(msgspec.json.encode(shown) + b"\n")


def _table(found: Iterable[Mapping[str, object]], out: IO[bytes]) -> None:
    text = codecs.getwriter("utf-8")(out)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for fields in found:
        rows.writerow([_cell(fields.get(name)) for name in COLUMNS])


WRITERS = {"ndjson": _lines, "csv": _table, "parquet": columns.write}


def _cell(value: object) -> str:
    """Several values between semicolons; one that a spreadsheet would take for a formula is quoted."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
