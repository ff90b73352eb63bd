"""`beffroi backup`: a copy of what this machine keeps, made while it runs."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workers.settings import Settings


@click.command(name="backup")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Copy the embedded server's data and the embedded index into a new FOLDER, running or not.

    The copy is a state folder: start on it with BEFFROI_STATE, or put its content in the place of what was
    lost. Servers of your own (BEFFROI_REDIS_URL, ELASTICSEARCH_URL) are copied by their own means:
    docs/deploy.md.

    \b
    Example: beffroi backup /srv/backup/beffroi-2026-03-02
    """
    from workers.news.errors import NewsError
    from workers.settings import Settings

    settings = Settings()
    if settings.redis_url and settings.elasticsearch_url:
        raise click.UsageError(
            "nothing is kept on this machine: docs/deploy.md says how servers are backed up"
        )
    if folder.exists():
        raise click.UsageError(f"{folder} exists: each backup takes a new folder")
    begun = folder.with_name(f"{folder.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)  # of a run that was killed
    begun.mkdir(mode=0o700, parents=True)
    try:
        told = _copied(settings, begun)
    except (NewsError, OSError) as error:
        shutil.rmtree(begun, ignore_errors=True)
        raise click.ClickException(str(error)) from error
    begun.rename(folder)
    click.echo(f"copied to {folder}: {', '.join(told) or 'nothing, for nothing is there yet'}")


def _copied(settings: "Settings", folder: Path) -> list[str]:
    """Gives what was copied. The queue comes first: an article ticked off in it is in the index by then."""
    from workers.edges.tantivy_copy import copy_index

    done = []
    if settings.redis_url is None and (settings.state / "valkey").is_dir():
        _copy_server(settings, folder / "valkey")
        done.append("queue and state")
    if settings.elasticsearch_url is None:
        done += copy_index(settings.state / "index", folder / "index")
    return done


def _copy_server(settings: "Settings", target: Path) -> None:
    from workers.edges.append_only_copy import copy_running, copy_stopped
    from workers.edges.embedded_server import idle, running

    server = settings.state / "valkey"
    target.mkdir(mode=0o700)
    with ExitStack() as stack:
        if store := running(settings.socket):
            copy_running(stack.enter_context(store), server, target)
            return
        stack.enter_context(idle(settings.state))
        copy_stopped(server, target)
