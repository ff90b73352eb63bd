"""Articles on their way from an entry to a document: their pages got, read, and looked at again.

The order is that of every step: get, decide, keep, pass on, tick off. It may be done twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

import structlog
from structlog.contextvars import bound_contextvars

from workers.identity import article_id
from workers.joining import Joining
from workers.news.alert import Alert
from workers.news.article import Article, Page
from workers.news.document import Document
from workers.news.feed import Entry, Feed
from workers.news.web import Answer, NoAnswer, Request
from workers.polling_ports import Web
from workers.ports import Clock, Notebook, Relay
from workers.raising import Raising
from workers.reading import Reader
from workers.stages import poll, revise
from workers.steps import STEP_QUEUE

log = structlog.get_logger()

LINGER = 0.1  # seconds; what an alert may wait for its neighbours, with which it is read in half the time
MOST_LOOKS = 500  # of one sweep: two thousand a minute, in messages of twenty


def nobody_counts(_: Document) -> None:
    """Counts no article."""


@dataclass(frozen=True, kw_only=True)
class Articles:
    """What the pipeline has that articles need."""

    feeds: Mapping[str, Feed]
    web: Web
    notebook: Notebook
    relay: Relay
    reader: Reader
    joining: Joining
    now: Clock
    alert: Raising
    high_water: int
    seen: Callable[[Document], None] = nobody_counts
    """Counts what was read, for bursts."""

    def page(self, entry_ids: Sequence[str]) -> None:
        """Gets pages; an entry without one is read from the feed's own text."""
        entries = self._underway(entry_ids)
        requests, without = [], []
        for entry in entries.values():
            feed = self.feeds.get(entry.feed_id)
            if entry.url and feed and feed.full_text:
                requests.append(self._request(entry, entry.url))
            else:
                why = "the feed says full_text: false" if entry.url else "the entry has no link"
                without.append(Page(entry_id=entry.id, url=entry.url or "", html=b"", missing=why))
        if without:
            self._got(entries, without)
        self.web.hand_on(requests, partial(self._came, entries), linger=LINGER)

    def _came(self, entries: Mapping[str, Entry], answers: Sequence[Answer | NoAnswer]) -> None:
        busy = [one.id for one in answers if isinstance(one, NoAnswer) and one.fault == "busy"]
        if busy:  # their host had no time for them yet
            self.relay.pass_on("page", busy)
            self.notebook.touch(busy, self.now())
        self._got(entries, [_page(one) for one in answers if one.id not in busy])

    def _request(self, entry: Entry, url: str) -> Request:
        look = self.notebook.look(entry.id) if entry.again else None
        if look is None:
            return Request(id=entry.id, url=url, purpose="page")
        return Request(id=entry.id, url=url, purpose="page", etag=look.etag, modified=look.modified)

    def _got(self, entries: Mapping[str, Entry], pages: Sequence[Page]) -> None:
        to_read, now = [], self.now()
        for page in pages:
            with _about(entries[page.entry_id]):
                if entries[page.entry_id].again and page.missing:
                    self._as_it_was(entries[page.entry_id], page.missing)
                    continue
                self.notebook.keep_page(replace(page, at=now), now)
                to_read.append(page.entry_id)
                log.info("page.got", bytes=len(page.html), missing=page.missing)
        self.relay.pass_on("read", to_read)
        self.notebook.count(paged=len(pages))

    def read(self, entry_ids: Sequence[str]) -> None:
        """Reads articles: their findings, the watches they match, the alerts to raise."""
        entries = list(self._underway(entry_ids).values())
        pages = {entry.id: self.notebook.page(entry.id) for entry in entries}
        # Without its page an article was read before: its document waits for the index.
        to_read = [(entry, page) for entry in entries if (page := pages[entry.id])]
        articles = self.reader.articles(to_read, self.feeds)
        news = [
            (entry, page, article)
            for (entry, page), one in zip(to_read, articles, strict=True)
            if (article := self._news(entry, one))
        ]
        found = self.reader.read([article for *_, article in news], self.now())
        raised: list[Alert] = []
        new: list[str] = []
        for (entry, page, article), one in zip(news, found, strict=True):
            with _about(entry):
                document, alerts = self.joining.joined(one)
                raised += alerts
                new += self.alert.keep(alerts)
                look = revise.remembered(entry, page, article, self.now())
                self.notebook.keep_document(document, self.now(), look)
                self.seen(document)
                log.info(
                    "article.read",
                    origin=article.origin,
                    why=article.origin_reason,
                    revision=article.revision,
                    countries=[country.code for country in document.findings.countries],
                    alerts=len(alerts),
                    story=document.story.story_id if document.story else None,
                    copy=document.story.copy_kind if document.story else None,
                )
        self.alert.pass_on(raised, new)
        self.relay.pass_on("index", [entry.id for entry in entries])
        self.notebook.count(read=len(news))

    def _news(self, entry: Entry, article: Article) -> Article | None:
        """The article, or None where it is another's twin or stands as it was: then it is done."""
        if entry.again:
            look = self.notebook.look(entry.id)
            changed = revise.revised(look, article) if look else None
            if changed is None:
                self._as_it_was(entry, "the text is the same")
            return changed
        address = article_id(article.url or None, entry.feed_id, entry.guid)
        twin = self.notebook.known_as(address, entry.id)
        if twin == entry.id:
            return article
        with _about(entry):
            log.info("article.twin", of=twin, url=article.url)
        self.notebook.finish(entry.id)
        return None

    def _as_it_was(self, entry: Entry, why: str) -> None:
        with _about(entry):
            log.info("article.unchanged", why=why)
        self.notebook.finish(entry.id)

    def look_again(self, backlog: Mapping[str, int]) -> None:
        """Asks for pages that were read an hour, six hours or a day ago, unless the queues are full."""
        if max(backlog.get(STEP_QUEUE[step], 0) for step in ("page", "read", "index")) >= self.high_water:
            return
        now = self.now()
        looks = {one: self.notebook.look(one) for one in self.notebook.looks_due(now, most=MOST_LOOKS)}
        # One that is still underway is not taken up anew: what waits for the index would be lost.
        free = {one: look for one, look in looks.items() if look and self.notebook.entry(one) is None}
        for look in free.values():
            self.notebook.keep_entry(replace(look.entry, again=True))
        self.notebook.touch(list(free), now)
        self.relay.pass_on("page", list(free))
        for one, remembered in looks.items():
            self.notebook.look_next(one, revise.next_look(remembered.entry.seen, now) if remembered else None)

    def _underway(self, entry_ids: Iterable[str]) -> dict[str, Entry]:
        found = (self.notebook.entry(entry_id) for entry_id in entry_ids)
        return {entry.id: entry for entry in found if entry}


def _page(answer: Answer | NoAnswer) -> Page:
    if isinstance(answer, NoAnswer):
        return Page(entry_id=answer.id, url=answer.url, html=b"", missing=answer.reason)
    if answer.status != poll.OK:
        return Page(entry_id=answer.id, url=answer.url, html=b"", missing=poll.status_text(answer.status))
    return Page(
        entry_id=answer.id,
        url=answer.url,
        html=answer.body,
        content_type=answer.content_type,
        etag=answer.etag,
        modified=answer.modified,
    )


def _about(entry: Entry) -> AbstractContextManager[None]:
    return bound_contextvars(article_id=entry.id, feed=entry.feed_id, trace_id=entry.trace_id)
