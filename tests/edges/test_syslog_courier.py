"""Syslog to real sockets on the loopback address."""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from facts import NOON, alert
from mail_server import Certificates
from workers.addresses import EVERY_HOST
from workers.edges.couriers.syslog_courier import SyslogCourier
from workers.news.channel import Channel
from workers.news.errors import Permanent, Transient
from workers.news.notice import Notice

NOTICE = Notice(id="9c4a" * 8, alerts=(alert(title="Frégate à Djibouti"),), sent=NOON)
CERTIFICATES = Certificates()
LINE = re.compile(rb"<133>1 2026-03-02T12:00:00\.000000Z \S+ beffroi - alert \[beffroi@32473 id=\"9c4a")


def courier(*, private: bool = True) -> SyslogCourier:
    hosts = EVERY_HOST if private else frozenset()
    return SyslogCourier(allow_private_hosts=hosts, trust=CERTIFICATES.trust, seconds=5)


def channel(url: str) -> Channel:
    return Channel(id="siem", kind="syslog", url=url)


@contextmanager
def listening(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A server that takes one connection and reads it to its end."""
    taken: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        plain, _ = server.accept()
        used = context.wrap_socket(plain, server_side=True) if context else plain
        with used:
            while block := used.recv(4096):
                taken.append(block)
            if context:
                used.unwrap()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], taken
    thread.join()
    server.close()


def test_a_datagram_is_one_line():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        courier().deliver(NOTICE, channel(f"syslog://127.0.0.1:{receiver.getsockname()[1]}"))
        line = receiver.recv(9000)
    assert LINE.match(line)
    assert line.endswith("\ufeff[Mali] Frégate à Djibouti".encode())


@pytest.mark.parametrize("scheme", ["syslog+tcp", "syslog+tls"])
def test_over_a_stream_the_line_comes_with_its_length(scheme):
    context = CERTIFICATES.server() if scheme == "syslog+tls" else None
    with listening(context) as (port, taken):
        courier().deliver(NOTICE, channel(f"{scheme}://localhost:{port}"))
    length, _, line = b"".join(taken).partition(b" ")
    assert int(length) == len(line)
    assert LINE.match(line)


def test_a_receiver_that_keeps_the_connection_has_taken_the_line():
    with socket.create_server(("127.0.0.1", 0)) as keeps:
        courier().deliver(NOTICE, channel(f"syslog+tcp://127.0.0.1:{keeps.getsockname()[1]}"))


def test_a_receiver_that_is_down_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Transient):
        courier().deliver(NOTICE, channel(f"syslog+tcp://127.0.0.1:{port}"))


@pytest.mark.parametrize("url", ["", "syslog://", "http://a.example", "syslog://a:x", "syslog://["])
def test_an_address_that_is_none_is_a_mistake_to_mend(url):
    with pytest.raises(Permanent, match="'siem'"):
        courier().deliver(NOTICE, channel(url))


def test_a_private_address_is_refused_unless_allowed():
    with pytest.raises(Permanent, match="private: true"):
        courier(private=False).deliver(NOTICE, channel("syslog://127.0.0.1:514"))
