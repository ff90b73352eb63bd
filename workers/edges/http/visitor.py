"""One GET with its redirects: bounded in time, size and place, and polite to its host."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from workers.addresses import opened
from workers.edges.http.answers import answer
from workers.edges.http.bodies import with_body
from workers.edges.http.bounds import Bounds
from workers.edges.http.reasons import Refused, fault, reason
from workers.edges.http.robots import Robots
from workers.edges.http.sessions import FEEDS, PAGES, Cookies, Sessions
from workers.edges.http.turns import Turns
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Hosts

MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
OK = 200
BY_ROBOT = {"page", "sitemap"}
CHALLENGED = "the site shows robots a puzzle (Cloudflare) instead of the page; ask it to let you in"
PATIENCE = 4  # times `seconds`: no turn by then and it is given up; a call ends in half the broker's 300 s
LOOKUPS = 16  # names resolved at once; each keeps a thread for as long as the resolver likes


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where an answer sends us, and whether for good."""

    url: URL
    permanent: bool


class Visitor:
    """Lives in one loop; at most 2 requests at once to a host and 50 in all."""

    def __init__(self, bounds: Bounds, hosts: Hosts | None, resolver: AbstractResolver | None = None) -> None:
        self._bounds = bounds
        self._sessions = Sessions(bounds, resolver)
        self._turns = Turns(bounds, hosts)
        self._robots = Robots(self.ask, hosts)

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(LOOKUPS, "names"))
        await self._sessions.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._turns.finish()
        await self._sessions.__aexit__(kind, error, trace)

    async def ask(self, request: Request) -> Answer | NoAnswer:
        """Gives the answer at the end of the redirects, or why there is none."""
        try:
            return await self._follow(request)
        except aiohttp.ConnectionTimeoutError:
            why, what = f"no connection within {self._bounds.connect_seconds:g} s", "timeout"
        except TimeoutError:
            why, what = f"took longer than {self._bounds.seconds:g} s", "timeout"
        except (Refused, aiohttp.ClientError, OSError, ValueError) as error:
            why, what = reason(error), fault(error)
        return NoAnswer(id=request.id, url=request.url, reason=why, fault=what)

    async def _follow(self, request: Request) -> Answer:
        clock = asyncio.get_running_loop().time
        url, moved, permanent, cookies = _first(request), None, True, Cookies()
        left = self._bounds.seconds
        until = clock() + PATIENCE * left
        for _ in range(MOST_REDIRECTS + 1):
            async with self._turns.turn(url.raw_host or "", await self._gap(url, request), until):
                started = clock()
                async with asyncio.timeout(left):
                    found = await self._get(url, request, cookies)
                left -= clock() - started  # waiting for a turn is not the server's fault
            if isinstance(found, Answer):
                return replace(found, moved_to=moved)
            url, permanent = found.url, permanent and found.permanent
            moved = _shown(url) if permanent else moved
        raise Refused(f"more than {MOST_REDIRECTS} redirects", fault="redirects")

    async def _gap(self, url: URL, request: Request) -> float:
        """Gives the pause that the host wants; raises Refused where its robots.txt bars the URL.

        A feed's address was written by the operator, who is no robot; what a feed links to was not.
        """
        if request.purpose not in BY_ROBOT:
            return 0.0
        delay = 0.0
        if self._bounds.respect_robots:
            rules = await self._robots.rules(url)
            rules.check(url)
            delay = rules.delay
        near = opened(url.raw_host or "", self._bounds.allow_private_hosts)
        return max(delay, 0.0 if near else self._bounds.gap_seconds)

    async def _get(self, url: URL, request: Request, cookies: Cookies) -> Answer | Redirect:
        async with self._sessions.get(url, _headers(request), cookies.of(url)) as response:
            cookies.keep(response, url)
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location:
                return Redirect(_next(location, url), response.status in PERMANENT)
            if response.headers.get("cf-mitigated") == "challenge":
                raise Refused(f"{response.status}: {CHALLENGED}", fault="http")
            found = answer(request.id, _shown(url), response.status, response.headers, b"")
            if response.status != OK:
                return found
            limit = self._bounds.body_bytes(request.purpose)
            return await with_body(found, response, purpose=request.purpose, limit=limit)


def _shown(url: URL) -> str:
    return str(url.with_user(None).with_fragment(None))


def _headers(request: Request) -> dict[str, str]:
    headers = {
        "Accept": PAGES if request.purpose == "page" else FEEDS,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.modified,
    }
    return {name: value for name, value in headers.items() if value}


def _first(request: Request) -> URL:
    """Only feeds.yaml may hold a password: in a feed, it would be somebody else's."""
    url = _address(request.url)
    if request.purpose != "feed" and url.user is not None:
        raise Refused("a name or a password in a URL that a feed names", fault="url")
    return url


def _next(location: str, base: URL) -> URL:
    url = _address(location, base=base)
    if url.user is not None and url.authority != base.authority:
        raise Refused("a redirect to a URL with a name or a password", fault="url")
    return url


def _address(text: str, *, base: URL | None = None) -> URL:
    """Reads a URL as a feed or a redirect writes it; raises Refused or ValueError."""
    written = re.sub("[\udc80-\udcff]", _raw_byte, text.strip())
    url = base.join(URL(written)) if base else URL(written)
    if url.scheme not in {"http", "https"} or not url.raw_host:
        raise Refused("not a valid URL: it must look like https://host/path", fault="url")
    return url


def _raw_byte(found: re.Match[str]) -> str:
    """A header's byte that is no UTF-8 is kept by aiohttp as a surrogate; in a URL it is a %xx."""
    return f"%{ord(found[0]) & 0xFF:02X}"
