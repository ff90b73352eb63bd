"""A notice as a request over HTTP, for each kind of channel that takes JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.render.cards import Json, slack, teams
from workers.stages.render.escape import line, web_link
from workers.stages.render.event import event
from workers.stages.render.facts import gravest
from workers.stages.render.templates import rendered

NTFY = {"low": 2, "normal": 3, "high": 4, "critical": 5}
GOTIFY = {"low": 2, "normal": 5, "high": 8, "critical": 10}
PUSHOVER = {"low": -1, "normal": 0, "high": 1, "critical": 1}  # 2 rings until it is answered: for fires
TITLE, MESSAGE = 250, 1024  # signs that Pushover takes
TELEGRAM, NTFY_BYTES, MATTERMOST = 4096, 4096, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is posted, where; `content` is encoded as JSON at the edge."""

    url: str
    content: Json
    headers: Mapping[str, str]
    media: str = "application/json"


def post(notice: Notice, channel: Channel) -> Post:
    """Gives the request for a channel; raises KeyError for a kind that is not posted."""
    return KINDS[channel.kind](notice, channel)


def _webhook(notice: Notice, channel: Channel) -> Post:
    headers = {"webhook-id": notice.id}
    return Post(url=channel.url, content=event(notice), headers=headers, media="application/cloudevents+json")


def _slack(notice: Notice, channel: Channel) -> Post:
    return Post(url=channel.url, content=slack(notice, channel), headers={})


def _teams(notice: Notice, channel: Channel) -> Post:
    return Post(url=channel.url, content=teams(notice, channel), headers={})


def _mattermost(notice: Notice, channel: Channel) -> Post:
    title = _title(notice, channel).replace("@", "@\u200b")  # names nobody
    attachment = {
        "fallback": title,
        "title": title,
        "text": rendered("chat", notice, channel, "markdown", MATTERMOST),
        **({"title_link": url} if (url := _read(notice)) else {}),
    }
    return Post(url=channel.url, content={"attachments": [attachment]}, headers={})


def _telegram(notice: Notice, channel: Channel) -> Post:
    content: Json = {
        "chat_id": channel.to[0] if channel.to else "",
        "text": rendered("chat", notice, channel, "markdown_v2", TELEGRAM),
        "parse_mode": "MarkdownV2",
        "link_preview_options": {"is_disabled": True},
    }
    root = (channel.url or "https://api.telegram.org").rstrip("/")
    return Post(url=f"{root}/bot{channel.secret or ''}/sendMessage", content=content, headers={})


def _ntfy(notice: Notice, channel: Channel) -> Post:
    parts = urlsplit(channel.url)
    content: Json = {
        "topic": parts.path.strip("/"),
        "title": _title(notice, channel),
        "message": _within(rendered("chat", notice, channel, "plain", NTFY_BYTES), NTFY_BYTES),
        "priority": NTFY.get(gravest(notice.alerts), 3),
        **({"click": url} if (url := _read(notice)) else {}),
    }
    headers = {"Authorization": f"Bearer {channel.secret}"} if channel.secret else {}
    return Post(url=f"{parts.scheme}://{parts.netloc}/", content=content, headers=headers)


def _gotify(notice: Notice, channel: Channel) -> Post:
    url = _read(notice)
    content: Json = {
        "title": _title(notice, channel),
        "message": rendered("chat", notice, channel, "plain", NTFY_BYTES),
        "priority": GOTIFY.get(gravest(notice.alerts), 5),
        "extras": {
            "client::display": {"contentType": "text/plain"},
            **({"client::notification": {"click": {"url": url}}} if url else {}),
        },
    }
    headers = {"X-Gotify-Key": channel.secret or ""}
    return Post(url=f"{channel.url.rstrip('/')}/message", content=content, headers=headers)


def _pushover(notice: Notice, channel: Channel) -> Post:
    content: Json = {
        "token": channel.secret or "",
        "user": channel.to[0] if channel.to else "",
        "title": _title(notice, channel)[:TITLE],
        "message": rendered("chat", notice, channel, "plain", MESSAGE)[:MESSAGE],
        "priority": PUSHOVER.get(gravest(notice.alerts), 0),
        "timestamp": int(notice.alert.created.timestamp()),
        **({"url": url} if (url := _read(notice)) and len(url) <= 512 else {}),  # noqa: PLR2004 - theirs
    }
    url = channel.url or "https://api.pushover.net/1/messages.json"
    return Post(url=url, content=content, headers={})


def _title(notice: Notice, channel: Channel) -> str:
    return line(rendered("subject", notice, channel), TITLE)


def _read(notice: Notice) -> str:
    return "" if notice.form == "digest" else web_link(notice.alert.url)


def _within(text: str, most: int) -> str:
    """Cuts at so many bytes of UTF-8, between two signs."""
    return text.encode()[:most].decode(errors="ignore")


KINDS: Mapping[str, Callable[[Notice, Channel], Post]] = {
    "webhook": _webhook,
    "slack": _slack,
    "teams": _teams,
    "mattermost": _mattermost,
    "telegram": _telegram,
    "ntfy": _ntfy,
    "gotify": _gotify,
    "pushover": _pushover,
}
