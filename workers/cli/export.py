"""`beffroi export`: all answers to a query, as they are stored."""

import csv
import sys
from collections.abc import Iterable, Mapping

import click

from workers.cli.shell import emit

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
    type=click.Choice(["ndjson", "csv"]),
    default="ndjson",
    show_default=True,
    help="Form.",
)
def command(query: str, form: str) -> None:
    """Export all answers to a query, oldest first: every field as ndjson, or a table as csv.

    \b
    Example: beffroi export --query 'pays:ML depuis:30j' --format csv > mali.csv
    """
    from workers.news.search import BadQuery
    from workers.stages.index import parse
    from workers.wiring import holdings, now

    try:
        asked = parse(query, now())
    except BadQuery as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    found = holdings().each(asked)
    if form == "csv":
        _table(found)
        return
    for fields in found:
        emit({name: value for name, value in fields.items() if name != "search"})


def _table(found: Iterable[Mapping[str, object]]) -> None:
    rows = csv.writer(sys.stdout)
    rows.writerow(COLUMNS)
    for fields in found:
        rows.writerow([_cell(fields.get(name)) for name in COLUMNS])


def _cell(value: object) -> str:
    """Several values between semicolons; one that a spreadsheet would take for a formula is quoted."""
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
