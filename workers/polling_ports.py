"""What visits need from the world: web servers, the patience of their hosts, the schedule."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from workers.news.feed import Feed
from workers.news.web import Answer, NoAnswer, Request, Turn


class Web(Protocol):
    """Web servers, asked politely."""

    def get(self, requests: Sequence[Request]) -> Iterator[Answer | NoAnswer]:
        """Asks all at once and yields each answer as it comes; never raises for a server's fault."""

    def hand_on(
        self,
        requests: Sequence[Request],
        take: Callable[[Sequence[Answer | NoAnswer]], None],
        *,
        linger: float = 0.0,
    ) -> None:
        """Asks all at once and hands answers to `take`, those within `linger` seconds of one in one call.

        May return before the last has come; that is handed on later, from another thread. What
        waits for it must have a lease: a worker that ends meanwhile forgets it.
        """

    def hand_on_later(
        self, requests: Sequence[Request], take: Callable[[Sequence[Answer | NoAnswer]], None]
    ) -> None:
        """The same, all answers late and each alone: for what an answer that is handed on makes us ask."""

    def finish(self, within: float) -> None:
        """Waits for such late answers, at most so many seconds, and forgets the rest."""


class Hosts(Protocol):
    """Hosts that are asked politely: few requests at once, with a pause between, over all workers."""

    def turns(self, wanted: Sequence[Turn], left: Sequence[Turn], *, lease: timedelta) -> list[timedelta]:
        """Gives places back, then takes those that are wanted: how long each must wait before trying again.

        Zero: go. A place that is never given back is free when its lease ends.
        """

    def rules(self, origin: str) -> bytes | None:
        """What was kept of an origin's robots.txt; None where nothing is, or it is too old."""

    def keep_rules(self, origin: str, rules: bytes, *, kept_for: timedelta) -> None:
        """Keeps it for that long."""


class Schedule(Protocol):
    """When each feed is due, and who polls it."""

    def plan(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Adds new feeds, due over their first interval; drops those no longer listed."""

    def claim(self, now: datetime, *, most: int, lease: timedelta) -> list[str]:
        """Takes up to `most` due feeds, one a host; not given out again before the lease ends."""

    def due_again(self, feed_id: str, at: datetime) -> None:
        """Ends the lease: the feed is due at `at`."""

    def leave_alone(self, feed_id: str, now: datetime, *, until: datetime) -> None:
        """Notes that a feed's host asked for peace; once two of its feeds did, none of them is claimed."""

    def due(self, now: datetime) -> int:
        """How many feeds are due."""

    def due_times(self) -> dict[str, datetime]:
        """Every planned feed and when it is due."""
