"""A feed as it is written into feeds.yaml."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.watchlist.scalars import resolved

_PLAIN = re.compile(r"[^\W\d_](?:[\w ’'.()&+/-]*[\w.)])?")
_PLAIN_ADDRESS = re.compile(r"https?://(?:[\w.~/?=&%+@$;!*()-]|:(?=[\w/]))*")
_PLAIN_TIME = re.compile(r"(?:[0-9]+[smhd])+")
_PLAINLY = (_PLAIN, _PLAIN_ADDRESS, _PLAIN_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to be listed; its address as it is to stand in the file, variables and all."""

    id: str
    url: str
    title: str | None = None
    tags: tuple[str, ...] = ()
    interval: str | None = None
    type: str | None = None
    enabled: bool = True


def block(feed: NewFeed) -> list[str]:
    """Gives the entry's lines: the first with its dash, the others as far in as its text."""
    first, *others = [f"{key}: {value}" for key, value in _pairs(feed)]
    return [f"- {first}", *(f"  {other}" for other in others)]


def flow(feed: NewFeed) -> str:
    """Gives the entry on one line, as JSON, which is YAML too."""
    values = {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "type": feed.type,
        "tags": list(feed.tags) or None,
        "interval": feed.interval,
        "enabled": None if feed.enabled else False,
    }
    given = {key: value for key, value in values.items() if value is not None}
    return json.dumps(given, ensure_ascii=False)


def scalar(text: str) -> str:
    """Gives a text as YAML reads it back: bare where nothing in it can be mistaken, else in quotes."""
    bare = any(form.fullmatch(text) for form in _PLAINLY) and isinstance(resolved(text), str)
    return text if bare else quoted(text)


def quoted(text: str) -> str:
    """Gives a text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def literal(url: str) -> str:
    """Gives an address from outside as the file has it: its dollar signs begin no variable."""
    return url.replace("$", "$$")


def _pairs(feed: NewFeed) -> Iterator[tuple[str, str]]:
    yield "id", scalar(feed.id)
    yield "url", scalar(feed.url)
    if feed.title is not None:
        yield "title", scalar(feed.title)
    if feed.type is not None:
        yield "type", scalar(feed.type)
    if feed.tags:
        yield "tags", f"[{', '.join(map(scalar, feed.tags))}]"
    if feed.interval is not None:
        yield "interval", scalar(feed.interval)
    if not feed.enabled:
        yield "enabled", "false"
