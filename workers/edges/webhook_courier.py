"""Posts alerts as JSON to web addresses, signed as Standard Webhooks 1.0 wants it.

A secret that begins with `whsec_` is base64, as that standard has it; any other is taken
letter by letter, and a receiver's library wants it as `whsec_` and its base64.
The address is connected to as it was checked, so that a name that changes between the
two does not lead inside; redirects are not followed for the same reason.
"""

import binascii
import contextlib
import hashlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urlsplit

from workers.addresses import HINT, allowed, opened
from workers.news.alert import Alert, Channel
from workers.news.errors import Permanent, Transient
from workers.ports import Clock
from workers.wire import dump

SECONDS = 10.0  # from connecting to the status line
SHORTEST_WAIT = timedelta(seconds=1)  # a receiver's "0" would burn all attempts at once
USUAL_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
SHOWN = (
    *("id", "watch_id", "watch_title", "severity", "article_id", "title", "url"),
    *("source", "feed_id", "reason", "passage", "published", "created", "seen", "marks", "fired"),
    *("conditions", "agencies", "countries", "places", "story"),
)
PASSING = {408, 425, 429}  # and all 5xx; other refusals will not change by themselves


class WebhookCourier:
    """Delivers to channels of kind webhook; `seconds` bounds one attempt after the name is resolved."""

    def __init__(self, *, allow_private_hosts: frozenset[str], now: Clock, seconds: float = SECONDS) -> None:
        self._private_hosts = allow_private_hosts
        self._now = now
        self._seconds = seconds

    def deliver(self, alert: Alert, channel: Channel) -> None:
        """Posts once; any 2xx is an arrival. Texts name the channel, never its URL or secret."""
        target = _target(channel)
        now = self._now()
        body = payload(alert)
        headers = _headers(alert, channel, body, now)
        addresses = self._addresses(target, channel)
        try:
            answer = _post(target, addresses, body, headers, seconds=self._seconds)
        except (OSError, http.client.HTTPException) as error:
            raise Transient(f"channel '{channel.id}': {_why(error)} ({target.hostname})") from error
        _judge(answer, channel, now)

    def _addresses(self, target: SplitResult, channel: Channel) -> list[str]:
        host = target.hostname or ""
        try:
            addresses = allowed(host, _port(target), private=opened(host, self._private_hosts))
        except UnicodeError as error:
            raise Permanent(f"channel '{channel.id}': '{host}' is no host name") from error
        except OSError as error:
            raise Transient(f"channel '{channel.id}': {_why(error)} ({host})") from error
        if not addresses:
            raise Permanent(f"channel '{channel.id}': {host} is on a private address; {HINT}")
        return addresses


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    retry_after: str | None


def payload(alert: Alert) -> bytes:
    """Gives the JSON body; the same at each attempt, so that a receiver can compare."""
    return dump(
        {
            "type": "beffroi.alert",
            "timestamp": alert.created,
            "data": {field: getattr(alert, field) for field in SHOWN},
        }
    )


def _headers(alert: Alert, channel: Channel, body: bytes, now: datetime) -> dict[str, str]:
    # Receivers drop what they have had by this id: one a channel, as two channels may lead to one receiver.
    place = hashlib.blake2b(channel.id.encode(), digest_size=4).hexdigest()
    message = f"{alert.id}_{place}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Beffroi",
        "webhook-id": message,
        "webhook-timestamp": str(int(now.timestamp())),
    }
    if channel.secret is not None:
        headers["webhook-signature"] = _signature(channel, message, body, now)
    return headers


def _signature(channel: Channel, message: str, body: bytes, now: datetime) -> str:
    from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

    secret = channel.secret or ""
    try:
        webhook = Webhook(secret if secret.startswith("whsec_") else secret.encode())
    except (EmptyWebhookSecretError, binascii.Error) as error:
        raise Permanent(f"channel '{channel.id}': its secret is empty or no base64 after whsec_") from error
    return str(webhook.sign(message, now, body.decode()))


def _target(channel: Channel) -> SplitResult:
    try:
        target = urlsplit(channel.url)
        usable = target.scheme in {"http", "https"} and target.hostname and _port(target)
    except ValueError:  # a port that is no number, a bracket that does not close
        usable = None
    if not usable:
        raise Permanent(f"channel '{channel.id}': its url must look like https://host/path")
    if target.username is not None:
        raise Permanent(f"channel '{channel.id}': name and password in the url are not sent; use a secret")
    return target


def _port(target: SplitResult) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _post(
    target: SplitResult, addresses: list[str], body: bytes, headers: Mapping[str, str], *, seconds: float
) -> _Answer:
    """Gives the status; the answer's body is left unread."""
    path = quote(target.path or "/", safe="%/:=&?~+!$,;'@()*")
    query = f"?{quote(target.query, safe='%/:=&?~+!$,;@()*[]')}" if target.query else ""
    connection = http.client.HTTPConnection(target.hostname or "", _port(target))
    with _connected(target, addresses, seconds) as connected, _deadline(connected, seconds):
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        connection.sock = connected
        connection.putrequest("POST", path + query, skip_host=True, skip_accept_encoding=True)
        every = {"Host": target.netloc, "Content-Length": str(len(body)), "Connection": "close", **headers}
        for name, value in every.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        return _Answer(response.status, response.getheader("Retry-After"))


def _connected(target: SplitResult, addresses: list[str], seconds: float) -> socket.socket:
    """Connects to the first address that answers; TLS is wrapped around, its handshake still to do."""
    trouble: OSError = OSError("no address")
    for address in addresses:
        try:
            plain = socket.create_connection((address, _port(target)), timeout=seconds / len(addresses))
        except OSError as error:
            trouble = error
            continue
        plain.settimeout(2 * seconds)  # the deadline comes first
        if target.scheme == "http":
            return plain
        return _tls().wrap_socket(plain, server_hostname=target.hostname, do_handshake_on_connect=False)
    raise trouble


@contextlib.contextmanager
def _deadline(connected: socket.socket, seconds: float) -> Iterator[None]:
    """Cuts the connection when time is up: a socket's own time-out begins anew at each read."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # an SSLSocket's own would race with a read

    timer = threading.Timer(seconds, cut)
    timer.start()
    trouble: Exception | None = None
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        trouble = error
    finally:
        timer.cancel()
    if late.is_set():  # without an error too: what was cut may read as an answer
        raise TimeoutError(f"no answer in {seconds:g} s") from trouble
    if trouble:
        raise trouble


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _judge(answer: _Answer, channel: Channel, now: datetime) -> None:
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    if status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wait = _wait(answer.retry_after, now)
        raise Transient(f"channel '{channel.id}': the receiver answered {status}", after=wait)
    if status < HTTPStatus.BAD_REQUEST:
        hint = "redirects are not followed; write the final address"
    else:
        hint = "check the channel's url and secret"
    raise Permanent(f"channel '{channel.id}': the receiver answered {status}; {hint}")


def _wait(retry_after: str | None, now: datetime) -> timedelta:
    """Reads Retry-After, seconds or a date, into 1 s to 1 h; 10 s where there is none."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            asked = parsedate_to_datetime(text) - now
        except (ValueError, TypeError):  # TypeError: a date without a zone
            return USUAL_WAIT
    return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)


def _why(error: Exception) -> str:
    """Gives the reason without addresses or answers, which the receiver could write at will."""
    if isinstance(error, TimeoutError):
        return str(error) if error.args and "answer" in str(error) else "no connection in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
