"""Turns at a host: two requests at once and a pause between, over all workers together."""

import asyncio
import contextlib
import resource
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from weakref import WeakValueDictionary

from workers.edges.http.bounds import Bounds
from workers.edges.http.reasons import Refused
from workers.ports import Hosts

AT_ONCE = 2000  # connections; each takes 20 kB and a file descriptor, of which many systems give 1,024
AT_ONCE_A_HOST = 2
ASKERS = 8  # threads that ask for turns: the loop must not wait for Redis
LONGEST_LOOK = 1.0  # seconds between two looks whether it is our turn
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
        self._hosts = hosts
        self._lease = timedelta(seconds=bounds.seconds + SPARE)
        self._everywhere = asyncio.Semaphore(connections())
        self._lines: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._askers = ThreadPoolExecutor(ASKERS, "hosts")

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
        if self._hosts is None:
            yield
            return
        token = uuid.uuid4().hex
        ask = partial(self._hosts.turn, host, token, gap=timedelta(seconds=gap), lease=self._lease)
        loop = asyncio.get_running_loop()
        try:
            while wait := await loop.run_in_executor(self._askers, ask):  # noqa: ASYNC110 - no event from others
                await asyncio.sleep(min(wait.total_seconds(), LONGEST_LOOK))
            yield
        finally:
            self._askers.submit(self._hosts.leave, host, token)  # where that fails, the lease ends
