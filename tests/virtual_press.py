"""A press that publishes by a clock we turn, and the pipeline that polls it: days of polling in minutes.

Only the web and the clock are made up; parsing, deciding and planning are the real ones. The feeds
publish by chance (seeded) over hours and weekdays of French desks: wires, dailies, magazines and
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
from itertools import pairwise
from statistics import median

from readers import reader
from workers.edges.memory.archive import MemoryArchive
from workers.edges.memory.dead_letters import MemoryDeadLetters
from workers.edges.memory.ledger import MemoryLedger
from workers.edges.memory.lines import MemoryLines
from workers.edges.memory.notebook import MemoryNotebook
from workers.edges.memory.outbox import MemoryOutbox
from workers.edges.memory.remarks import MemoryRemarks
from workers.edges.memory.schedule import MemorySchedule
from workers.edges.memory.stories import MemoryStories
from workers.edges.memory.votes import MemoryVotes
from workers.edges.memory.world import MemoryLanes
from workers.news.feed import Feed
from workers.news.notice import NOWHERE
from workers.news.web import Answer, NoAnswer, Request
from workers.pipeline import Pipeline

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


@dataclass
class VirtualRelay:
    """Runs each visit at once; of what was announced it keeps when it was seen, and how late."""

    notebook: MemoryNotebook
    seen: "dict[str, float]" = field(default_factory=dict)
    """Link -> seconds from publication to being seen."""
    due: list[str] = field(default_factory=list)

    def pass_on(self, step: str, ids: Sequence[str]) -> None:
        """Notes new entries and forgets them; keeps feeds to be visited."""
        if step == "fetch":
            self.due += ids
        for entry_id in ids if step == "page" else ():
            entry = self.notebook.entries[entry_id]
            delay = (entry.seen - (entry.published or entry.seen)).total_seconds()
            self.seen.setdefault(entry.url or "", delay)
            self.notebook.finish(entry_id)

    def backlog(self) -> Mapping[str, int]:
        """Nothing ever waits."""
        return {}


@dataclass(frozen=True)
class Figures:
    """What the days of polling came to."""

    outlets: int
    hours: float
    visits: int
    entries: int
    lost: int
    delay: float
    """Median seconds from publication to being seen, over feeds of more than one entry an hour."""
    slowest_delay: float
    """The same of the slowest of those feeds."""
    lively: int
    """How many feeds those are."""
    least_gap: float
    """Seconds between two visits to a host of several feeds."""
    least_interval: float
    """Seconds between two visits to a feed that is alone on its host."""
    statuses: Mapping[int, int]


@dataclass
class VirtualDesk:
    """The pipeline over the made-up press."""

    outlets: Sequence[Outlet]
    troubles: Mapping[str, tuple[datetime, datetime, int]] = field(default_factory=dict)
    blackout: tuple[datetime, datetime] = (START, START)

    def __post_init__(self) -> None:
        self.clock = [START]
        self.notebook = MemoryNotebook()
        self.relay = VirtualRelay(self.notebook)
        self.outbox = MemoryOutbox()
        self.web = VirtualWeb({one.id: one for one in self.outlets}, self.clock, self.troubles, self.blackout)
        chance = random.Random(7)  # noqa: S311
        self.pipeline = Pipeline(
            feeds={one.id: Feed(id=one.id, url=one.url, title=one.id) for one in self.outlets},
            channels={},
            couriers={},
            web=self.web,
            schedule=MemorySchedule(),
            notebook=self.notebook,
            stories=MemoryStories(),
            archive=MemoryArchive(),
            outbox=self.outbox,
            lanes=MemoryLanes(),
            lines=MemoryLines(),
            remarks=MemoryRemarks(),
            ledger=MemoryLedger(),
            votes=MemoryVotes(),
            urgencies=dict,
            link=lambda _: NOWHERE,
            dead=MemoryDeadLetters(),
            relay=self.relay,
            reader=reader(),
            now=lambda: self.clock[0],
            jitter=lambda: chance.uniform(-1, 1),
            desk=("desk",),
            high_water=1000,
            patience=timedelta(minutes=5),
        )

    def run(self, span: timedelta) -> Figures:
        """Polls for that long on the made-up clock, a tick a second."""
        end = self.clock[0] + span
        while self.clock[0] < end:
            self.pipeline.poll()
            self.pipeline.fetch(self.relay.due)
            self.relay.due.clear()
            self.clock[0] += TICK
        return self._figures(span)

    def _figures(self, span: timedelta) -> Figures:
        start, settled = START.timestamp(), (START + span - timedelta(minutes=10)).timestamp()
        delays: dict[str, list[float]] = {}
        lost = 0
        for one in self.outlets:
            numbers = [n for n, at in enumerate(one.times) if start <= at < settled]
            links = [f"https://{one.id}.example/a/{number}" for number in numbers]
            late = [self.relay.seen[link] for link in links if link in self.relay.seen]
            if one.kind.name in {"wire", "daily"}:
                lost += len(links) - len(late)
            else:
                lost += self._gone(one, numbers, links)
            if len(numbers) > span / HOUR and late:
                delays[one.id] = late
        asked = self.web.asked
        hosts = Counter(one.url.split("/")[2] for one in self.outlets)
        return Figures(
            outlets=len(self.outlets),
            hours=span / HOUR,
            visits=self.web.visits.total(),
            entries=len(self.relay.seen),
            lost=lost,
            delay=median([delay for late in delays.values() for delay in late]),
            slowest_delay=max(median(late) for late in delays.values()),
            lively=len(delays),
            least_gap=_least(asked[host] for host, count in hosts.items() if count > 1),
            least_interval=_least(asked[host] for host, count in hosts.items() if count == 1),
            statuses=dict(self.web.statuses),
        )

    def _gone(self, one: Outlet, numbers: Sequence[int], links: Sequence[str]) -> int:
        """Entries that left the window unseen; one that still stands in it will be seen at the next visit."""
        first_shown = len(one.times) - one.window
        return sum(
            number < first_shown and link not in self.relay.seen
            for number, link in zip(numbers, links, strict=True)
        )


def _least(visits: "Iterator[list[float]]") -> float:
    return min((b - a for times in visits for a, b in pairwise(times)), default=math.inf)
