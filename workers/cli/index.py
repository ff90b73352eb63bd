"""`beffroi index`: what it holds, brought up to date, thinned out, read anew."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workers.cli.shell import emit, json_option, table

if TYPE_CHECKING:
    from rich.progress import Progress

    from workers.news.holdings import Shelf


@click.group(name="index")
def command() -> None:
    """Count, migrate, reprocess and thin out the index."""


@command.command()
@json_option
def stats(*, as_json: bool) -> None:
    """Say what the index is made of: each part with its articles or alerts, size, first and last time.

    What `beffroi index migrate` left behind is told too: searched no more, and yours to delete.

    \b
    Example: beffroi index stats --json
    """
    from workers.wiring import holdings, ledger

    shelves, of_alerts = holdings().shelves(), ledger().shelves()
    if as_json:
        for shelf in (*shelves, *of_alerts):
            emit(shelf)
        return
    total = sum(shelf.articles for shelf in shelves if shelf.searched)
    alerts = sum(shelf.alerts for shelf in of_alerts if shelf.searched)
    for kind, heading, parts in (
        ("articles", f"{total:,} articles searched", shelves),
        ("alerts", f"{alerts:,} alerts", of_alerts),
    ):
        table(heading, ("part", kind, "size", "each", "from", "to", ""), map(_row, parts))


def _row(shelf: "Shelf") -> list[str]:
    count = shelf.articles + shelf.alerts
    state = [] if shelf.searched else ["not searched"]
    return [
        shelf.name,
        f"{count:,}",
        f"{shelf.bytes / 1e6:,.1f} MB",
        f"{shelf.bytes / max(count, 1) / 1e3:.1f} kB",
        *(f"{end:%Y-%m-%d}" if end else "" for end in (shelf.oldest, shelf.newest)),
        ", ".join(state if shelf.current else [*state, "of an earlier version"]),
    ]


@command.command()
def migrate() -> None:
    """Copy what earlier versions of the fields hold into this one, while writes go on.

    The new parts are built beside the old, counted and compared, and then take their place in one step; on a
    failure nothing is changed. The old parts are kept: delete them once you have looked.

    \b
    Example: beffroi index migrate
    """
    from workers.wiring import holdings

    with _bar() as bar:
        tasks: dict[str, int] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]

        done = holdings().migrate(progress)
    click.echo(
        f"migrated and kept: {', '.join(done)}" if done else "all parts have the fields of this version"
    )


@command.command()
@click.option("--keep", required=True, metavar="DURATION", help="Age kept, such as 3ans, 18mois or 90j.")
@click.confirmation_option(prompt="Delete what is older?")
def prune(keep: str) -> None:
    """Delete articles older than an age; on a server whole years go as indices.

    \b
    Example: beffroi index prune --keep 3ans --yes
    """
    from workers.stages.index.values import BadValue, ago
    from workers.wiring import holdings, now

    try:
        before = ago(keep, now())
    except BadValue as error:
        raise click.BadParameter(str(error), param_hint="--keep") from error
    if now() - before < timedelta(days=1):
        raise click.BadParameter("a day at least is kept", param_hint="--keep")
    click.echo(f"{holdings().drop(before):,} articles from before {before:%Y-%m-%d} deleted")


@command.command()
@click.option(
    "--since", default="", metavar="TIME", help="Duration or date, such as 30j; all where not given."
)
@click.option(
    "--only", type=click.Choice(["watches", "enrichment"]), help="Watches alone, or findings alone."
)
@click.option("--rate", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Articles/s.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that remembers how far it came; the same file goes on there.",
)
def reprocess(since: str, only: str | None, rate: float, state: Path | None) -> None:
    """Read stored texts anew, with today's vocabulary and watches; no alert is sent.

    Texts that may be kept in part only are left as they are.

    \b
    Example: beffroi index reprocess --since 30j --only watches --state reprocess.json
    """
    from workers.reprocessing import Reprocessing
    from workers.stages.index import parse
    from workers.wiring import archive, holdings, now, reader

    query = parse(f"depuis:{since}" if since else "defense:0", now())
    work = Reprocessing(archive(), holdings(), reader(), now, rate=rate, only=only, state=state)
    with _bar() as bar:
        task = bar.add_task("articles", total=archive().find(query, most=1).total)
        for _ in work.run(query):
            bar.advance(task)
    click.echo(f"{work.read:,} read anew, {work.left:,} left as they are")


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=not Console(stderr=True).is_terminal)
