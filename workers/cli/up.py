"""`beffroi up`: the server, the workers, beat and the live screen, until Ctrl-C."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click

from workers.addresses import EVERY_HOST
from workers.cli.shell import config_option, read_watchlist
from workers.settings import Settings

REFRESH = 0.5  # seconds between two looks at the state
STOP_WITHIN = 8.0  # seconds for all workers; the server's own stop fits in the ten that are promised


@click.command(name="up")
@click.option("--demo", is_flag=True, help="Watch sample feeds served on this machine; needs no network.")
@click.option("--plain", is_flag=True, help="Log lines instead of the live screen (as without a terminal).")
@config_option
def command(config: Path | None, *, demo: bool, plain: bool) -> None:
    """Start everything: server, workers, beat and the live screen. Ctrl-C stops it all cleanly.

    \b
    Example: beffroi up --demo
    """
    from workers import wiring
    from workers.logs import configure

    settings = Settings(config=config) if config else Settings()
    configure(format=settings.log_format, level=settings.log_level)
    with contextlib.ExitStack() as stack:
        if demo:
            settings = stack.enter_context(_demo(settings))
        read_watchlist(settings.config)
        wiring.use(settings)
        stop = _stopped_by_signals()
        _run(settings, stop, live=sys.stdout.isatty() and not plain)


@contextlib.contextmanager
def _demo(settings: Settings) -> Iterator[Settings]:
    """Serves the sample feeds and gives settings that watch them, with a state of their own."""
    from workers.demo.site import DemoSite

    state = settings.state.with_name(f"{settings.state.name}-demo")
    state.mkdir(parents=True, exist_ok=True)
    with DemoSite() as site:
        yield settings.model_copy(
            update={"state": state, "config": site.watchlist(state), "allow_private_hosts": EVERY_HOST}
        )


def _run(settings: Settings, stop: threading.Event, *, live: bool) -> None:
    from workers.cli.page_notice import page_notice
    from workers.cli.show import show
    from workers.edges.embedded_server import EmbeddedServer
    from workers.heap import give_back
    from workers.services import children
    from workers.supervisor import Supervisor

    settings.state.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        if settings.redis_url is None:
            stack.enter_context(EmbeddedServer(settings.state, settings.socket))
        notice = page_notice(settings)
        supervisor = Supervisor(children(settings, without=() if notice.served else ("page",)))
        stack.callback(supervisor.stop, STOP_WITHIN)
        supervisor.start()
        give_back()  # what the file of feeds took to be read
        show(settings, supervisor, stop, live=live, every=REFRESH, page=notice)


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    return stop
