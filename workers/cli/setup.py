"""`beffroi setup`: run once by an administrator; workers then start with a key that can do no more."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workers.news.watch import Watch


@click.command(name="setup")
@click.option("--user", default="elastic", show_default=True, help="Administrator's name.")
@click.option("--key-name", default="beffroi", show_default=True, help="Name of the key that is made.")
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that the key is written to, as a line of an environment file.",
)
@click.option("--no-key", is_flag=True, help="Make no key.")
@click.option(
    "--kibana", metavar="URL", help="Import data views, dashboards, a query for each watch into this Kibana."
)
def command(user: str, key_name: str, key_file: Path | None, kibana: str | None, *, no_key: bool) -> None:
    """Prepare Elasticsearch: templates, roles and a key that can write and read `beffroi-*` and nothing else.

    The administrator's password is read from BEFFROI_ELASTICSEARCH_PASSWORD. May be run again after an
    upgrade; each run makes a new key.

    \b
    Example: BEFFROI_ELASTICSEARCH_PASSWORD=… beffroi setup --key-file beffroi.env
    """
    from workers.edges.elastic_archive import ElasticArchive
    from workers.edges.elastic_ledger import ElasticFeedDays, ElasticLedger
    from workers.edges.kibana_objects import import_objects
    from workers.stages.kibana import ndjson
    from workers.wiring import connection, settings

    chosen = settings()
    if not chosen.elasticsearch_url or not chosen.elasticsearch_password:
        raise click.UsageError("set ELASTICSEARCH_URL and BEFFROI_ELASTICSEARCH_PASSWORD")
    login = (user, chosen.elasticsearch_password.get_secret_value())
    administrator = replace(connection(without_key=True), login=login)
    archive = ElasticArchive(administrator)
    archive.setup()
    ElasticLedger(administrator.open, administrator.place).setup()
    ElasticFeedDays(administrator.open, administrator.place).setup()
    if kibana:
        taken = import_objects(kibana, ndjson(_watches(chosen.config)), login)
        click.echo(f"{taken} objects imported into Kibana", err=True)
    if no_key:
        return
    line = f"BEFFROI_ELASTICSEARCH_API_KEY={archive.prepare(key_name)}"
    if key_file is None:
        click.echo(line)
        return
    with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{line}\n")
    click.echo(f"templates and roles are there; the key is in {key_file}")


def _watches(config: Path) -> "Sequence[Watch]":
    """The file's watches; none where there is no file, or mistakes such as secrets that are not set here."""
    from workers.settings import environment
    from workers.watchlist.load import load
    from workers.watchlist.mistakes import BadWatchlist

    if not config.exists():
        return ()
    try:
        return load(config, environment()).watches
    except BadWatchlist as error:
        click.echo(f"{error}\nno query is saved for the watches of {config}", err=True)
        return ()
