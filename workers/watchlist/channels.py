"""Whether a channel's keys fit its kind."""

import base64
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from workers.watchlist.entries import Read
from workers.watchlist.mistakes import Mistake
from workers.watchlist.tree import Loc, Plain
from workers.watchlist.values import web_trouble

BUILT_IN = "log"
WEB = re.compile(r"https?://", re.IGNORECASE)
SERVICE = re.compile(r"[a-z][a-z0-9+.-]*://\S", re.IGNORECASE)
WRITE_URL = {
    "webhook": "write it as https://host/path",
    "apprise": "write it as appriseit.com/services shows, such as ntfy://subject or mailto://user:key@host",
}


def kind_of(kind: object, url: object) -> str | None:
    """Gives a channel's kind: its own, or webhook for a web address and apprise for any other."""
    if isinstance(kind, str):
        return kind
    if isinstance(url, str):
        return "webhook" if WEB.match(url) else "apprise"
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
    elif kind == "log":
        yield from _too_much(read, loc, entry, ("url", "secret"), kind)
    elif kind in WRITE_URL:
        yield from _url(read, loc, entry, kind)
        if kind == "apprise":
            yield from _too_much(read, loc, entry, ("secret",), kind)
        elif not _is_key(entry.get("secret")) and (*loc, "secret") not in read.unset:
            message = "the secret is no base64 after whsec_"
            yield read.mistake((*loc, "secret"), "bad-value", message, "copy it again, to its end")


def _too_much(
    read: Read, loc: Loc, entry: dict[str, Plain], keys: tuple[str, ...], kind: str
) -> Iterator[Mistake]:
    for key in keys:
        if entry.get(key) is not None:
            place = read.root.key_place((*loc, key))
            message = f"a channel of kind {kind} takes no {key}"
            yield read.source.mistake(place, "bad-value", message, "take the line away, or change the kind")


def _url(read: Read, loc: Loc, entry: dict[str, Plain], kind: str) -> Iterator[Mistake]:
    url = entry.get("url")
    if url is None:
        message = f"required key 'url' is missing in channel '{loc[-1]}'"
        yield read.mistake(loc, "missing-key", message, WRITE_URL[kind])
    elif isinstance(url, str) and not {loc, (*loc, "url")} & set(read.unset):
        trouble = _webhook_trouble(url) if kind == "webhook" else _service_trouble(url)
        if trouble:
            yield read.mistake((*loc, "url"), "bad-url", trouble, WRITE_URL[kind])


def _webhook_trouble(url: str) -> str:
    if trouble := web_trouble(url):
        return trouble
    if urlsplit(url).username is not None:
        return "name and password in a webhook's address are not sent; use a secret"
    return ""


def _service_trouble(url: str) -> str:
    return "" if SERVICE.match(url) else "the address does not begin with a service and ://"


def _is_key(secret: object) -> bool:
    if not isinstance(secret, str) or not secret.startswith("whsec_"):
        return True
    try:
        return bool(base64.b64decode(secret.removeprefix("whsec_"), validate=True))
    except ValueError:  # binascii.Error is one; so is what a letter with an accent brings
        return False
