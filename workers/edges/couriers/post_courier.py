"""Posts notices as JSON: webhooks, Slack, Teams, Mattermost, Telegram, ntfy, Gotify, Pushover.

Webhooks are signed as Standard Webhooks 1.0 wants it. A secret that begins with `whsec_` is base64, as
that standard has it; any other is taken letter by letter, and a receiver's library wants it as `whsec_`
and its base64. The address is connected to as it was checked, so that a name that changes between the
two does not lead inside; redirects are not followed for the same reason.
"""

import binascii
import http.client
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from workers.edges.couriers.composing import composing
from workers.edges.couriers.judging import judge
from workers.edges.couriers.places import addresses, why
from workers.edges.couriers.posting import NotSure, port, posted
from workers.news.channel import Channel
from workers.news.errors import Doubtful, Permanent, Transient
from workers.news.notice import Notice
from workers.ports import Clock
from workers.stages.render import Post, post
from workers.wire import dump

SECONDS = 10.0  # from connecting to the status line


class PostCourier:
    """Delivers to channels whose kind is a POST; `seconds` bounds one attempt after the name is resolved."""

    def __init__(self, *, allow_private_hosts: frozenset[str], now: Clock, seconds: float = SECONDS) -> None:
        self._private_hosts = allow_private_hosts
        self._now = now
        self._seconds = seconds

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Posts once; any 2xx is an arrival. Texts name the channel, never its URL or secret."""
        with composing(channel):
            asked = post(notice, channel)
        target = _target(asked.url, channel)
        now = self._now()
        body = dump(asked.content)
        headers = _headers(asked, notice, channel, body, now)
        places = addresses(channel, target.hostname or "", port(target), self._private_hosts)
        try:
            answer = posted(target, places, body, headers, seconds=self._seconds)
        except NotSure as error:
            cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
            raise Doubtful(f"channel '{channel.id}': {why(cause)} ({target.hostname})") from error
        except (OSError, http.client.HTTPException) as error:
            raise Transient(f"channel '{channel.id}': {why(error)} ({target.hostname})") from error
        judge(answer, channel, now)
        return ""


def _headers(asked: Post, notice: Notice, channel: Channel, body: bytes, now: datetime) -> dict[str, str]:
    headers = {"Content-Type": asked.media, "User-Agent": "Beffroi", **asked.headers}
    if any("\n" in value or "\r" in value or not value.isascii() for value in headers.values()):
        raise Permanent(f"channel '{channel.id}': its secret has a sign that no header takes")
    if channel.kind != "webhook":
        return headers
    headers["webhook-timestamp"] = str(int(now.timestamp()))
    if channel.secret is not None:
        headers["webhook-signature"] = _signature(channel, notice.id, body, now)
    return headers


def _signature(channel: Channel, message: str, body: bytes, now: datetime) -> str:
    from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

    secret = channel.secret or ""
    try:
        webhook = Webhook(secret if secret.startswith("whsec_") else secret.encode())
    except (EmptyWebhookSecretError, binascii.Error) as error:
        raise Permanent(f"channel '{channel.id}': its secret is empty or no base64 after whsec_") from error
    return str(webhook.sign(message, now, body.decode()))


def _target(url: str, channel: Channel) -> SplitResult:
    try:
        target = urlsplit(url)
        usable = target.scheme in {"http", "https"} and target.hostname and port(target)
    except ValueError:  # a port that is no number, a bracket that does not close
        usable = None
    if not usable:
        raise Permanent(f"channel '{channel.id}': its url must look like https://host/path")
    if target.username is not None:
        raise Permanent(f"channel '{channel.id}': name and password in the url are not sent; use a secret")
    return target
