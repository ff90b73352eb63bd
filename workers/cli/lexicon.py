"""`beffroi lexicon`: what is known by name and word, checked and added to."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workers.cli.shell import config_option, emit, json_option, read_watchlist, table

if TYPE_CHECKING:
    from workers.french.lexicon import Lexicon
    from workers.french.lexicon.check import Frequency


@click.group(name="lexicon")
def command() -> None:
    """Check the lexicon, and add to it.

    \b
    Example: beffroi lexicon check
    """


@command.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@json_option
def check(folder: Path | None, *, as_json: bool) -> None:
    """Say what is doubtful in the built-in lexicon, or in FOLDER laid over it: mistakes (exit 2), entries
    given twice, forms of two entries, and forms that are common French words (where wordfreq is installed).

    \b
    Example: beffroi lexicon check lexique/
    """
    from workers.french.lexicon import lexicon
    from workers.french.lexicon.check import doubts

    known = lexicon().under(_of_folder(folder)) if folder else lexicon()
    found = doubts(known, _frequency())
    if folder:
        found = [doubt for doubt in found if doubt.where.startswith(str(folder))]
    counts = {"names": len(known.names), "terms": len(known.terms)}
    if as_json:
        emit({**counts, "doubts": found})
    else:
        table(
            f"{counts['names']} names, {counts['terms']} terms, {len(found)} doubts",
            ("kind", "where", "what"),
            [(doubt.kind, doubt.where, doubt.message) for doubt in found],
        )
    sys.exit(2 if any(doubt.kind == "mistake" for doubt in found) else 0)


def _of_folder(folder: Path) -> "Lexicon":
    from dataclasses import replace

    from workers.french.lexicon import Mistake
    from workers.watchlist.lexicon_folder import read_folder

    lexicon, mistakes = read_folder(folder)
    return replace(lexicon, mistakes=tuple(Mistake(one.file, one.line, one.message) for one in mistakes))


def _frequency() -> "Frequency | None":
    """Gives how common a French word is, or None where the package that knows is not installed."""
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        click.echo("wordfreq is not installed: no form is compared with common words", err=True)
        return None
    return lambda word: float(zipf_frequency(word, "fr"))


@command.command()
@click.argument("name")
@click.option("--type", default="", help="Of a name: person, organisation, place, event, equipment, other.")
@click.option("--category", default="", help="Of a term of defence: land, air, naval, cyber …")
@click.option("--alias", "aliases", multiple=True, help="Another form; may be given several times.")
@click.option("--country", default="", help="Whose a name is, by its ISO 3166-1 code.")
@click.option("--note", default="", help="What it is, in a few words.")
@config_option
def add(config: Path | None, name: str, **given: Any) -> None:
    """Add NAME to the desk's own lexicon, in the folder that feeds.yaml names (`lexicon:`).

    \b
    Example: beffroi lexicon add "Groupe Majal" --type organisation --alias Majal --country ML
             beffroi lexicon add "drone filoguidé" --category drone
    """
    from workers.settings import Settings
    from workers.watchlist.lexicon_entry import NewEntry
    from workers.watchlist.lexicon_entry import add as write

    folder = read_watchlist(config).lexicon_folder
    if not folder:
        raise click.UsageError(
            "feeds.yaml names no folder: add `lexicon: lexique` to it, and make that folder"
        )
    file = write((config or Settings().config).parent / folder, NewEntry(name=name, **given))
    click.echo(f"{file}: added {name}. Workers read it when they start.")
