"""A pipeline on memory edges, with a clock to turn and a worker that takes message after message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from facts import NOON
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
from workers.edges.memory.world import MemoryCourier, MemoryLanes, MemoryRelay, MemoryWeb
from workers.news.alert import Channel
from workers.news.errors import Transient
from workers.news.feed import Feed
from workers.news.notice import NOWHERE
from workers.news.watch import Watch
from workers.pipeline import Pipeline
from workers.steps import STEP_QUEUE

PATIENCE = timedelta(minutes=5)
INTERVAL = timedelta(minutes=15)
FEEDS = (
    Feed(id="sahel", url="https://sahel.example/rss", title="Sahel Info", interval=INTERVAL),
    Feed(id="gone", url="https://gone.example/rss", title="Disparu", interval=INTERVAL),
)
CHANNELS = (Channel(id="desk", kind="memory"), Channel(id="chef", kind="memory"))
WATCHES = (
    Watch(id="mali", title="Mali", any=("Mali",), channels=("desk", "chef")),
    Watch(id="blindes", title="Blindés", any=("véhicules blindés",), channels=("desk",)),
)
ITEMS = {
    "blindes": "Des véhicules blindés pour le Mali",
    "accord": "Le Mali et le Niger signent un accord",
}


def rss(*names: str) -> bytes:
    """A feed of the named items."""
    items = "".join(
        f"<item><title>{ITEMS[name]}</title><link>https://sahel.example/{name}</link><guid>{name}</guid>"
        f"<description>Résumé. {ITEMS[name]}.</description></item>"
        for name in names
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Sahel Info</title>'
    return f"{head}{items}</channel></rss>".encode()


def html(name: str) -> bytes:
    """An item's page."""
    text = f"<p>{ITEMS[name]}. " + "Le ministère a confirmé l'information dans la soirée. " * 8 + "</p>"
    page = f"<html><head><title>{ITEMS[name]}</title></head><body><article>{text}</article></body></html>"
    return page.encode()


@dataclass
class Newsroom:
    """The edges, and the worker that runs steps over them; `wrap` may stand between it and each edge."""

    wrap: Callable[[str, object], object] = lambda _name, edge: edge
    now_is: list = field(default_factory=lambda: [NOON])
    feeds: tuple[Feed, ...] = FEEDS
    channels: tuple[Channel, ...] = CHANNELS
    watches: tuple[Watch, ...] = WATCHES
    desk: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        pages = {f"https://sahel.example/{name}": html(name) for name in ITEMS}
        self.web = MemoryWeb(pages=pages | {FEEDS[0].url: rss(*ITEMS)})
        self.schedule, self.notebook, self.archive = MemorySchedule(), MemoryNotebook(), MemoryArchive()
        self.outbox, self.dead, self.courier = MemoryOutbox(), MemoryDeadLetters(), MemoryCourier()
        self.relay, self.stories = MemoryRelay(queues=STEP_QUEUE), MemoryStories()
        self.lines, self.remarks, self.ledger = MemoryLines(), MemoryRemarks(), MemoryLedger()
        self.votes = MemoryVotes()
        edges = {
            name: self.wrap(name, getattr(self, name))
            for name in (
                *("web", "schedule", "notebook", "stories", "archive", "outbox", "dead", "relay"),
                *("lines", "remarks", "ledger", "votes"),
            )
        }
        self.pipeline = Pipeline(
            **edges,
            feeds={feed.id: feed for feed in self.feeds},
            channels={channel.id: channel for channel in self.channels},
            couriers={"memory": self.wrap("courier", self.courier)},
            lanes=MemoryLanes(),
            urgencies=lambda: {watch.id: watch.urgency for watch in self.watches},
            link=lambda _: NOWHERE,
            reader=reader(self.watches),
            now=lambda: self.now_is[0],
            jitter=lambda: 0.0,
            desk=self.desk,
            high_water=100,
            patience=PATIENCE,
        )

    def wait(self, time: timedelta) -> None:
        self.now_is[0] += time

    def work(self) -> None:
        """Takes messages until none waits; one whose worker was killed, or that must wait, comes again."""
        while self.relay.waiting:
            step, ids = self.relay.waiting[0]
            try:
                getattr(self.pipeline, step)(list(ids))
            except Killed:
                continue
            except Transient as trouble:
                self.wait(trouble.after)
                continue
            self.relay.waiting.popleft()

    def tick(self, step: str) -> None:
        """Runs a step of the beat; the next tick mends a worker killed in this one."""
        try:
            getattr(self.pipeline, step)()
        except Killed:
            return

    def day(self) -> None:
        """Polls, works, and goes on until what was lost has been found again."""
        for _ in range(4):
            self.tick("poll")
            self.work()
            self.tick("sweep")
            self.work()
            self.wait(3 * PATIENCE)

    def told(self) -> list[tuple[str, str]]:
        """Watch and channel of each delivery made."""
        return sorted((self.outbox.written[alert_id].watch_id, to) for alert_id, to in self.courier.delivered)


class Killed(BaseException):
    """kill -9, as far as a test can be in two states."""
