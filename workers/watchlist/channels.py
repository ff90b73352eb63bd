"""Whether a channel's keys fit its kind."""

import base64
import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from typing import get_args
from urllib.parse import urlsplit

from workers.watchlist.entries import Read
from workers.watchlist.mistakes import Mistake
from workers.watchlist.tree import Loc, Plain
from workers.watchlist.values import Kind, web_trouble

BUILT_IN = "log"
BY_SCHEME = {
    **dict.fromkeys(("http", "https"), "webhook"),
    **dict.fromkeys(("smtp", "smtps", "smtp+plain"), "mail"),
    **dict.fromkeys(("syslog", "syslog+tcp", "syslog+tls"), "syslog"),
}
SERVICE = re.compile(r"[a-z][a-z0-9+.-]*://\S", re.IGNORECASE)
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "log": (),
    "mail": ("url", "sender", "to"),
    "telegram": ("secret", "to"),
    "pushover": ("secret", "to"),
    "gotify": ("url", "secret"),
    **dict.fromkeys(("webhook", "apprise", "syslog", "slack", "teams", "mattermost", "ntfy"), ("url",)),
}
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "mail": ("secret",),
    "webhook": ("secret",),
    "ntfy": ("secret",),
    "telegram": ("url",),
    "pushover": ("url",),
}
OWN = ("url", "secret", "sender", "to")
"""Keys that not every kind takes."""

WRITE_URL = {
    "apprise": "write it as appriseit.com/services shows, such as ntfy://subject or mailto://user:key@host",
    "mail": "write it as smtp://user@host:587, smtps:// for TLS from the start",
    "syslog": "write it as syslog://host:514, syslog+tcp:// or syslog+tls://",
    **dict.fromkeys(
        ("webhook", "slack", "teams", "mattermost", "ntfy", "gotify", "telegram", "pushover"),
        "write it as https://host/path",
    ),
}


def kind_of(kind: object, url: object) -> str | None:
    """Gives a channel's kind: its own, or that of its address, which is apprise for one of no other."""
    if isinstance(kind, str):
        return kind
    if isinstance(url, str):
        return BY_SCHEME.get(url.partition("://")[0].lower(), "apprise")
    return None


def channel_mistakes(read: Read, loc: Loc, entry: dict[str, Plain]) -> Iterator[Mistake]:
    """Gives what is missing, too much or wrong for the kind; values are never quoted."""
    kind = kind_of(entry.get("kind"), entry.get("url"))
    if loc[-1] == BUILT_IN and kind not in {None, "log"}:
        place = read.root.key_place(loc)
        help = "give this channel another id"
        yield read.source.mistake(place, "duplicate", "channel 'log' is built in", help)
    if kind is None:
        message = f"channel '{loc[-1]}' has neither kind nor url"
        yield read.mistake(loc, "missing-key", message, "add a line 'url: …'")
    elif kind in get_args(Kind):
        yield from _keys(read, loc, entry, kind)
        yield from _url(read, loc, entry, kind)
        yield from _secret(read, loc, entry, kind)
        yield from _people(read, loc, entry, kind)
        yield from _templates(read, loc, entry)


def _keys(read: Read, loc: Loc, entry: dict[str, Plain], kind: str) -> Iterator[Mistake]:
    for key in REQUIRED[kind]:
        if entry.get(key) in (None, []):
            message = f"required key '{key}' is missing in channel '{loc[-1]}'"
            help = WRITE_URL[kind] if key == "url" else f"add a line '{key}: …'"
            yield read.mistake(loc, "missing-key", message, help)
    for key in OWN:
        if key not in (*REQUIRED[kind], *ALLOWED.get(kind, ())) and entry.get(key) is not None:
            place = read.root.key_place((*loc, key))
            message = f"a channel of kind {kind} takes no {key}"
            yield read.source.mistake(place, "bad-value", message, "take the line away, or change the kind")


def _url(read: Read, loc: Loc, entry: dict[str, Plain], kind: str) -> Iterator[Mistake]:
    url = entry.get("url")
    if kind not in WRITE_URL or not isinstance(url, str) or {loc, (*loc, "url")} & set(read.unset):
        return
    if trouble := _trouble(url, kind, entry.get("secret")):
        yield read.mistake((*loc, "url"), "bad-url", trouble, WRITE_URL[kind])


def _trouble(url: str, kind: str, secret: object) -> str:
    if kind == "apprise":
        return "" if SERVICE.match(url) else "the address does not begin with a service and ://"
    if kind in {"mail", "syslog"}:
        return _server_trouble(url, kind, secret)
    if trouble := web_trouble(url):
        return trouble
    if urlsplit(url).username is not None:
        return f"name and password in a {kind}'s address are not sent; use a secret"
    return ""


def _server_trouble(url: str, kind: str, secret: object) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "the address has a port or a bracket that is wrong"
    if BY_SCHEME.get(parts.scheme) != kind:
        return f"the address is none of a {kind} server"
    if not parts.hostname or port == 0:
        return "the address names no host"
    if parts.scheme == "smtp+plain" and (parts.username or secret):
        return "no password is sent without encryption"
    return ""


def _secret(read: Read, loc: Loc, entry: dict[str, Plain], kind: str) -> Iterator[Mistake]:
    if kind == "webhook" and not _is_key(entry.get("secret")) and (*loc, "secret") not in read.unset:
        message = "the secret is no base64 after whsec_"
        yield read.mistake((*loc, "secret"), "bad-value", message, "copy it again, to its end")


def _people(read: Read, loc: Loc, entry: dict[str, Plain], kind: str) -> Iterator[Mistake]:
    """Mail addresses that are none; what stands in a variable is looked at too."""
    if kind != "mail":
        return
    to = entry.get("to")
    named: list[tuple[Loc, Plain]] = [((*loc, "sender"), entry.get("sender"))]
    named += [((*loc, "to", number), one) for number, one in enumerate(to)] if isinstance(to, list) else []
    named += [((*loc, "to"), to)] if isinstance(to, str) else []
    for place, one in named:
        if isinstance(one, str) and place not in read.unset and not _is_mailbox(one):
            help = "write it as desk@example.org or Beffroi <veille@example.org>"
            yield read.mistake(place, "bad-value", "this is no mail address", help)


def _is_mailbox(text: str) -> bool:
    address = parseaddr(text)[1]
    return bool(re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address)) and address.isascii() and text.isprintable()


def _templates(read: Read, loc: Loc, entry: dict[str, Plain]) -> Iterator[Mistake]:
    templates = entry.get("templates")
    if not isinstance(templates, dict):
        return
    from workers.stages.render.templates import PARTS, template_trouble

    for part, source in templates.items():
        known = str(part).removeprefix("digest_") in PARTS
        if known and isinstance(source, str) and (trouble := template_trouble(str(part), source)):
            message = f"this template fails: {trouble}"
            yield read.mistake((*loc, "templates", part), "bad-template", message, TEMPLATES)


TEMPLATES = "docs/alerts.md says what a template may speak of"


def _is_key(secret: object) -> bool:
    if not isinstance(secret, str) or not secret.startswith("whsec_"):
        return True
    try:
        return bool(base64.b64decode(secret.removeprefix("whsec_"), validate=True))
    except ValueError:  # binascii.Error is one; so is what a letter with an accent brings
        return False
