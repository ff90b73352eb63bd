"""robots.txt, read as RFC 9309 has it: kept a day, shared by all workers, bounded in size."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from protego import Protego
from yarl import URL

from workers.edges.http.reasons import Refused
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Hosts

OURS = "Beffroi"  # the name that a robots.txt may speak to
KEPT_FOR = timedelta(hours=24)
SOON_AGAIN = timedelta(minutes=15)  # for one that could not be read: until then, nothing is
MOST_ORIGINS = 500  # kept ready in one process
LONGEST_DELAY = 10.0  # seconds; some ask for an hour between two pages, which would be no reading at all
SHUT = b"User-agent: *\nDisallow: /"
UNREAD = b"# could not be read\n" + SHUT
OK, TROUBLE = 200, 500

Ask = Callable[[Request], Awaitable[Answer | NoAnswer]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin says to robots, ready to be asked."""

    parsed: Protego
    unread: bool
    until: float
    """The loop's second until which they count."""

    @property
    def delay(self) -> float:
        """Seconds between two requests, as far as we go along with them."""
        return min(self.parsed.crawl_delay(OURS) or 0.0, LONGEST_DELAY)

    def check(self, url: URL) -> None:
        """Raises Refused where a URL is barred."""
        if not self.parsed.can_fetch(str(url), OURS):
            why = "could not be read" if self.unread else "bars robots from this page"
            raise Refused(f"robots.txt of {url.raw_host} {why}", fault="robots")


class Robots:
    """The rules of every origin asked for lately; lives in one loop."""

    def __init__(self, ask: Ask, hosts: Hosts | None) -> None:
        self._ask = ask
        self._hosts = hosts
        self._ready: OrderedDict[URL, asyncio.Task[Rules]] = OrderedDict()

    async def rules(self, url: URL) -> Rules:
        """Gives the rules for a URL; each origin is asked once, however many want to know."""
        loop, origin = asyncio.get_running_loop(), url.origin()
        known = self._ready.get(origin)
        if known is None or (known.done() and (known.cancelled() or _old(known, loop.time()))):
            known = self._ready[origin] = loop.create_task(self._read(origin))
            if len(self._ready) > MOST_ORIGINS:
                self._ready.popitem(last=False)
        return await asyncio.shield(known)

    async def _read(self, origin: URL) -> Rules:
        loop = asyncio.get_running_loop()
        text = await self._kept(origin)
        if text is None:
            text, kept_for = _text(await self._ask(_request(origin)))
            if self._hosts:
                keep = partial(self._hosts.keep_rules, str(origin), text, kept_for=kept_for)
                await loop.run_in_executor(None, keep)
        parsed = await loop.run_in_executor(None, Protego.parse, text.decode("utf-8", "replace"))
        return Rules(parsed, unread=text == UNREAD, until=loop.time() + SOON_AGAIN.total_seconds())

    async def _kept(self, origin: URL) -> bytes | None:
        if self._hosts is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(None, self._hosts.rules, str(origin))


def _old(known: "asyncio.Task[Rules]", now: float) -> bool:
    return known.exception() is not None or known.result().until < now


def _request(origin: URL) -> Request:
    url = str(origin / "robots.txt")
    return Request(id=url, url=url, purpose="robots")


def _text(answer: Answer | NoAnswer) -> tuple[bytes, timedelta]:
    """Gives the rules that an answer comes to, and how long they count: refused (4xx), there are none."""
    if isinstance(answer, NoAnswer):
        return (b"", KEPT_FOR) if answer.fault == "redirects" else (UNREAD, SOON_AGAIN)
    if answer.status >= TROUBLE:
        return UNREAD, SOON_AGAIN
    return (answer.body if answer.status == OK else b""), KEPT_FOR
