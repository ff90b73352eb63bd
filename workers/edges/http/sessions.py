"""Connections to web servers: one pool for the open internet, one for hosts that may be private."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from workers.addresses import opened
from workers.edges.http.bounds import Bounds
from workers.edges.http.coding import ACCEPTED
from workers.edges.http.guard import BARRED, PublicResolver, plainly_private, public_socket
from workers.edges.http.reasons import Refused

FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/html;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGES = "text/html, application/xhtml+xml, text/plain;q=0.5, */*;q=0.1"
LINE = 16 * 1024  # bytes
FIELD = 64 * 1024  # bytes; aiohttp's 8 KiB is less than the Content-Security-Policy of some sites
FIELDS = 128  # headers of one answer, 8 MiB at the very most


class Sessions:
    """Opens its pools on entering; belongs to one loop."""

    def __init__(self, bounds: Bounds, resolver: AbstractResolver | None = None) -> None:
        self._bounds = bounds
        self._resolver = resolver
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        resolver = self._resolver or aiohttp.ThreadedResolver()
        guarded = aiohttp.TCPConnector(
            limit=0, resolver=PublicResolver(resolver), socket_factory=public_socket
        )
        self._public = await self._stack.enter_async_context(self._session(guarded))
        self._private = await self._stack.enter_async_context(
            self._session(aiohttp.TCPConnector(limit=0, resolver=resolver))
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._bounds.connect_seconds),
            headers={"User-Agent": self._bounds.user_agent, "Accept-Encoding": ACCEPTED},
            auto_decompress=False,  # ours is bounded, knows what is cut short, and sees through wrong headers
            max_line_size=LINE,
            max_field_size=FIELD,
            max_headers=FIELDS,
        )

    def get(
        self, url: URL, headers: Mapping[str, str], cookies: Mapping[str, str]
    ) -> "aiohttp.client._RequestContextManager":
        """Asks, without following redirects; raises Refused where a proxy would be led inside."""
        host = url.raw_host or ""  # .host would undo the IDNA form, at 0.2 ms
        private = opened(host, self._bounds.allow_private_hosts)
        proxy = self._proxy(url)
        if proxy and not private and plainly_private(host):
            raise Refused(f"{host} is on {BARRED}", fault="private")
        session = self._private if private or proxy else self._public
        return session.get(url, headers=headers, allow_redirects=False, proxy=proxy, cookies=cookies)

    def _proxy(self, url: URL) -> str | None:
        if not self._bounds.proxies:
            return None
        proxies = dict(self._bounds.proxies)
        bypassed = proxy_bypass_environment(f"{url.raw_host}:{url.port}", proxies)
        return None if bypassed else proxies.get(url.scheme)


class Cookies:
    """Cookies of one request and its redirects: some sites want theirs back at the next hop, then they go."""

    def __init__(self) -> None:
        self._jar: aiohttp.CookieJar | None = None  # few sites set any, and a jar costs 0.1 ms

    def keep(self, response: aiohttp.ClientResponse, url: URL) -> None:
        """Takes in what an answer sets."""
        if response.cookies:
            self._jar = self._jar or aiohttp.CookieJar(unsafe=True)  # unsafe: for bare addresses too
            self._jar.update_cookies(response.cookies, url)

    def of(self, url: URL) -> Mapping[str, str]:
        """Gives those that are for this URL."""
        found = self._jar.filter_cookies(url) if self._jar else {}
        return {name: morsel.value for name, morsel in found.items()}
