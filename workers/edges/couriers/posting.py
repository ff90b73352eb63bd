"""One POST over HTTP to addresses that were checked; redirects are not followed, answers hardly read."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote

from workers.edges.couriers.deadline import deadline
from workers.edges.couriers.places import connected

MOST_READ = 2048  # bytes of a refusal, where Telegram says how long to wait
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Answered:
    """What a receiver said: its status, how long it wants to be left alone, the beginning of a refusal."""

    status: int
    retry_after: str | None
    said: bytes = b""


class NotSure(Exception):
    """The request was sent and no answer came."""


def port(target: SplitResult) -> int:
    """Gives the port, by the scheme where the address names none."""
    return target.port or (443 if target.scheme == "https" else 80)


def posted(
    target: SplitResult, places: list[str], body: bytes, headers: Mapping[str, str], *, seconds: float
) -> Answered:
    """Gives the answer; raises OSError or HTTPException where nothing was sent, NotSure where it was."""
    path = quote(target.path or "/", safe="%/:=&?~+!$,;'@()*")
    query = f"?{quote(target.query, safe='%/:=&?~+!$,;@()*[]')}" if target.query else ""
    connection = http.client.HTTPConnection(target.hostname or "", port(target))
    sent = False
    try:
        with _socket(target, places, seconds) as used, deadline(lambda: used, seconds):
            if isinstance(used, ssl.SSLSocket):
                used.do_handshake()
            connection.sock = used
            connection.putrequest("POST", path + query, skip_host=True, skip_accept_encoding=True)
            every = {
                "Host": target.netloc,
                "Content-Length": str(len(body)),
                "Connection": "close",
                **headers,
            }
            for name, value in every.items():
                connection.putheader(name, value)
            sent = True  # from here on the receiver may have all of it
            connection.endheaders(body)
            with closing(connection.getresponse()) as response:
                said = response.read(MOST_READ) if response.status == TOO_MANY else b""
                return Answered(response.status, response.getheader("Retry-After"), said)
    except (OSError, http.client.HTTPException) as error:
        if sent:
            raise NotSure from error
        raise


def _socket(target: SplitResult, places: list[str], seconds: float) -> socket.socket:
    """Gives a connection; TLS is wrapped around, its handshake still to do."""
    plain = connected(places, port(target), seconds)
    plain.settimeout(2 * seconds)  # the deadline comes first
    if target.scheme == "http":
        return plain
    return _tls().wrap_socket(plain, server_hostname=target.hostname, do_handshake_on_connect=False)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
