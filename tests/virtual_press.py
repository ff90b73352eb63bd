"""A press that publishes by a clock we turn, and its web.

The feeds publish by chance (seeded) over hours and weekdays of French desks: wires, dailies, magazines and
think tanks, some several to a host, some moved, refused or out of reach for a while.
"""

import math
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from workers.news.web import Answer, NoAnswer, Request

START = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)  # a Monday
HISTORY = timedelta(days=10)
HOUR = timedelta(hours=1)
TICK = timedelta(seconds=1)
DAY_HOURS = [1, 1, 1, 1, 2, 4, 8, 10, 10, 10, 10, 9, 8, 8, 9, 10, 10, 9, 8, 6, 4, 3, 2, 1]
FLAT_HOURS = [3, 3, 3, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 3]
WEEK = [1.1, 1.1, 1.1, 1.1, 1.1, 0.8, 0.7]


@dataclass(frozen=True)
class Kind:
    """How a sort of outlet publishes: entries a day, over which hours, shown so many at a time."""

    name: str
    share: float
    a_day: tuple[float, float]
    hours: Sequence[float]
    window: tuple[int, int]


KINDS = (
    Kind("wire", 0.10, (40, 150), FLAT_HOURS, (30, 50)),
    Kind("daily", 0.30, (12, 45), DAY_HOURS, (20, 40)),
    Kind("magazine", 0.40, (1, 8), DAY_HOURS, (10, 20)),
    Kind("think tank", 0.20, (0.1, 0.8), DAY_HOURS, (10, 10)),
)


@dataclass
class Outlet:
    """One feed of the press: when each of its entries appears."""

    id: str
    kind: Kind
    url: str
    window: int
    times: list[float]
    moved: str | None = None

    def body(self, shown: int) -> bytes:
        """The feed as it stands once `shown` entries have appeared."""
        items = "".join(
            f"<item><title>Article {number} de {self.id}</title><link>https://{self.id}.example/a/{number}</link>"
            f"<pubDate>{format_datetime(datetime.fromtimestamp(self.times[number], UTC))}</pubDate></item>"
            for number in range(shown - 1, max(shown - self.window, 0) - 1, -1)
        )
        return f'<rss version="2.0"><channel><title>{self.id}</title>{items}</channel></rss>'.encode()


def publications(kind: Kind, chance: random.Random, span: timedelta) -> list[float]:
    """Seconds at which entries appear, from ten days before START to `span` after it."""
    rate = chance.uniform(*kind.a_day) / sum(kind.hours)
    times, at, end = [], START - HISTORY, START + span
    while at < end:
        mean = rate * kind.hours[at.hour] * WEEK[at.weekday()]
        count = _poisson(mean, chance)
        times += sorted(at.timestamp() + chance.uniform(0, 3599) for _ in range(count))
        at += HOUR
    return times


def _poisson(mean: float, chance: random.Random) -> int:
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def press(outlets: int, span: timedelta, *, seed: int = 4) -> list[Outlet]:
    """Gives so many outlets; one in five shares its host with up to nine others."""
    chance = random.Random(seed)  # noqa: S311
    made = []
    for number in range(outlets):
        kind = chance.choices(KINDS, [one.share for one in KINDS])[0]
        host = f"groupe{number % max(outlets // 50, 1)}" if number % 5 == 0 else f"site{number}"
        made.append(
            Outlet(
                id=f"fil{number}",
                kind=kind,
                url=f"https://{host}.example/fil{number}.xml",
                window=chance.randint(*kind.window),
                times=publications(kind, chance, span),
                moved=f"https://{host}.example/neuf{number}.xml" if number % 97 == 3 else None,
            )
        )
    return made


@dataclass
class VirtualWeb:
    """Answers for the outlets at the clock's time; some hosts are down, or want peace, for a while."""

    outlets: Mapping[str, Outlet]
    now: "list[datetime]"
    troubles: Mapping[str, tuple[datetime, datetime, int]] = field(default_factory=dict)
    """Host -> from, until, status (0: out of reach; 429 and 503 with Retry-After to the end)."""
    blackout: tuple[datetime, datetime] = (START, START)
    asked: "dict[str, list[float]]" = field(default_factory=lambda: defaultdict(list))
    visits: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)

    def get(self, requests: Sequence[Request]) -> Iterator[Answer | NoAnswer]:
        """Answers each as its server would now."""
        for request in requests:
            answer = self._answer(request)
            self.statuses[answer.status if isinstance(answer, Answer) else 0] += 1
            yield answer

    def hand_on(
        self,
        requests: Sequence[Request],
        take: Callable[[Sequence[Answer | NoAnswer]], None],
        *,
        linger: float = 0.0,  # noqa: ARG002
    ) -> None:
        """Answers one by one, never late."""
        for answer in self.get(requests):
            take([answer])

    def hand_on_later(
        self, requests: Sequence[Request], take: Callable[[Sequence[Answer | NoAnswer]], None]
    ) -> None:
        """Answers one by one, never late."""
        self.hand_on(requests, take)

    def finish(self, within: float) -> None:
        """Awaits nothing."""

    def _answer(self, request: Request) -> Answer | NoAnswer:
        outlet, now = self.outlets[request.id], self.now[0]
        host = outlet.url.split("/")[2]
        self.asked[host].append(now.timestamp())
        self.visits[request.id] += 1
        if self.blackout[0] <= now < self.blackout[1]:
            return NoAnswer(id=request.id, url=request.url, reason="no route", fault="connection")
        since, until, status = self.troubles.get(host, (now, now, 0))
        if since <= now < until:
            if not status:
                return NoAnswer(id=request.id, url=request.url, reason="too slow", fault="timeout")
            return Answer(id=request.id, url=request.url, status=status, retry_after=until - now)
        shown = bisect_right(outlet.times, now.timestamp())
        etag = f'"{shown}"'
        if request.etag == etag:
            return Answer(id=request.id, url=request.url, status=304, etag=etag, moved_to=outlet.moved)
        return Answer(
            id=request.id,
            url=request.url,
            status=200,
            body=outlet.body(shown),
            etag=etag,
            moved_to=outlet.moved,
        )
