"""Sends notices as syslog (RFC 5424): `syslog://` over UDP, `syslog+tcp://` and `syslog+tls://` over TCP.

UDP tells nothing of an arrival; over TCP the receiver is heard to close, which it does once it has read
all. A connection a notice: a line written to one that the other side has left would be lost unseen.
"""

import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from workers.edges.couriers.composing import composing
from workers.edges.couriers.deadline import deadline
from workers.edges.couriers.places import addresses, connected, why
from workers.news.channel import Channel
from workers.news.errors import Permanent, Transient
from workers.news.notice import Notice
from workers.stages.render import syslog

SECONDS = 10.0
PATIENCE = 1.0  # seconds that a receiver is given to close; many keep the connection and say nothing
PORTS = {"syslog": 514, "syslog+tcp": 601, "syslog+tls": 6514}


@dataclass
class SyslogCourier:
    """Delivers to channels of kind syslog."""

    allow_private_hosts: frozenset[str]
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Sends one line."""
        target, port = _target(channel)
        host = target.hostname or ""
        with composing(channel):
            line = syslog(notice, channel, socket.gethostname())
        places = addresses(channel, host, port, self.allow_private_hosts)
        try:
            if target.scheme == "syslog":
                _datagram(places[0], port, line)
            else:
                self._stream(target.scheme, host, places, port, line)
        except OSError as error:
            raise Transient(f"channel '{channel.id}': {why(error)} ({host})") from error
        return ""

    def _stream(self, scheme: str, host: str, places: list[str], port: int, line: bytes) -> None:
        plain = connected(places, port, self.seconds)
        plain.settimeout(2 * self.seconds)
        used = plain
        with closing(plain), deadline(lambda: used, self.seconds):
            if scheme == "syslog+tls":
                used = self.trust().wrap_socket(plain, server_hostname=host)
            with closing(used):
                used.sendall(b"%d %b" % (len(line), line))  # octet counting, RFC 6587
                _heard_out(used)


def _datagram(address: str, port: int, line: bytes) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sender:
        sender.connect((address, port))
        sender.send(line)


def _heard_out(used: socket.socket) -> None:
    """Says that nothing more comes, and waits for the other side to close."""
    used.settimeout(PATIENCE)
    with suppress(TimeoutError, ssl.SSLError):  # it keeps the connection: what was sent is in its buffer
        if isinstance(used, ssl.SSLSocket):
            used.unwrap()
        else:
            used.shutdown(socket.SHUT_WR)
            used.recv(1)


def _target(channel: Channel) -> tuple[SplitResult, int]:
    try:
        target = urlsplit(channel.url)
        port = target.port or PORTS[target.scheme]
    except (ValueError, KeyError) as error:
        raise Permanent(f"channel '{channel.id}': its url must look like syslog://host:514") from error
    if not target.hostname:
        raise Permanent(f"channel '{channel.id}': its url names no host")
    return target, port
