"""`beffroi search`: the index from a terminal."""

import sys

import click

from workers.cli.shell import emit, json_option


@click.command(name="search")
@click.argument("query")
@click.option(
    "-n", "--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most results."
)
@click.option("--newest", is_flag=True, help="The newest first, not the best.")
@click.option(
    "--stories/--articles",
    default=None,
    help="One answer a story, with the number of its copies: usual on a terminal, not with --json.",
)
@click.option("--facets", is_flag=True, help="With --json: a last line with total, facets and timeline.")
@json_option
def command(
    query: str, most: int, *, newest: bool, stories: bool | None, facets: bool, as_json: bool
) -> None:
    """Search the index; words are all wanted, "quotes" make a phrase, inflections are found.

    Fields narrow it down: pays:ML personne:"Assimi Goïta" source:RFI depuis:7j défense:>0.5 (or country:,
    person:, since: …); - excludes, OU takes either. All of it: docs/search.md.

    \b
    Example: beffroi search '"véhicule blindé" pays:ML depuis:7j -football' --json
    """
    from workers.cli.answers import show
    from workers.news.search import BadQuery
    from workers.stages.index import loosened, parse
    from workers.wiring import archive, now

    try:
        asked = parse(query, now())
    except BadQuery as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    loose = None if as_json or newest else loosened(asked)
    results = archive().find(
        asked,
        most=most,
        facets=facets or not as_json,
        newest=newest,
        loose=loose,
        stories=not as_json if stories is None else stories,
    )
    if not as_json:
        show(results)
        return
    for one in results.found:
        emit(one)
    if facets:
        told = {} if results.stories is None else {"stories": results.stories}
        emit({"total": results.total, "facets": results.facets, "timeline": results.timeline} | told)
