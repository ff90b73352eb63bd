"""The pipeline over a made-up press: days of polling in minutes.

Only the web and the clock are made up; parsing, deciding and planning are the real ones.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from readers import reader
from virtual_press import HOUR, START, TICK, Outlet, VirtualWeb
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
from workers.pipeline import Pipeline


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
