"""`beffroi dead`: work that was put aside, to run again or to drop."""

import sys
from typing import TYPE_CHECKING

import click

from workers.cli.shell import emit, json_option, table

if TYPE_CHECKING:
    from workers.news.dead_letter import DeadLetter
    from workers.pipeline import Pipeline


@click.group(name="dead")
def command() -> None:
    """List, retry and drop work that was put aside.

    \b
    Example: beffroi dead list
    """


@command.command(name="list")
@json_option
def list_(*, as_json: bool) -> None:
    """List dead letters, the oldest first.

    \b
    Example: beffroi dead list --json
    """
    letters = _pipeline().dead.letters()
    if as_json:
        for letter in letters:
            emit(letter)
        return
    rows = [[one.id, one.step, one.subject, f"{one.at:%d/%m %H:%M}", one.reason] for one in letters]
    table(f"{len(letters)} dead letters", ("id", "step", "subject", "since", "reason"), rows)


@command.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All of them.")
def retry(ids: tuple[str, ...], *, every: bool) -> None:
    """Run the work of these dead letters again.

    \b
    Example: beffroi dead retry 5f0c7a31d2e94b68
    """
    pipeline = _pipeline()
    for letter in _chosen(pipeline, ids, every=every):
        pipeline.retry(letter)
        click.echo(f"{letter.id}: {letter.step} asked for again")


@command.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All of them.")
def drop(ids: tuple[str, ...], *, every: bool) -> None:
    """Forget these dead letters.

    \b
    Example: beffroi dead drop --all
    """
    pipeline = _pipeline()
    for letter in _chosen(pipeline, ids, every=every):
        pipeline.dead.drop(letter.id)
        click.echo(f"{letter.id}: dropped")


def _pipeline() -> "Pipeline":
    from workers.wiring import pipeline

    return pipeline()


def _chosen(pipeline: "Pipeline", ids: tuple[str, ...], *, every: bool) -> "list[DeadLetter]":
    if not ids and not every:
        raise click.UsageError("name the letters' ids, or --all")
    known = {letter.id: letter for letter in pipeline.dead.letters()}
    if unknown := [one for one in ids if one not in known]:
        click.echo(f"error: no dead letter {', '.join(unknown)}; see `beffroi dead list`", err=True)
        sys.exit(1)
    return list(known.values()) if every else [known[one] for one in ids]
