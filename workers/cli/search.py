"""`beffroi search`: the index from a terminal."""

import click

from workers.cli.shell import emit, json_option, table


@click.command(name="search")
@click.argument("query")
@click.option(
    "-n", "--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most results."
)
@json_option
def command(query: str, most: int, *, as_json: bool) -> None:
    """Search the index; words are all wanted, "quotes" make a phrase, inflections are found.

    \b
    Example: beffroi search '"véhicule blindé" Mali' --json
    """
    from workers.wiring import archive

    found = archive().search(query, most=most)
    if as_json:
        for one in found:
            emit(one)
        return
    rows = [
        [(one.published or "")[:16], one.feed, one.title, " ".join(one.countries), " … ".join(one.highlights)]
        for one in found
    ]
    table(f"{len(found)} found", ("published", "feed", "title", "countries", "passages"), rows)
