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
from workers.cli.watch_feedback import stats, suggest

if TYPE_CHECKING:
    from workers.french.lexicon import Lexicon
    from workers.news.watch import Watch
    from workers.stages.match import Watcher
    from workers.watchlist.load import Watchlist


@click.group(name="watch")
def command() -> None:
    """Try watches on a text.

    \b
    Example: beffroi watch test --text article.txt
    """


@command.command()
@click.argument("name", required=False)
@click.option(
    "--text", "text", type=click.File("rb"), help="A text to try all watches on; - is standard input."
)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Try the watches of another file.")
@click.option("--since", default="14d", show_default=True, help="How far back in the index: 14d, 12h.")
@config_option
@json_option
@lines_option
def test(  # noqa: PLR0913 - the options of one command
    name: str | None,
    text: BinaryIO | None,
    file: Path | None,
    since: str,
    config: Path | None,
    *,
    as_json: bool,
    lines: bool,
) -> None:
    """Say what a watch would have told, from the index; or which watches fire on a text.

    The same matching as live: one alert a watch and story, by day, source and term, twenty of them with the
    passage, and the watches that told them already. Each channel's messages are reckoned by its hours of
    rest, digests and throttle.

    \b
    Example: beffroi watch test africom --since 14d
             beffroi watch test --file essai.yaml
             echo "Sommet de l'Africom" | beffroi watch test --text - --json
    """
    if text is not None:
        _on_text(text, config, as_json=as_json, lines=lines)
        return
    from workers.cli.dry_run import dry_run

    if file is None and name is None:
        raise click.UsageError("name a watch, a --file or a --text")
    listed = read_watchlist(file or config)
    watches = [named(listed, name)] if name else listed.watches
    dry_run(watches, since, _lexicon(listed, file, config), listed.channels, as_json=as_json)


def _lexicon(listed: "Watchlist", file: Path | None, config: Path | None) -> "Lexicon":
    """Gives the desk's own lexicon: watches of another file are tried in its place, unless that names one."""
    from workers.settings import Settings

    desk = config or Settings().config
    if file is None or listed.lexicon_folder or not desk.exists():
        return listed.lexicon
    return read_watchlist(desk).lexicon


def _on_text(file: BinaryIO, config: Path | None, *, as_json: bool, lines: bool) -> None:
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


@command.command()
@click.argument("name")
@config_option
@json_option
def show(name: str, config: Path | None, *, as_json: bool) -> None:
    """Print what a watch asks for, as a tree, whichever way it is written.

    \b
    Example: beffroi watch show africom
    """
    from workers.stages.match import expression, shown, version

    watch = named(read_watchlist(config), name)
    lines = list(shown(expression(watch)))
    if as_json:
        emit({"watch": watch.id, "title": watch.title, "version": version(watch), "tree": lines})
        return
    click.echo(f"{watch.id}: {watch.title} (version {version(watch)})")
    click.echo("\n".join(lines))


@command.command()
@click.argument("term")
@click.option("--exact", is_flag=True, help="As a term with exact: true.")
@click.option("--no-inflect", is_flag=True, help="As a term with no_inflect: true.")
@click.option("--demonyms", is_flag=True, help="As a term with demonyms: true.")
@json_option
def explain(term: str, *, exact: bool, no_inflect: bool, demonyms: bool, as_json: bool) -> None:
    """List the forms in which a term is found, and the rules that make them.

    \b
    Example: beffroi watch explain "chef d'état-major"
    """
    from workers.news.expression import Term
    from workers.stages.match import about_capitals, written_forms
    from workers.watchlist.term_text import term_trouble

    if trouble := term_trouble(term):
        raise click.UsageError(". ".join(trouble))
    asked = Term(text=term, exact=exact, inflect=not no_inflect, demonyms=demonyms)
    forms = written_forms(asked)
    if as_json:
        emit({"term": term, "forms": forms, "capitals": about_capitals(asked)})
        return
    rows = [[form.text, "; ".join(form.why) or "as written"] for form in forms]
    table(f"{len(forms)} forms", ("form", "why"), rows)
    click.echo(about_capitals(asked))


command.add_command(stats)
command.add_command(suggest)


def named(listed: "Watchlist", name: str) -> "Watch":
    """Gives a watch by its id; one that is not there is an error that names the nearest."""
    from workers.watchlist.explain import nearest

    watches = {watch.id: watch for watch in listed.watches}
    if name not in watches:
        raise click.UsageError(f"there is no watch '{name}': {nearest(name, watches)}")
    return watches[name]


def fired(watcher: "Watcher", text: str) -> list[dict[str, object]]:
    """Gives the watches that fire with their matches, as the JSON contract names them."""
    from workers.recognised import known_from

    ordered = sorted(
        watcher.matches(text, known=known_from(text)), key=lambda match: (match.watch_id, match.start)
    )
    return [
        {
            "watch": watch_id,
            "matches": [
                {"term": one.term, "form": one.form, "start": one.start, "end": one.end} for one in found
            ],
        }
        for watch_id, found in groupby(ordered, key=lambda match: match.watch_id)
    ]
