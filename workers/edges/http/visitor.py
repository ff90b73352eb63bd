"""One GET with its redirects: bounded in time, size and place, and polite to its host."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from workers.edges.http.answers import answer
from workers.edges.http.coding import ACCEPTED, unpacked
from workers.edges.http.guard import opener
from workers.edges.http.reasons import Refused, fault, reason, too_large
from workers.news.web import Answer, NoAnswer, Request

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/html;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
AT_ONCE = 50
AT_ONCE_A_HOST = 2
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
OK = 200
CHUNK = 64 * 1024
LINE = 16 * 1024  # bytes
FIELD = 64 * 1024  # bytes; aiohttp's 8 KiB is less than the Content-Security-Policy of some sites
PATIENCE = 4  # times `seconds`: no turn by then and it is given up; a call ends in half the broker's 300 s
LOOKUPS = 16  # names resolved at once; each keeps a thread for as long as the resolver likes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a request may cost, and where it may go."""

    seconds: float
    body_bytes: int
    private_addresses: bool
    user_agent: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where an answer sends us, and whether for good."""

    url: URL
    permanent: bool


class Visitor:
    """Lives in one loop; at most 2 requests at once to a host and 50 in all."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._everywhere = asyncio.Semaphore(AT_ONCE)
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(LOOKUPS, "names"))
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=aiohttp.ThreadedResolver(),
            socket_factory=opener(private=self._bounds.private_addresses),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            headers={
                "User-Agent": self._bounds.user_agent,
                "Accept": ACCEPT,
                "Accept-Encoding": ACCEPTED,
            },
            auto_decompress=False,  # ours is bounded, knows what is cut short, and sees through wrong headers
            max_line_size=LINE,
            max_field_size=FIELD,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, request: Request) -> Answer | NoAnswer:
        """Gives the answer at the end of the redirects, or why there is none."""
        try:
            return await self._follow(request)
        except TimeoutError:
            why, what = f"took longer than {self._bounds.seconds:g} s", "timeout"
        except (Refused, aiohttp.ClientError, OSError, ValueError) as error:
            why, what = reason(error), fault(error)
        return NoAnswer(id=request.id, url=request.url, reason=why, fault=what)

    async def _follow(self, request: Request) -> Answer:
        clock = asyncio.get_running_loop().time
        url, moved, permanent = _address(request.url), None, True
        left = self._bounds.seconds
        until = clock() + PATIENCE * left
        for _ in range(MOST_REDIRECTS + 1):
            async with self._turn(url.raw_host or "", until):
                started = clock()
                async with asyncio.timeout(left):
                    found = await self._get(url, request)
                left -= clock() - started  # waiting for a turn is not the server's fault
            if isinstance(found, Answer):
                return replace(found, moved_to=moved)
            url, permanent = found.url, permanent and found.permanent
            moved = _shown(url) if permanent else moved
        raise Refused(f"more than {MOST_REDIRECTS} redirects", fault="redirects")

    @contextlib.asynccontextmanager
    async def _turn(self, host: str, until: float) -> AsyncIterator[None]:
        places = self._hosts.setdefault(host, asyncio.Semaphore(AT_ONCE_A_HOST))
        async with contextlib.AsyncExitStack() as held:
            try:
                async with asyncio.timeout_at(until):
                    await held.enter_async_context(places)
                    await held.enter_async_context(self._everywhere)
            except TimeoutError:
                why = f"{host} had no time for it: other requests there took too long"
                raise Refused(why, fault="timeout") from None
            yield

    async def _get(self, url: URL, request: Request) -> Answer | Redirect:
        async with self._session.get(url, headers=_conditions(request), allow_redirects=False) as response:
            location = response.headers.get("Location")
            if response.status in REDIRECTS and location:
                return Redirect(_address(location, base=url), response.status in PERMANENT)
            found = answer(request.id, _shown(url), response.status, response.headers, b"")
            return await self._with_body(found, response, request) if response.status == OK else found

    async def _with_body(self, found: Answer, response: aiohttp.ClientResponse, request: Request) -> Answer:
        limit = self._bounds.body_bytes
        raw, cut = await _raw(response, limit)
        body, whole = unpacked(raw, response.headers.get("Content-Encoding", ""), limit)
        if whole and not cut:
            return replace(found, body=body)
        if request.purpose == "page" or not body:  # half an article is worse than the feed's own text
            raise Refused(f"the body is cut short{f': {reason(cut)}' if cut else ''}", fault="http")
        return replace(found, body=body, cut_short=True)


async def _raw(
    response: aiohttp.ClientResponse, limit: int
) -> tuple[bytes, aiohttp.ClientPayloadError | None]:
    """Gives the bytes that came, and what kept the rest from coming."""
    if (response.content_length or 0) > limit:
        raise too_large(limit)
    raw, cut = bytearray(), None
    try:
        async for chunk in response.content.iter_chunked(CHUNK):
            raw += chunk
            if len(raw) > limit:
                raise too_large(limit)
    except aiohttp.ClientPayloadError as error:
        cut = error
        # aiohttp gives the error before what it had read by then, and has no other way to that.
        raw += response.content._read_nowait(-1)  # noqa: SLF001
    if len(raw) > limit:
        raise too_large(limit)
    return bytes(raw), cut


def _shown(url: URL) -> str:
    return str(url.with_user(None).with_fragment(None))


def _conditions(request: Request) -> dict[str, str]:
    conditions = {"If-None-Match": request.etag, "If-Modified-Since": request.modified}
    return {name: value for name, value in conditions.items() if value}


def _address(text: str, *, base: URL | None = None) -> URL:
    """Reads a URL as a feed or a redirect writes it; raises Refused or ValueError."""
    written = re.sub("[\udc80-\udcff]", _raw_byte, text.strip())
    url = base.join(URL(written)) if base else URL(written)
    if url.scheme not in {"http", "https"} or not url.host:
        raise Refused("not a valid URL: it must look like https://host/path", fault="url")
    return url


def _raw_byte(found: re.Match[str]) -> str:
    """A header's byte that is no UTF-8 is kept by aiohttp as a surrogate; in a URL it is a %xx."""
    return f"%{ord(found[0]) & 0xFF:02X}"
