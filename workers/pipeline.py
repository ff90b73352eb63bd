"""THE FLOW, from a feed that is due to an index and an alert.

| step | queue | reads | decides | keeps | passes on |
|---|---|---|---|---|---|
| poll | poll | Schedule | - | lease | fetch |
| fetch | poll | Feed, Visit, Answer | parse, poll | Entry, Visit | page |
| page | page | Entry, Answer | - | Page | read |
| read | read | Entry, Page, Look, Story | extract … alert | Story, Alert, Document | deliver, index |
| index | index | Document | - | archived | - |
| deliver | alert | Alert | - | sent | - |
| sweep | maint | Outbox, Notebook, Look | revise | Entry | whatever was lost; page, for a second look |

Each step gets, decides, keeps, passes on, ticks off, in that order: a worker killed
anywhere repeats work and loses none. Every step may run twice on the same ids.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial

import structlog
from structlog.contextvars import bound_contextvars

from workers.articles import Articles, nobody_counts
from workers.indexing import Indexing
from workers.joining import Joining
from workers.news.alert import Alert, Channel, Delivery
from workers.news.dead_letter import DeadLetter, dead_letter
from workers.news.document import Document
from workers.news.errors import Permanent, Transient
from workers.news.feed import Feed, Visit
from workers.news.web import Answer, NoAnswer, Request
from workers.ports import (
    Archive,
    Clock,
    Courier,
    DeadLetters,
    Notebook,
    Outbox,
    Relay,
    Schedule,
    Tallies,
    Web,
)
from workers.reading import Reader
from workers.stages.alert import MOST_ATTEMPTS, next_attempt
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
        feeds = [self.feeds[feed_id] for feed_id in feed_ids if feed_id in self.feeds]
        visits = self.notebook.last_visits([feed.id for feed in feeds])
        requests = [_request(feed, visits.get(feed.id)) for feed in feeds]
        self.web.hand_on(requests, partial(self._answered, visits))

    def _answered(self, visits: Mapping[str, Visit], answers: Sequence[Answer | NoAnswer]) -> None:
        for answer in answers:
            with bound_contextvars(feed=answer.id):
                self._visited(self.feeds[answer.id], visits.get(answer.id), answer)

    def _visited(self, feed: Feed, last: Visit | None, answer: Answer | NoAnswer) -> None:
        self._visiting.visited(feed, last, answer)

    @cached_property
    def _visiting(self) -> Visiting:
        return Visiting(
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

    def _raise(self, alerts: Sequence[Alert]) -> None:
        for alert in alerts:
            if self.outbox.put(alert):
                self.notebook.count(alerted=1)
                log.info("alert.raised", alert_id=alert.id, watch=alert.watch_id, reason=alert.reason)
        self.relay.pass_on("deliver", [alert.id for alert in alerts])  # again too: it may have been lost

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
        """Brings alerts to their channels, each of them once as far as the channel can tell."""
        for alert_id in alert_ids:
            claimed = self.outbox.claim(alert_id, self.now(), lease=self.patience)
            if claimed is None:
                continue
            alert, deliveries = claimed
            with bound_contextvars(article_id=alert.article_id, feed=alert.feed_id, trace_id=alert.trace_id):
                for delivery in deliveries:
                    self._deliver(alert, delivery)

    def _deliver(self, alert: Alert, delivery: Delivery) -> None:
        try:
            channel = self._channel(delivery.channel)
            self.couriers[channel.kind].deliver(alert, channel)
        except Transient as error:
            self._postpone(alert, delivery, error)
        except Permanent as error:
            self._give_up(alert, delivery, str(error))
        else:
            self.outbox.sent(alert.id, delivery.channel, self.now())
            self.notebook.count(delivered=1)
            log.info("alert.sent", alert_id=alert.id, channel=delivery.channel, watch=alert.watch_id)

    def _channel(self, channel_id: str) -> Channel:
        try:
            return self.channels[channel_id]
        except KeyError as error:
            raise Permanent(f"channel '{channel_id}' is no longer in feeds.yaml") from error

    def _postpone(self, alert: Alert, delivery: Delivery, error: Transient) -> None:
        wait = next_attempt(delivery.attempts, error.after)
        if wait is None:
            self._give_up(alert, delivery, f"{error} ({MOST_ATTEMPTS} attempts)")
            return
        self.outbox.postpone(alert.id, delivery.channel, str(error), self.now() + wait)
        log.warning("alert.postponed", channel=delivery.channel, error=str(error), wait=str(wait))

    def _give_up(self, alert: Alert, delivery: Delivery, reason: str) -> None:
        self.outbox.fail(alert.id, delivery.channel, reason, self.now())
        self._bury("deliver", alert.id, f"channel '{delivery.channel}': {reason}")

    def sweep(self) -> None:
        """Asks again for work that was lost on the way, and for pages that are due for a second look."""
        now = self.now()
        backlog = self.relay.backlog()  # what waits in a queue is not lost
        if not backlog.get(STEP_QUEUE["deliver"]):
            self.relay.pass_on("deliver", self.outbox.overdue(now, most=MOST_SWEPT))
        stalled = self.notebook.stalled(now - 2 * self.patience, most=MOST_SWEPT)
        for step in sorted(set(stalled.values())):
            if not backlog.get(STEP_QUEUE[step]):
                ids = [article_id for article_id, waits_for in stalled.items() if waits_for == step]
                self.relay.pass_on(step, ids)
                self.notebook.touch(ids, now)
                log.warning("article.stalled", step=step, articles=len(ids))
        self._articles.look_again(backlog)

    def put_aside(self, step: str, subject: str, reason: str) -> None:
        """Moves work that failed for good to the dead letters, where `beffroi dead retry` finds it."""
        self._bury(step, subject, reason)
        if step in {"page", "read", "index"}:
            self.notebook.set_aside(subject)

    def retry(self, letter: DeadLetter) -> None:
        """Asks for a dead letter's work again, then takes the letter out."""
        if letter.step == "deliver":
            self.outbox.reopen(letter.subject, self.now())
        else:
            self.notebook.touch([letter.subject], self.now())
        self.relay.pass_on(letter.step, [letter.subject])
        self.dead.drop(letter.id)

    def _bury(self, step: str, subject: str, reason: str) -> None:
        self.dead.put(dead_letter(step, subject, reason, at=self.now()))
        log.error("work.put_aside", step=step, subject=subject, reason=reason)


def _request(feed: Feed, last: Visit | None) -> Request:
    if last is None:
        return Request(id=feed.id, url=feed.url)
    return Request(id=feed.id, url=feed.url, etag=last.etag, modified=last.modified)
