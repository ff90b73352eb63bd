"""A channel tried step by step, so that a person sees where it ends; the last step sends a sample."""

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from workers.edges.couriers.composing import composing
from workers.edges.couriers.places import addresses, connected, why
from workers.edges.couriers.smtp_line import PORTS as MAIL_PORTS
from workers.edges.couriers.smtp_line import dialled, mail_server
from workers.edges.couriers.syslog_courier import PORTS as SYSLOG_PORTS
from workers.news.channel import Channel
from workers.news.errors import NewsError, Transient
from workers.news.notice import Notice
from workers.outgoing import Courier
from workers.stages.render.posts import KINDS, post

SECONDS = 10.0
PORTS = {"http": 80, "https": 443, **MAIL_PORTS, **SYSLOG_PORTS}
TLS_FIRST = frozenset({"https", "smtps", "syslog+tls"})
DATAGRAMS = frozenset({"syslog"})

Trust = Callable[[], ssl.SSLContext]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step and what came of it."""

    name: str
    ok: bool
    said: str


def tried(
    channel: Channel,
    courier: Courier,
    sample: Notice,
    private_hosts: frozenset[str],
    *,
    trust: Trust = ssl.create_default_context,
    seconds: float = SECONDS,
) -> Iterator[Step]:
    """Gives each step as it is made; ends with the first that fails."""
    name = "dns"
    try:
        for name, said in _steps(channel, sample, private_hosts, trust, seconds):
            yield Step(name=name, ok=True, said=said)
        name = "accepted"
        remark = courier.deliver(sample, channel)
        yield Step(name=name, ok=not remark, said=remark or "the channel took the sample")
    except NewsError as error:
        yield Step(name=_where(error, name), ok=False, said=str(error))


def _steps(
    channel: Channel, sample: Notice, private_hosts: frozenset[str], trust: Trust, seconds: float
) -> Iterator[tuple[str, str]]:
    """The steps before the sample, for channels whose address names a host."""
    url = _url(channel, sample)
    scheme, host, port = _target(url)
    if not host:
        return
    places = addresses(channel, host, port, private_hosts)
    yield "dns", f"{host} is {', '.join(places)}"
    if scheme in DATAGRAMS:
        return
    with _reached(channel, host, places, port, seconds) as plain:
        yield "connection", f"port {port} answers"
        if scheme in TLS_FIRST:
            yield "tls", _handshake(channel, plain, host, trust)
    if channel.kind == "mail":
        yield from _mail(channel, places, trust, seconds)


def _mail(channel: Channel, places: list[str], trust: Trust, seconds: float) -> Iterator[tuple[str, str]]:
    server = mail_server(channel)
    line = dialled(server, places, channel, trust=trust, seconds=seconds)
    try:
        if isinstance(line.client.sock, ssl.SSLSocket) and server.scheme == "smtp":
            yield "tls", f"STARTTLS, {line.client.sock.version()}"
        yield "login", f"as {server.user}" if server.user else "none asked for"
    finally:
        line.hang_up()


def _url(channel: Channel, sample: Notice) -> str:
    if channel.kind in KINDS:
        with composing(channel):
            return post(sample, channel).url
    return channel.url if channel.kind in {"mail", "syslog"} else ""


def _target(url: str) -> tuple[str, str, int]:
    """Gives scheme, host and port; no host where the address is none, which the courier says best."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", "", 0


def _reached(channel: Channel, host: str, places: list[str], port: int, seconds: float) -> socket.socket:
    try:
        return connected(places, port, seconds)
    except OSError as error:
        raise _Failed(f"channel '{channel.id}': {why(error)} ({host})", "connection") from error


def _handshake(channel: Channel, plain: socket.socket, host: str, trust: Trust) -> str:
    try:
        with trust().wrap_socket(plain, server_hostname=host) as used:
            return str(used.version())
    except OSError as error:
        raise _Failed(f"channel '{channel.id}': {why(error)} ({host})", "tls") from error


class _Failed(Transient):
    """A step that failed, by its name."""

    def __init__(self, reason: str, step: str) -> None:
        super().__init__(reason)
        self.step = step


def _where(error: NewsError, last: str) -> str:
    """Gives the step that failed: the one it names, or that after the last."""
    if isinstance(error, _Failed):
        return error.step
    said = str(error)
    if "login" in said or "password" in said:
        return "login"
    if "certificate" in said or "STARTTLS" in said:
        return "tls"
    return last
