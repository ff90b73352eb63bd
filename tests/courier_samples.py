"""Couriers to be tried, an alert to bring, and a server that is slow to answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.couriers.apprise_courier import AppriseCourier
from workers.edges.couriers.post_courier import PostCourier
from workers.news.alert import Alert
from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.wiring import now

ALERT = Alert(
    id="5f1d" * 8,
    watch_id="africom",
    watch_title="Africom",
    severity="high",
    article_id="a1",
    title="Le général Anderson reçu à Rabat",
    url="https://journal.example/rabat",
    source="Journal du matin",
    feed_id="matin",
    reason="Africom (AFRICOM)",
    passage="Le chef de l'AFRICOM a été reçu mardi.",
    published=None,
    created=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
    channels=("bureau",),
)
NOTICE = Notice(id="9c4a" * 8, alerts=(ALERT,), sent=ALERT.created)


def webhook(*, private: bool = True, seconds: float = 5.0) -> PostCourier:
    return PostCourier(allow_private_hosts=EVERY_HOST if private else frozenset(), now=now, seconds=seconds)


def channel(url: str, *, secret: str | None = None, kind: str = "webhook") -> Channel:
    return Channel(id="bureau", kind=kind, url=url, secret=secret)


@contextmanager
def one_who(answers: bytes, *, every: float) -> Iterator[str]:
    """A server that takes a connection and sends these bytes one by one, so slowly."""
    done = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        taken, _ = listening.accept()
        with taken, suppress(OSError):  # OSError: the other side has hung up
            for byte in answers:
                if done.wait(every):
                    break
                taken.send(bytes([byte]))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        done.set()
        thread.join()
        listening.close()


COURIERS = [
    pytest.param(webhook(), "http://{}", id="webhook"),
    pytest.param(AppriseCourier(allow_private_hosts=EVERY_HOST), "json://{}", id="apprise"),
]
GUARDED = [
    pytest.param(webhook(private=False), "http://{}", id="webhook"),
    pytest.param(AppriseCourier(allow_private_hosts=set()), "json://{}", id="apprise"),
]


def address(site: Site, path: str) -> str:
    return site.url(path).removeprefix("http://")
