"""The page's server: one process, few threads, on an address that is free and may be used."""

import errno
import signal
import socket
import threading
from types import FrameType

from workers.news.errors import NewsError
from workers.page.security import refuse_open
from workers.settings import Settings

THREADS = 8  # views at once; each waits for the index or the server
QUEUED = 128  # connections that wait to be taken
MOST_CONNECTIONS = 400  # more are told to come back; those that listen for what is new count too


class PortTaken(NewsError):
    """Another program listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"port {port} is taken by another program: end it, or set BEFFROI_PAGE_PORT to another"
        )


def address(settings: Settings) -> str:
    """Gives the page's address, as a person on this machine opens it."""
    host = settings.page_host
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - told apart, not listened on
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.page_port}"


def bound(settings: Settings) -> socket.socket:
    """Gives a socket that listens; raises PortTaken, or NewsError where the address is none of ours."""
    refuse_open(settings)
    family = socket.AF_INET6 if ":" in settings.page_host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.page_host, settings.page_port))
        listening.listen(QUEUED)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(settings.page_port) from error
        raise NewsError(f"the page cannot listen on {settings.page_host}: {error}") from error
    return listening


def serve(settings: Settings) -> None:
    """Serves until a signal; raises BadConfiguration, PortTaken, or Transient where the server is away."""
    import uvicorn

    from workers import wiring
    from workers.page.app import app
    from workers.page.security import door
    from workers.page.shapes import shapes
    from workers.page.wired import key, world

    listening = bound(settings)
    threading.Thread(target=shapes, daemon=True).start()  # a second of another process, before one asks
    made = app(world(), door(settings, key(), wiring.now), threads=THREADS)
    config = uvicorn.Config(
        made,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=2,  # open streams of events end with it
    )
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _asked)  # uvicorn hands it on once it has ended: to be stopped is no failure
    uvicorn.Server(config).run(sockets=[listening])


def _asked(_number: int, _frame: FrameType | None) -> None:
    """Does nothing."""
