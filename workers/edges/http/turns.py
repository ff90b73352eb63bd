"""Turns at a host: two requests at once and a pause between, over all workers together."""

import asyncio
import contextlib
import resource
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from weakref import WeakValueDictionary

from workers.edges.http.asking import Asking
from workers.edges.http.bounds import Bounds
from workers.edges.http.reasons import Refused
from workers.news.web import Turn
from workers.polling_ports import Hosts

AT_ONCE = 2000  # connections; each takes 20 kB and a file descriptor, of which many systems give 1,024
AT_ONCE_A_HOST = 2
LONGEST_LOOK = 1.0  # seconds between two looks whether it is our turn
LAST_WORDS = 1.0  # seconds for the last places to be given back; their leases end anyway
SPARE = 30.0  # seconds beyond a request's own, after which its place counts as a dead worker's


def connections() -> int:
    """Gives how many connections may be open, after asking for the file descriptors that they need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * AT_ONCE  # half of them for all else
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most // 2


class Turns:
    """Lives in one loop; requests of this process stand in line, the first two ask all workers' turn."""

    def __init__(self, bounds: Bounds, hosts: Hosts | None) -> None:
        lease = timedelta(seconds=bounds.seconds + SPARE)
        self._asking = Asking(hosts, lease) if hosts else None
        self._everywhere = asyncio.Semaphore(connections())
        self._lines: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def finish(self) -> None:
        """Gives back the places that are still held."""
        with contextlib.suppress(TimeoutError):
            if self._asking:
                await self._asking.finish(LAST_WORDS)

    @contextlib.asynccontextmanager
    async def turn(self, host: str, gap: float, until: float) -> AsyncIterator[None]:
        """Waits for a turn, and gives it back; raises Refused where none has come by the second `until`."""
        line = self._lines.setdefault(host, asyncio.Semaphore(AT_ONCE_A_HOST))
        async with contextlib.AsyncExitStack() as held:
            try:
                async with asyncio.timeout_at(until):
                    await held.enter_async_context(line)
                    await held.enter_async_context(self._everywhere)
                    await held.enter_async_context(self._of_all_workers(host, gap))
            except TimeoutError:
                why = f"{host} had no time for it: other requests there took too long"
                raise Refused(why, fault="busy") from None
            yield

    @contextlib.asynccontextmanager
    async def _of_all_workers(self, host: str, gap: float) -> AsyncIterator[None]:
        if self._asking is None:
            yield
            return
        ours = Turn(host=host, token=uuid.uuid4().hex, gap=timedelta(seconds=gap))
        try:
            while wait := await self._asking.wait(ours):  # noqa: ASYNC110 - no event from others
                await asyncio.sleep(min(wait.total_seconds(), LONGEST_LOOK))
            yield
        finally:
            self._asking.leave(ours)
