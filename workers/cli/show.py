"""Shows a running system until it is told to stop: a live screen, or log lines without a terminal."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import structlog

from workers.cli.lines import Lines
from workers.cli.lookout import Look, Lookout
from workers.cli.page_notice import NO_PAGE, PageNotice
from workers.cli.snapshot import take
from workers.logs import configure
from workers.settings import Settings
from workers.supervisor import State as Service
from workers.supervisor import Supervisor
from workers.wiring import now, pipeline

if TYPE_CHECKING:
    from rich.live import Live

log = structlog.get_logger()

MOST_ALERTS = 100  # above this many between two looks, the oldest get no line of their own


class View(Protocol):
    """A way to show what was looked at."""

    def show(self, look: Look, services: Sequence[Service]) -> None:
        """Shows what there is to see now."""


def show(
    settings: Settings,
    supervisor: Supervisor,
    stop: threading.Event,
    *,
    live: bool,
    every: float,
    page: PageNotice = NO_PAGE,
) -> None:
    """Keeps the services running and shows them, a look each `every` seconds, until `stop` is set."""
    lookout = Lookout(lambda: take(pipeline(), most_alerts=MOST_ALERTS), stop, every)
    lookout.start()
    with _live(settings, page) if live else contextlib.nullcontext(_told(page)) as view:
        while not stop.is_set():
            supervisor.poll()
            view.show(lookout.look, supervisor.states())
            stop.wait(every)


def _told(page: PageNotice) -> View:
    if page.trouble:
        log.warning("page.not_served", reason=page.trouble)
    elif page.served:
        log.info("page.served", address=page.address)
    return Lines(now)


@contextlib.contextmanager
def _live(settings: Settings, page: PageNotice) -> Iterator[View]:
    """Draws the live screen; our own log lines go to a file meanwhile."""
    from rich.live import Live

    path = settings.state / "logs" / "up.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        configure(format="json", level=settings.log_level, stream=stream)
        try:
            with Live(screen=True, auto_refresh=False) as live:
                yield _LiveView(live, page)
        finally:
            configure(format=settings.log_format, level=settings.log_level)


class _LiveView:
    def __init__(self, live: "Live", page: PageNotice) -> None:
        self._live = live
        self._page = page

    def show(self, look: Look, services: Sequence[Service]) -> None:
        from workers.cli.screen import render

        screen = render(look.state, services, now().astimezone(), trouble=look.trouble, page=self._page)
        self._live.update(screen, refresh=True)
