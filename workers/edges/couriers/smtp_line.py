"""A line to a mail server: connected to a checked address, encrypted, logged in."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from workers.edges.couriers.deadline import deadline
from workers.edges.couriers.places import connected, why
from workers.news.channel import Channel
from workers.news.errors import Permanent, Transient

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """What a channel's address says: `scheme` is smtp, smtps or smtp+plain."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""


@dataclass
class Line:
    """An open connection, and how much it was used."""

    client: smtplib.SMTP
    channel: Channel
    used: int = 0
    last: float = 0.0
    """Second of the machine's own clock at which it was used last."""

    def answers(self, seconds: float) -> bool:
        """Whether the other side is still there."""
        try:
            with deadline(lambda: self.client.sock, seconds):
                return self.client.rset()[0] == 250  # noqa: PLR2004 - SMTP
        except (smtplib.SMTPException, OSError):
            return False

    def hang_up(self) -> None:
        """Closes the connection, politely as far as the other side still listens."""
        with suppress(smtplib.SMTPException, OSError):
            if self.client.sock is not None:
                self.client.sock.settimeout(1)
            self.client.quit()
        self.client.close()


def mail_server(channel: Channel) -> MailServer:
    """Reads a channel's address; raises Permanent where it is none."""
    try:
        parts = urlsplit(channel.url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise Permanent(f"channel '{channel.id}': its url must look like smtp://user@host:587") from error
    if not parts.hostname:
        raise Permanent(f"channel '{channel.id}': its url names no mail server")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=channel.secret or unquote(parts.password or ""),
    )


def dialled(
    server: MailServer,
    places: list[str],
    channel: Channel,
    *,
    trust: Callable[[], ssl.SSLContext],
    seconds: float,
) -> Line:
    """Gives a line that is encrypted and logged in, as far as the address asks for it."""
    client = _Client(server, places, trust, seconds)
    try:
        with deadline(lambda: client.sock, seconds):
            client.connect(server.host, server.port)
            _encrypt(client, server, channel, trust)
            _log_in(client, server, channel)
    except (Transient, Permanent):
        client.close()
        raise
    except smtplib.SMTPResponseException as error:
        client.close()
        raise _refused(channel, error.smtp_code) from error
    except (smtplib.SMTPException, OSError) as error:
        client.close()
        raise Transient(f"channel '{channel.id}': {why(error)} ({server.host})") from error
    return Line(client, channel)


class _Client(smtplib.SMTP):
    """Connects to addresses that were checked before, not to those that the name has now."""

    def __init__(
        self, server: MailServer, places: list[str], trust: Callable[[], ssl.SSLContext], seconds: float
    ) -> None:
        self._server = server
        self._places = places
        self._trust = trust
        self._seconds = seconds
        super().__init__(local_hostname="beffroi.localdomain", timeout=seconds)
        self._host = server.host  # what STARTTLS checks the certificate against

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        del host, timeout
        plain = connected(self._places, port, self._seconds)
        plain.settimeout(2 * self._seconds)  # the deadline comes first
        if self._server.scheme != "smtps":
            return plain
        return self._trust().wrap_socket(plain, server_hostname=self._server.host)


def _encrypt(
    client: smtplib.SMTP, server: MailServer, channel: Channel, trust: Callable[[], ssl.SSLContext]
) -> None:
    client.ehlo_or_helo_if_needed()
    if server.scheme != "smtp":
        return
    if not client.has_extn("starttls"):
        raise Permanent(
            f"channel '{channel.id}': the mail server offers no STARTTLS; write smtps:// or, for a relay of "
            "your own, smtp+plain://"
        )
    client.starttls(context=trust())
    client.ehlo()


def _log_in(client: smtplib.SMTP, server: MailServer, channel: Channel) -> None:
    if not server.user:
        return
    if server.scheme == "smtp+plain":
        raise Permanent(f"channel '{channel.id}': no password is sent without encryption; write smtp://")
    try:
        client.login(server.user, server.password)
    except smtplib.SMTPNotSupportedError as error:
        raise Permanent(f"channel '{channel.id}': the mail server takes no login") from error


def _refused(channel: Channel, code: int) -> Transient | Permanent:
    told = f"channel '{channel.id}': the mail server answered {code} to the login"
    if 500 <= code < 600:  # noqa: PLR2004 - SMTP
        return Permanent(f"{told}; check user and secret")
    return Transient(told)
