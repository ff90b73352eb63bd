"""THE FLOW, from a feed that is due to an index and an alert.

| step | queue | reads | decides | keeps | passes on |
|---|---|---|---|---|---|
| poll | poll | Schedule | - | lease | fetch |
| fetch | poll | Feed, Visit, Answer | parse, poll | Entry, Visit | page |
| page | page | Entry, Answer | - | Page | read |
| read | read | Entry, Page, Look, Story | extract … alert | Story, Alert, Document | deliver, index |
| index | index | Document | - | archived | - |
| deliver | alert | Alert | calm | sent | record |
| record | index | Alert | - | recorded | - |
| sweep | maint | Outbox, Notebook, Look | revise | Entry | whatever was lost; page, for a second look |
| survey | maint | Visit | poll | Feed by day | - |

Each step gets, decides, keeps, passes on, ticks off, in that order: a worker killed
anywhere repeats work and loses none. Every step may run twice on the same ids.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial

import structlog

from workers.articles import Articles, nobody_counts
from workers.delivering import Delivering
from workers.indexing import Indexing
from workers.joining import Joining
from workers.news.alert import Alert
from workers.news.calm import Urgency
from workers.news.channel import Channel
from workers.news.dead_letter import DeadLetter, dead_letter
from workers.news.document import Document
from workers.news.feed import Feed
from workers.news.notice import Links
from workers.outgoing import Courier, Lanes, Ledger, Lines, Outbox, Remarks
from workers.polling_ports import Schedule, Web
from workers.ports import Archive, Clock, DeadLetters, FeedDays, Notebook, Relay, Tallies, Votes
from workers.raising import Raising
from workers.reading import Reader
from workers.stages.poll.volumes import feed_days
from workers.steps import STEP_QUEUE
from workers.story_port import Stories
from workers.visiting import Visiting

log = structlog.get_logger()

MOST_FEEDS = 200  # a claim of 200 blocks the server for 2 to 5 ms
MOST_SWEPT = 500


@dataclass(frozen=True, kw_only=True)
class Pipeline:
    """The steps, over whatever world they are given."""

    feeds: Mapping[str, Feed]
    channels: Mapping[str, Channel]
    couriers: Mapping[str, Courier]
    web: Web
    schedule: Schedule
    notebook: Notebook
    stories: Stories
    archive: Archive
    outbox: Outbox
    lanes: Lanes
    lines: Lines
    remarks: Remarks
    ledger: Ledger
    votes: Votes
    urgencies: Callable[[], Mapping[str, Urgency]]
    """What watches ask of their alerts, by id; they may be renewed while the worker runs."""
    link: Callable[[Alert], Links]
    """An alert's links."""
    dead: DeadLetters
    relay: Relay
    reader: Reader
    now: Clock
    jitter: Callable[[], float]
    desk: tuple[str, ...]
    """Channels that are told of feeds in trouble."""
    high_water: int
    """Messages in one queue above which no feed is claimed."""
    bursts: Tallies | None = None
    """Where what sets off watches that ask for bursts is counted; None counts nothing."""
    patience: timedelta
    """Silence after which a worker counts as dead and its work is given to another."""
    seen: Callable[[Document], None] = nobody_counts
    """Counts what was read, for bursts."""
    feed_days: FeedDays | None = None
    """Where feeds are written down by day; None where whoever looks at them asks the notebook."""

    def poll(self) -> None:
        """Claims the feeds that are due, unless the queues are full."""
        self.reader.renewed()  # a bad file is told of even while no article comes
        backlog = self.relay.backlog()
        if (worst := max(backlog.values(), default=0)) >= self.high_water:
            log.warning("poll.held_back", backlog=worst, high_water=self.high_water)
            return
        self.schedule.plan(list(self.feeds.values()), self.now())
        claimed = self.schedule.claim(self.now(), most=MOST_FEEDS, lease=self.patience)
        self.relay.pass_on("fetch", claimed)

    def fetch(self, feed_ids: Sequence[str]) -> None:
        """Visits feeds, each new entry passed on as soon as its feed answers; slow feeds hold nothing up.

        The message is done with before they answer: it is their lease that brings back what a
        killed worker forgets.
        """
        self._visiting.fetch(feed_ids)

    @cached_property
    def _visiting(self) -> Visiting:
        return Visiting(
            feeds=self.feeds,
            web=self.web,
            schedule=self.schedule,
            notebook=self.notebook,
            relay=self.relay,
            now=self.now,
            jitter=self.jitter,
            alert=self._raise,
            desk=self.desk,
        )

    def page(self, entry_ids: Sequence[str]) -> None:
        """Gets the articles' pages; an entry without one is read from the feed's own text."""
        self._articles.page(entry_ids)

    def read(self, entry_ids: Sequence[str]) -> None:
        """Reads articles: their findings, the watches they match, the alerts to raise."""
        self._articles.read(entry_ids)

    @cached_property
    def _articles(self) -> Articles:
        return Articles(
            feeds=self.feeds,
            web=self.web,
            notebook=self.notebook,
            relay=self.relay,
            reader=self.reader,
            joining=Joining(
                stories=self.stories, watches=lambda: self.reader.in_force().watches, now=self.now
            ),
            now=self.now,
            alert=self._raise,
            high_water=self.high_water,
            seen=self.seen,
        )

    def tell(self, alerts: Sequence[Alert]) -> None:
        """Raises alerts that no article gave: of the file of watches, of bursts."""
        self._raise(alerts)

    @cached_property
    def _raise(self) -> Raising:
        return Raising(outbox=self.outbox, notebook=self.notebook, relay=self.relay)

    def index(self, article_ids: Sequence[str]) -> None:
        """Makes documents searchable; one that is refused is put aside and the rest go on."""
        self._indexing.index(article_ids)

    @cached_property
    def _indexing(self) -> Indexing:
        return Indexing(
            archive=self.archive,
            notebook=self.notebook,
            now=self.now,
            alert=self._raise,
            put_aside=self.put_aside,
            desk=self.desk,
        )

    def deliver(self, alert_ids: Sequence[str]) -> None:
        """Brings alerts to their channels, each in its own lane, and whatever else is due there."""
        for channel_id in self.outbox.channels(alert_ids):
            self.lanes.run(channel_id, partial(self._delivering.drain, channel_id))

    @cached_property
    def _delivering(self) -> Delivering:
        return Delivering(
            channels=self.channels,
            couriers=self.couriers,
            urgencies=self.urgencies,
            outbox=self.outbox,
            lines=self.lines,
            remarks=self.remarks,
            notebook=self.notebook,
            link=self.link,
            now=self.now,
            jitter=self.jitter,
            desk=self.desk,
            patience=self.patience,
            bury=self._bury,
            alarm=self._raise,
            record=partial(self.relay.pass_on, "record"),
        )

    def record(self, alert_ids: Sequence[str]) -> None:
        """Writes alerts into the index, as they are now."""
        found = (self.outbox.raised(alert_id) for alert_id in alert_ids)
        voted = [replace(one, verdict=self.votes.verdict(one.alert.id)) for one in found if one]
        self.ledger.record(voted)

    def sweep(self) -> None:
        """Asks again for work that was lost on the way, and for pages that are due for a second look."""
        now = self.now()
        backlog = self.relay.backlog()  # what waits in a queue is not lost
        if not backlog.get(STEP_QUEUE["deliver"]):
            self.relay.pass_on("deliver", self.outbox.overdue(now, most=MOST_SWEPT))
        self.relay.pass_on("deliver", self._delivering.escalate(MOST_SWEPT))
        stalled = self.notebook.stalled(now - 2 * self.patience, most=MOST_SWEPT)
        for step in sorted(set(stalled.values())):
            if not backlog.get(STEP_QUEUE[step]):
                ids = [article_id for article_id, waits_for in stalled.items() if waits_for == step]
                self.relay.pass_on(step, ids)
                self.notebook.touch(ids, now)
                log.warning("article.stalled", step=step, articles=len(ids))
        self._articles.look_again(backlog)

    def survey(self) -> None:
        """Writes down what each feed brought on its last days, and what is usual."""
        if self.feed_days is None:
            return
        now = self.now()
        visits = [visit for visit in self.notebook.visits() if visit.feed_id in self.feeds]
        days = (feed_days(self.feeds[visit.feed_id], visit, now) for visit in visits)
        self.feed_days.record([day for one in days for day in one])

    def put_aside(self, step: str, subject: str, reason: str) -> None:
        """Moves work that failed for good to the dead letters, where `beffroi dead retry` finds it."""
        self._bury(step, subject, reason)
        if step in {"page", "read", "index"}:
            self.notebook.set_aside(subject)

    def retry(self, letter: DeadLetter) -> None:
        """Asks for a dead letter's work again, then takes the letter out."""
        if letter.step == "deliver":
            self.outbox.reopen(letter.subject, self.now())
        elif letter.step != "record":
            self.notebook.touch([letter.subject], self.now())
        self.relay.pass_on(letter.step, [letter.subject])
        self.dead.drop(letter.id)

    def _bury(self, step: str, subject: str, reason: str) -> None:
        self.dead.put(dead_letter(step, subject, reason, at=self.now()))
        log.error("work.put_aside", step=step, subject=subject, reason=reason)
