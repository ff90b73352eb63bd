"""Feeds visited: what each announced is taken in, what the visit taught is noted, the next is set.

The order is that of every step: get, decide, keep, pass on, tick off. It may be done twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from structlog.contextvars import bound_contextvars

from workers.deadline import deadline
from workers.news.alert import Alert
from workers.news.errors import NotAFeed
from workers.news.feed import Entry, Feed, Visit
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Schedule, Web
from workers.ports import Clock, Notebook, Relay
from workers.stages import poll
from workers.stages.parse import guids
from workers.stages.poll import NOTHING, OK, Brought

if TYPE_CHECKING:
    from workers.stages.parse.entries import Parsed

log = structlog.get_logger()

LONGEST_PARSE = 20.0  # seconds; the worst of 10 MB that the guard lets through takes 15

Taken = tuple[tuple[Entry, ...], Brought]
"""All that a body announces, and what of it counts."""


@dataclass(frozen=True, kw_only=True)
class Visiting:
    """What the pipeline has that a visit needs."""

    feeds: Mapping[str, Feed]
    web: Web
    schedule: Schedule
    notebook: Notebook
    relay: Relay
    now: Clock
    jitter: Callable[[], float]
    alert: Callable[[Sequence[Alert]], None]
    desk: tuple[str, ...]

    def fetch(self, feed_ids: Sequence[str]) -> None:
        """Asks for the feeds; each answer is taken in as it comes."""
        feeds = [self.feeds[feed_id] for feed_id in feed_ids if feed_id in self.feeds]
        visits = self.notebook.last_visits([feed.id for feed in feeds])
        requests = [_request(feed, visits.get(feed.id)) for feed in feeds]
        self.web.hand_on(requests, partial(self._answered, visits))

    def _answered(self, visits: Mapping[str, Visit], answers: Sequence[Answer | NoAnswer]) -> None:
        for answer in answers:
            with bound_contextvars(feed=answer.id):
                self.visited(self.feeds[answer.id], visits.get(answer.id), answer)

    def visited(self, feed: Feed, last: Visit | None, answer: Answer | NoAnswer) -> None:
        """Takes an answer in; `last` is the visit that the request was made after."""
        now = self.now()
        last = poll.last_of(feed, last)
        announced, brought = self._announced(feed, last, answer)
        host = urlsplit(feed.url).netloc
        lost = isinstance(answer, NoAnswer) and answer.fault in poll.OF_THE_NETWORK
        own_network = lost and self._own_network(host, now)
        visit = poll.visit_after(feed, last, answer, brought, now, own_network=own_network)
        visit, alarms = poll.alarms(feed, visit, poll.health(visit, now), now, self.desk)
        if announced:
            self._take_in(announced, brought.new)
        if brought.blocks:
            self.notebook.keep_blocks(feed.id, brought.blocks)
        self.alert(alarms)
        self.notebook.note(visit, reached=None if lost else host)
        self._due_again(feed, visit, own_network=own_network)
        log.info("feed.visited", outcome=visit.outcome, new=len(brought.new), reason=visit.reason)
        # At the next visit too: a worker may have ended before the answer, and sitemaps lag behind feeds.
        if since := visit.missed_since or (last and last.missed_since):
            self._fill_gap(feed, since)

    def _due_again(self, feed: Feed, visit: Visit, *, own_network: bool) -> None:
        if visit.retry_after and visit.fault in poll.ASKS_FOR_PEACE:
            self.schedule.leave_alone(feed.id, visit.at, until=visit.at + visit.retry_after)
        self.schedule.due_again(feed.id, poll.next_due(feed, visit, self.jitter(), own_network=own_network))

    def _take_in(self, announced: Sequence[Entry], new: Sequence[Entry]) -> None:
        for entry in new:
            self.notebook.keep_entry(entry)
        self.relay.pass_on("page", [entry.id for entry in new])
        self.notebook.tick_off([entry.id for entry in announced])
        self.notebook.count(announced=len(new))

    def _announced(self, feed: Feed, last: Visit | None, answer: Answer | NoAnswer) -> Taken:
        if isinstance(answer, NoAnswer) or answer.status != OK:
            return (), NOTHING
        body_hash = poll.body_hash(answer.body)
        if last and body_hash == last.body_hash and not poll.read_again(last, self.now()):
            return (), Brought(body_hash=body_hash)
        whole = last is None or poll.read_again(last, self.now())
        try:
            parsed = self._parsed(feed, answer, frozenset() if whole else self.notebook.known_blocks(feed.id))
        except NotAFeed as error:
            return (), Brought(reason=str(error), candidates=error.candidates)
        return self._compared(feed, last, parsed, body_hash)

    def _parsed(self, feed: Feed, answer: Answer, known: frozenset[bytes]) -> "Parsed":
        from workers.stages.parse.entries import parse, parse_sitemap

        if feed.type == "sitemap":
            return parse_sitemap(answer.body, url=answer.url)
        with deadline(LONGEST_PARSE, len(answer.body)):
            parsed = parse(
                answer.body,
                url=answer.url,
                content_type=answer.content_type,
                known=known,
                timezone=feed.timezone,
            )
        for warning in parsed.warnings:
            log.warning("feed.odd", warning=warning)
        return parsed

    def _compared(self, feed: Feed, last: Visit | None, parsed: "Parsed", body_hash: str) -> Taken:
        from workers.stages.parse.entries import to_entries

        entries = to_entries(parsed, feed, self.now())
        unseen = self.notebook.unseen([entry.id for entry in entries])
        reused = guids.reused(entries) or (last is not None and last.guids_reused)
        new = [entry for entry in entries if entry.id in unseen]
        if not reused:
            new, reused = self._without_renamed(new)
        return entries, Brought(
            entries=len(entries) + parsed.left_out,
            whole=not parsed.left_out,
            blocks=parsed.blocks,
            new=tuple(new),
            guids_reused=reused,
            hints=parsed.hints,
            body_hash=body_hash,
            oldest=min((entry.published for entry in entries if entry.published), default=None),
        )

    def _without_renamed(self, new: Sequence[Entry]) -> tuple[list[Entry], bool]:
        """Leaves out known articles under other addresses; gives whether a guid proved to be several."""
        kept, reused = [], False
        for entry in new:
            owners = [self.notebook.known_as(mark, entry.id) for mark in guids.marks(entry)]
            if guids.renamed(entry, owners):
                log.info("entry.renamed", article_id=owners[0], url=entry.url)
            else:
                kept.append(entry)
                reused = reused or guids.contradicted(entry, owners)
        return kept, reused

    def _own_network(self, host: str, now: datetime) -> bool:
        self.notebook.lost(host, now)
        reached, unreached = self.notebook.tried_since(now - poll.LOOK_BACK)
        return poll.own_network_down(reached=reached, unreached=unreached)

    def _fill_gap(self, feed: Feed, since: datetime) -> None:
        """Asks the site's news sitemap for what came and went since a visit."""
        log.warning("feed.missed", since=since.isoformat(), sitemap=feed.sitemap)
        if feed.sitemap:
            asked = Request(id=feed.id, url=feed.sitemap, purpose="sitemap")
            self.web.hand_on_later([asked], partial(self._filled, feed, since))

    def _filled(self, feed: Feed, since: datetime, answers: Sequence[Answer | NoAnswer]) -> None:
        for answer in answers:
            with bound_contextvars(feed=feed.id):
                announced, brought = self._announced(replace(feed, type="sitemap"), None, answer)
                earliest = since - poll.GAP_MARGIN
                new = [entry for entry in brought.new if entry.published and entry.published >= earliest]
                self._take_in(new, new)
                log.info("feed.filled", new=len(new), of=len(announced), reason=brought.reason)


def _request(feed: Feed, last: Visit | None) -> Request:
    if last is None:
        return Request(id=feed.id, url=feed.url)
    return Request(id=feed.id, url=feed.url, etag=last.etag, modified=last.modified)
