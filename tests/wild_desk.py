"""A desk that watches one loopback site: real HTTP, state in memory, and a clock to turn.

What it is asked is what a person sees: the articles found, the visit's outcome and reason, the alerts.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from loopback import Site
from newsroom import Newsroom
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.article import Article
from workers.news.feed import Feed, Visit
from workers.polling_ports import Web
from workers.stages.poll import health

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
OPEN = frozenset({"127.0.0.1", "un.test", "deux.test", "trois.test", "m.un.test", "www.un.test"})

CLOSED = frozenset({"localhost", "intime.test"})  # they are here too, but private


class Names(AbstractResolver):
    """A name server that knows the site's names; all others have no address."""

    async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002
        if host not in OPEN | CLOSED:
            raise OSError(socket.EAI_NONAME, "no such name")
        place = {"hostname": host, "host": "127.0.0.1", "port": port, "proto": 0}
        return [ResolveResult(**place, family=socket.AF_INET, flags=socket.AI_NUMERICHOST)]

    async def close(self):
        """Has nothing open."""


def client(
    *, seconds: float = 20.0, connect_seconds: float = 5.0, respect_robots: bool = False
) -> AiohttpWeb:
    """The real client, for which the test's hosts alone are not private."""
    bounds = Bounds(
        seconds=seconds,
        connect_seconds=connect_seconds,
        allow_private_hosts=OPEN,
        respect_robots=respect_robots,
    )
    return AiohttpWeb(bounds, resolver=Names())


@dataclass
class Desk:
    """Watches feeds of a site, all under the ids that they are given."""

    site: Site
    web: Web
    feeds: dict[str, Feed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._room: Newsroom | None = None

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """A path's address under one of the site's names."""
        return f"http://{host}:{urlsplit(self.site.url('/')).port}{path}"

    def watch(self, url: str, name: str = "f", **facts) -> None:
        """Adds a feed; its articles are read from the feed alone, unless the case says otherwise."""
        self.feeds[name] = Feed(**{"id": name, "url": url, "title": "Essai", "full_text": False} | facts)

    @property
    def room(self) -> Newsroom:
        """The newsroom over these feeds, opened at the first question."""
        if self._room is None:
            edges = {"web": self.web}
            self._room = Newsroom(wrap=edges.get, feeds=tuple(self.feeds.values()))
            self._room.schedule.plan(self._room.feeds, self._room.now_is[0])
        return self._room

    def poll(self, *, after: timedelta = timedelta(0), times: int = 1) -> None:
        """Visits all feeds, each time after a wait, and works until nothing is left to do."""
        for _ in range(times):
            self.room.wait(after)
            self.room.pipeline.fetch(list(self.feeds))
            self.room.work()

    def visit(self, name: str = "f") -> Visit:
        return self.room.notebook.last_visits([name])[name]

    def wait_for(self, name: str = "f") -> timedelta:
        """How long until a feed is due."""
        return self.room.schedule.due_times()[name] - self.room.now_is[0]

    def troubles(self, name: str = "f") -> set[str]:
        """What `beffroi feeds check` says is wrong with a feed."""
        return {trouble.kind for trouble in health(self.visit(name), self.room.now_is[0])}

    def articles(self) -> list[Article]:
        """What was indexed, in order of coming."""
        return [document.article for document in self.room.archive.documents.values()]

    def article(self) -> Article:
        (found,) = self.articles()
        return found

    def titles(self) -> list[str]:
        return [article.title for article in self.articles()]

    def told(self, watch: str) -> list[str]:
        """The titles under which a watch raised alerts."""
        return [alert.title for alert in self.room.outbox.written.values() if alert.watch_id == watch]


def rss(*items: str | Mapping[str, str], head: str = "", encoding: str = "utf-8") -> bytes:
    """A feed of items; a bare title gets a link made of it."""
    inner = "".join(f"<item>{_item(one)}</item>" for one in items)
    channel = f"<channel><title>Essai</title>{head}{inner}</channel>"
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
    return f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {spaces}>{channel}</rss>'.encode(
        encoding
    )


SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}


def _item(one: str | Mapping[str, str]) -> str:
    facts = {"title": one, "link": f"/{one}"} if isinstance(one, str) else one
    return "".join(_element(name, value) for name, value in facts.items())


def _element(name: str, value: str) -> str:
    return f"<{name}>{value}</{name}>"
