"""What is known of articles underway, feeds visited and entries seen, in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.article import Page
from workers.news.document import Document
from workers.news.feed import Entry, Visit
from workers.news.look import Look


@dataclass
class MemoryNotebook:
    """Forgets nothing but what is finished."""

    visited: dict[str, Visit] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    entries: dict[str, Entry] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    underway: dict[str, datetime] = field(default_factory=dict)
    blocks: dict[str, frozenset[bytes]] = field(default_factory=dict)
    hosts: dict[str, tuple[datetime, bool]] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    due_looks: dict[str, datetime] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def last_visits(self, feed_ids: Sequence[str]) -> dict[str, Visit]:
        """The trace that the last visit left, of each feed that was visited."""
        return {name: self.visited[name] for name in feed_ids if name in self.visited}

    def note(self, visit: Visit, *, reached: str | None = None) -> None:
        """Replaces the trace of the last visit, and counts it."""
        self.visited[visit.feed_id] = visit
        self.counted["visited"] += 1
        if reached:
            self.hosts[reached] = (visit.at, True)

    def visits(self) -> list[Visit]:
        """The last visit of every feed visited."""
        return list(self.visited.values())

    def unseen(self, entry_ids: Sequence[str]) -> set[str]:
        """Those of the ids that were not ticked off."""
        return set(entry_ids) - self.seen

    def tick_off(self, entry_ids: Sequence[str]) -> None:
        """Remembers the ids as seen."""
        self.seen.update(entry_ids)

    def keep_entry(self, entry: Entry) -> None:
        """Keeps an entry and marks it underway."""
        self.entries[entry.id] = entry
        self.underway[entry.id] = entry.seen

    def entry(self, entry_id: str) -> Entry | None:
        """The entry, or None once its article is indexed."""
        return self.entries.get(entry_id)

    def keep_page(self, page: Page, now: datetime) -> None:
        """Keeps an entry's page."""
        if page.entry_id in self.entries:
            self.pages[page.entry_id] = page
            self.underway[page.entry_id] = now

    def page(self, entry_id: str) -> Page | None:
        """The page, or None."""
        return self.pages.get(entry_id)

    def keep_document(self, document: Document, now: datetime, look: Look | None = None) -> None:
        """Keeps what the index is to hold, and what a second look needs."""
        if document.article.id in self.entries:
            if look:
                self.looks[document.article.id] = look
                self.look_next(document.article.id, look.due)
            self.documents[document.article.id] = document
            self.pages.pop(document.article.id, None)
            self.underway[document.article.id] = now

    def document(self, article_id: str) -> Document | None:
        """The document, or None."""
        return self.documents.get(article_id)

    def finish(self, *article_ids: str) -> None:
        """Forgets entries, pages and documents."""
        facts: tuple[dict[str, Entry], dict[str, Page], dict[str, Document], dict[str, datetime]]
        facts = (self.entries, self.pages, self.documents, self.underway)
        for kept in facts:
            for one in article_ids:
                kept.pop(one, None)

    def look(self, article_id: str) -> Look | None:
        """What is remembered for a second look."""
        return self.looks.get(article_id)

    def looks_due(self, now: datetime, *, most: int) -> list[str]:
        """Articles whose second look is due."""
        return [one for one, at in self.due_looks.items() if at <= now][:most]

    def look_next(self, article_id: str, at: datetime | None) -> None:
        """Sets when the article is looked at again."""
        if at:
            self.due_looks[article_id] = at
        else:
            self.due_looks.pop(article_id, None)

    def known_as(self, address: str, article_id: str) -> str:
        """The article that an address belongs to."""
        return self.addresses.setdefault(address, article_id)

    def set_aside(self, article_id: str) -> None:
        """Ends being underway."""
        self.underway.pop(article_id, None)

    def stalled(self, before: datetime, *, most: int) -> dict[str, str]:
        """Articles untouched since `before`, each with the step it waits for."""
        late = [article_id for article_id, at in self.underway.items() if at <= before][:most]
        return {article_id: self._waits_for(article_id) for article_id in late}

    def _waits_for(self, article_id: str) -> str:
        if article_id in self.documents:
            return "index"
        return "read" if article_id in self.pages else "page"

    def touch(self, article_ids: Sequence[str], now: datetime) -> None:
        """Says that work on these was asked for again just now."""
        self.underway.update({one: now for one in article_ids if one in self.entries})

    def known_blocks(self, feed_id: str) -> frozenset[bytes]:
        """Hashes of the entries of the feed's last answer."""
        return self.blocks.get(feed_id, frozenset())

    def keep_blocks(self, feed_id: str, blocks: Sequence[bytes]) -> None:
        """Replaces those hashes."""
        self.blocks[feed_id] = frozenset(blocks)

    def lost(self, host: str, now: datetime) -> None:
        """Notes that a host could not be reached at all."""
        self.hosts[host] = (now, False)

    def tried_since(self, since: datetime) -> tuple[int, int]:
        """How many hosts were reached at their last try since then, and how many were not."""
        last = [reached for at, reached in self.hosts.values() if at >= since]
        return sum(last), len(last) - sum(last)

    def count(self, **steps: int) -> None:
        """Adds to the counters."""
        self.counted.update({step: more for step, more in steps.items() if more})

    def counts(self) -> dict[str, int]:
        """The counters."""
        return dict(self.counted)
