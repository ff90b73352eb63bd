"""Sends notices by e-mail over SMTP, native: TLS, login, one connection for many messages.

`smtp://` wants STARTTLS, `smtps://` begins with TLS, `smtp+plain://` has neither, for a relay on one's
own machine. A Message-ID that stays at each attempt lets a mail server drop a second copy.
"""

import smtplib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from workers.edges.couriers.composing import composing
from workers.edges.couriers.deadline import deadline
from workers.edges.couriers.places import addresses, why
from workers.edges.couriers.smtp_line import Line, MailServer, dialled, mail_server
from workers.news.channel import Channel
from workers.news.errors import Doubtful, Permanent, Transient
from workers.news.notice import Notice
from workers.stages.render import mail
from workers.stages.render.mail import address_of

SECONDS = 30.0  # for one message, connecting included: a server that greylists answers late
IDLE = 45.0  # seconds after which an idle line is not trusted: servers hang up after a minute
MOST_MAILS = 100  # on one line; some servers take no more
REFUSED_FOR_GOOD = range(500, 600)


@dataclass
class MailCourier:
    """Delivers to channels of kind mail; keeps one line open a channel, used by one thread at a time."""

    allow_private_hosts: frozenset[str]
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS
    _lines: dict[str, Line] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Sends once; tells of recipients that were refused where others were not."""
        server = mail_server(channel)
        with composing(channel):
            message = mail(notice, channel).as_bytes()
        with self._line(server, channel) as line:
            return _sent(line, message, channel, self.seconds)

    @contextmanager
    def _line(self, server: MailServer, channel: Channel) -> Iterator[Line]:
        """A line that is open and logged in, given back when all went well and hung up otherwise."""
        line = self._taken(channel) or self._dialled(server, channel)
        try:
            yield line
        except BaseException:
            line.hang_up()
            raise
        line.used += 1
        line.last = time.monotonic()
        with self._lock:
            rest = self._lines.pop(channel.id, None)
            if line.used < MOST_MAILS:
                self._lines[channel.id] = line
        if rest is not None:
            rest.hang_up()
        if line.used >= MOST_MAILS:
            line.hang_up()

    def _taken(self, channel: Channel) -> Line | None:
        """The line left open, if it is still good for this very channel."""
        with self._lock:
            line = self._lines.pop(channel.id, None)
        if line is None:
            return None
        fresh = line.channel == channel and time.monotonic() - line.last < IDLE
        if fresh and line.answers(self.seconds):
            return line
        line.hang_up()
        return None

    def hang_up(self) -> None:
        """Closes every line left open."""
        with self._lock:
            lines, self._lines = list(self._lines.values()), {}
        for line in lines:
            line.hang_up()

    def _dialled(self, server: MailServer, channel: Channel) -> Line:
        places = addresses(channel, server.host, server.port, self.allow_private_hosts)
        return dialled(server, places, channel, trust=self.trust, seconds=self.seconds)


def _sent(line: Line, message: bytes, channel: Channel, seconds: float) -> str:
    sending = False
    client = line.client
    try:
        with deadline(lambda: client.sock, seconds):
            _taken(client.mail(address_of(channel.sender)), "the sender", channel)
            remark = _recipients(client, channel)
            sending = True  # from here on the server may have it
            _taken(client.data(message), "the message", channel)
            return remark
    except smtplib.SMTPResponseException as error:
        raise refusal(channel, error.smtp_code, "the message") from error
    except (smtplib.SMTPException, OSError) as error:
        kind = Doubtful if sending else Transient
        raise kind(f"channel '{channel.id}': {why(error)} (mail server)") from error


def _recipients(client: smtplib.SMTP, channel: Channel) -> str:
    """Names the recipients; gives a remark where some were refused, raises where all were."""
    codes = [client.rcpt(address_of(one))[0] for one in channel.to]
    refused = [code for code in codes if not 200 <= code < 300]  # noqa: PLR2004 - SMTP
    if len(refused) == len(codes):
        for_now = [code for code in refused if code not in REFUSED_FOR_GOOD]
        raise refusal(channel, (for_now or refused or [550])[0], "every recipient")
    if not refused:
        return ""
    answers = ", ".join(map(str, sorted(set(refused))))
    return f"{len(refused)} of {len(codes)} recipients refused ({answers})"


def _taken(answer: tuple[int, bytes], what: str, channel: Channel) -> None:
    if not 200 <= answer[0] < 300:  # noqa: PLR2004 - SMTP
        raise refusal(channel, answer[0], what)


def refusal(channel: Channel, code: int, what: str) -> Transient | Permanent:
    """Gives the error for a status of SMTP: 5xx is for good, all else for now."""
    told = f"channel '{channel.id}': the mail server answered {code} to {what}"
    if code in REFUSED_FOR_GOOD:
        return Permanent(f"{told}; check the channel's sender, to and secret")
    return Transient(told)
