"""Sends alerts as short messages through Apprise: mail, Signal, Teams, Matrix and a hundred more.

Apprise resolves and connects by itself, so the check for private addresses is done before
and not at the connection; channel addresses are written by the desk, never by a feed.
"""

import re
from typing import TYPE_CHECKING

from workers.addresses import HINT, allowed, opened
from workers.news.alert import Alert, Channel
from workers.news.errors import Permanent, Transient

if TYPE_CHECKING:
    from apprise import Apprise, AppriseResult, NotifyBase

STATUS = re.compile(r"error=(\d{3})\b")


SERVICES = "https://appriseit.com/services"


def understood(url: str) -> bool:
    """Whether Apprise knows the service that an address names; nothing is sent."""
    return len(_services(url)) == 1


def _services(url: str) -> "Apprise":
    import apprise

    # No redirects: they would lead where the check did not look. No memory on disk, no plug-ins.
    asset = apprise.AppriseAsset(app_id="Beffroi", http_redirects=False, storage_mode="memory")
    services = apprise.Apprise(asset=asset)
    services.add(url)
    return services


class AppriseCourier:
    """Delivers to channels of kind apprise; texts name the channel, never its URL, which holds tokens."""

    def __init__(self, *, allow_private_hosts: frozenset[str]) -> None:
        self._private_hosts = allow_private_hosts

    def deliver(self, alert: Alert, channel: Channel) -> None:
        """Notifies the one service; Apprise's own time-outs are 4 s to connect and 4 s a read."""
        import apprise

        services = _services(channel.url)
        if len(services) != 1:
            raise Permanent(f"channel '{channel.id}': Apprise does not understand its url; see {SERVICES}")
        service = services[0]
        service.redirects = False  # also where the URL says redirect=yes
        self._check(service, channel)
        result = services.notify(
            title=subject(alert), body=message(alert), body_format=apprise.NotifyFormat.TEXT
        )
        if not result:
            raise Transient(f"channel '{channel.id}': the {service.service_name} service {_said(result)}")

    def _check(self, service: "NotifyBase", channel: Channel) -> None:
        # A service without {host} is named by tokens: looking those up would tell them to the name server.
        templates: tuple[str, ...] = service.templates
        if not any("{host}" in template for template in templates):
            return
        host = service.host.strip("[]")
        if opened(host, self._private_hosts):
            return
        try:
            addresses = allowed(host, service.port or 0, private=False)
        except (OSError, UnicodeError) as error:
            raise Transient(f"channel '{channel.id}': its host is not known; is the name right?") from error
        if not addresses:
            raise Permanent(f"channel '{channel.id}': its host is on a private address; {HINT}")


def subject(alert: Alert) -> str:
    """Gives one line, such as « [Africom] Le général Anderson reçu à Rabat »."""
    return _line(f"[{alert.watch_title}] {alert.title}")


def message(alert: Alert) -> str:
    """Gives what is new, the passage, what fired, and where to read on."""
    told = [
        f"Nouveau : {_line(' ; '.join(alert.news))}\n\n" if alert.news else "",
        f"« {_line(alert.passage)} »\n\n" if alert.passage else "",
        f"Motif : {_line(alert.reason)}\n" if alert.reason else "",
    ]
    return f"{''.join(told)}{_line(alert.source)}\n{alert.url}"


def _line(text: str) -> str:
    """Keeps a text to one line: a title must not write headers or paragraphs of its own."""
    return " ".join(text.split())


def _said(result: "AppriseResult") -> str:
    """Gives the HTTP status if one was logged; the rest of those lines may hold tokens."""
    lines = " ".join(entry.message for one in result.results for entry in one.logs())
    found = STATUS.search(lines)
    return f"answered {found[1]}" if found else "did not take the message"
