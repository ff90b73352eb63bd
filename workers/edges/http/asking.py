"""Turns asked of all workers together: what is wished for while one call is underway goes into the next.

A call of its own for each request, and another to give its place back, took as much processor as the request.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from workers.news.web import Turn
from workers.polling_ports import Hosts

Wish = tuple[Turn, "asyncio.Future[timedelta]"]


class Asking:
    """Lives in one loop; one call at a time, from a thread, because the loop must not wait for Redis."""

    def __init__(self, hosts: Hosts, lease: timedelta) -> None:
        self._hosts = hosts
        self._lease = lease
        self._thread = ThreadPoolExecutor(1, "hosts")
        self._wished: list[Wish] = []
        self._left: list[Turn] = []
        self._idle = asyncio.Event()
        self._idle.set()

    async def wait(self, turn: Turn) -> timedelta:
        """Gives how long to wait before asking again; zero: it is our turn."""
        answer: asyncio.Future[timedelta] = asyncio.get_running_loop().create_future()
        self._wished.append((turn, answer))
        self._ask()
        return await answer

    def leave(self, turn: Turn) -> None:
        """Gives the place back, with the next call; where that fails, its lease ends."""
        self._left.append(turn)
        self._ask()

    async def finish(self, within: float) -> None:
        """Lets the calls underway end, at most so many seconds: places are given back in them."""
        async with asyncio.timeout(within):
            while not self._idle.is_set():  # one call over, the next may be underway
                await self._idle.wait()

    def _ask(self) -> None:
        if not self._idle.is_set():
            return
        # One that was given up meanwhile must take no place: it was left before it was asked for.
        wished = [(turn, answer) for turn, answer in self._wished if not answer.done()]
        left, self._wished, self._left = self._left, [], []
        if not wished and not left:
            return
        call = partial(self._hosts.turns, [turn for turn, _ in wished], left, lease=self._lease)
        self._idle.clear()
        done = asyncio.get_running_loop().run_in_executor(self._thread, call)
        done.add_done_callback(partial(self._answered, wished))

    def _answered(self, wished: Sequence[Wish], done: "asyncio.Future[list[timedelta]]") -> None:
        self._idle.set()
        trouble = done.exception()
        for number, (_, answer) in enumerate(wished):
            if answer.done():
                continue
            if trouble:
                answer.set_exception(trouble)
            else:
                answer.set_result(done.result()[number])
        self._ask()
