"""Sends alerts as short messages through Apprise: mail, Signal, Teams, Matrix and a hundred more.

Apprise resolves and connects by itself, so the check for private addresses is done before
and not at the connection; channel addresses are written by the desk, never by a feed.
"""

import re
from typing import TYPE_CHECKING, NoReturn

from workers.edges.couriers.composing import composing
from workers.edges.couriers.places import addresses
from workers.news.channel import Channel
from workers.news.errors import Doubtful, Permanent, Transient
from workers.news.notice import Notice
from workers.stages.render import rendered
from workers.stages.render.escape import line, web_link
from workers.stages.render.short import short

if TYPE_CHECKING:
    from apprise import Apprise, AppriseResult, NotifyBase

STATUS = re.compile(r"error=(\d{3})\b")
LONGEST_SMS = 200  # signs; a service that takes no more sends SMS
LONGEST_BODY = 2000  # signs that even Discord takes

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

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Notifies the one service; Apprise's own time-outs are 4 s to connect and 4 s a read."""
        import apprise

        services = _services(channel.url)
        if len(services) != 1:
            raise Permanent(f"channel '{channel.id}': Apprise does not understand its url; see {SERVICES}")
        service = services[0]
        service.redirects = False  # also where the URL says redirect=yes
        self._check(service, channel)
        with composing(channel):
            title, body = _said_of(notice, channel, service.body_maxlen)
        result = services.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
        if not result:
            _raise(result, f"channel '{channel.id}': the {service.service_name} service")
        return ""

    def _check(self, service: "NotifyBase", channel: Channel) -> None:
        # A service without {host} is named by tokens: looking those up would tell them to the name server.
        templates: tuple[str, ...] = service.templates
        if any("{host}" in template for template in templates):
            addresses(channel, service.host.strip("[]"), service.port or 0, self._private_hosts)


def _said_of(notice: Notice, channel: Channel, most: int) -> tuple[str, str]:
    """Gives title and body: one line, then the passage, what fired, where to read on; an SMS has a body."""
    if most <= LONGEST_SMS:
        return "", short(rendered("short", notice, channel), notice.alert.url)
    body = rendered("chat", notice, channel, "plain", LONGEST_BODY)
    url = "" if notice.form == "digest" else web_link(notice.alert.url)
    return line(rendered("subject", notice, channel)), "\n\n".join(filter(None, (body, url)))


def _raise(result: "AppriseResult", whose: str) -> NoReturn:
    """Tells the HTTP status if one was logged; the rest of those lines may hold tokens.

    Without a status nobody knows whether the message arrived: Apprise gives up after 4 s.
    """
    lines = " ".join(entry.message for one in result.results for entry in one.logs())
    if found := STATUS.search(lines):
        raise Transient(f"{whose} answered {found[1]}")
    raise Doubtful(f"{whose} did not take the message")
