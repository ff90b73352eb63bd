"""What the pipeline needs from the world, in our own words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from workers.news.article import Page
from workers.news.asked import Query
from workers.news.burst import Sighting
from workers.news.dead_letter import DeadLetter
from workers.news.document import Document, Found, Refused, Tag
from workers.news.feed import Entry, Visit
from workers.news.feed_day import FeedDay
from workers.news.forecast import Stored
from workers.news.holdings import Shelf
from workers.news.look import Look
from workers.news.search import Count, Results
from workers.news.vote import Vote

Clock = Callable[[], datetime]
"""The time now, aware, UTC."""

Tagger = Callable[[Sequence[str]], Sequence[Sequence[Tag]]]
"""Texts to the names in each; one call for many texts, as models like it."""


class Notebook(Protocol):
    """What is known while an article is underway, and what was seen before."""

    def last_visits(self, feed_ids: Sequence[str]) -> dict[str, Visit]:
        """The trace that the last visit left, of each feed that was visited."""

    def note(self, visit: Visit, *, reached: str | None = None) -> None:
        """Replaces the trace of the last visit, and counts it; `reached` is the host that answered."""

    def visits(self) -> list[Visit]:
        """The last visit of every feed visited."""

    def unseen(self, entry_ids: Sequence[str]) -> set[str]:
        """Those of the ids that were not ticked off."""

    def tick_off(self, entry_ids: Sequence[str]) -> None:
        """Remembers the ids as seen, for 90 days after their last sight."""

    def keep_entry(self, entry: Entry) -> None:
        """Keeps an entry and marks it underway."""

    def entry(self, entry_id: str) -> Entry | None:
        """The entry, or None once its article is indexed."""

    def keep_page(self, page: Page, now: datetime) -> None:
        """Keeps an entry's page, unless its article was finished meanwhile."""

    def page(self, entry_id: str) -> Page | None:
        """The page, or None before it came and once the article is indexed."""

    def keep_document(self, document: Document, now: datetime, look: Look | None = None) -> None:
        """Keeps what the index is to hold, and what a second look needs, unless it was finished meanwhile.

        The page goes. All of it at once: a look without its document would hide a change for good.
        """

    def document(self, article_id: str) -> Document | None:
        """The document, or None before it was read and once it is indexed."""

    def finish(self, *article_ids: str) -> None:
        """Forgets entries, pages and documents: the index has them, or a dead letter says why not."""

    def look(self, article_id: str) -> Look | None:
        """What is remembered for a second look, for 25 hours after the article was read."""

    def looks_due(self, now: datetime, *, most: int) -> list[str]:
        """Articles whose second look is due."""

    def look_next(self, article_id: str, at: datetime | None) -> None:
        """Sets when the article is looked at again; None for never."""

    def known_as(self, address: str, article_id: str) -> str:
        """The article that an address or mark belongs to: the first that named it; for 90 days."""

    def set_aside(self, article_id: str) -> None:
        """Ends being underway but keeps entry, page and document, for a retry by hand within 7 days."""

    def stalled(self, before: datetime, *, most: int) -> dict[str, str]:
        """Articles untouched since `before`, each with the step it waits for."""

    def touch(self, article_ids: Sequence[str], now: datetime) -> None:
        """Says that work on these was asked for again just now; those set aside are underway again."""

    def known_blocks(self, feed_id: str) -> frozenset[bytes]:
        """Hashes of the entries that the feed's last answer held, each of them ticked off."""

    def keep_blocks(self, feed_id: str, blocks: Sequence[bytes]) -> None:
        """Replaces those hashes, 8 bytes each; kept for 30 days."""

    def lost(self, host: str, now: datetime) -> None:
        """Notes that a host could not be reached at all."""

    def tried_since(self, since: datetime) -> tuple[int, int]:
        """How many hosts were reached at their last try since then, and how many were not."""

    def count(self, **steps: int) -> None:
        """Adds to the counters that the live screen shows."""

    def counts(self) -> dict[str, int]:
        """The counters."""


class Archive(Protocol):
    """The index: documents in, search results out."""

    def setup(self) -> None:
        """Creates what the index needs, or brings it up to date; harmless to repeat."""

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Makes documents searchable, each once by its id; returns those refused for good.

        Raises Transient when the index is out of reach: nothing is lost, put again later.
        """

    def search(self, query: str, *, most: int) -> list[Found]:
        """The best answers, newest first among equals; highlights mark forms with « and ».

        Raises BadQuery where the query means nothing.
        """

    def find(
        self,
        query: Query,
        *,
        most: int,
        facets: bool = False,
        newest: bool = False,
        loose: Query | None = None,
        stories: bool = False,
    ) -> Results:
        """The best answers, or the newest; how many there are and, if wanted, what they are about.

        Where they do not fill the page, those of the `loose` query follow; they count nowhere. With
        `stories` one answer stands for all of its story.
        """

    def newest(self, *, most: int) -> list[Found]:
        """The articles published last, the newest first, without highlights."""

    def size(self) -> int:
        """How many documents are searchable."""


class Holdings(Protocol):
    """The index as an operator keeps it: walked through, counted, brought up to date, thinned out."""

    def each(self, query: Query) -> Iterator[dict[str, object]]:
        """All fields of every answer, oldest first."""

    def latest(self, query: Query, *, most: int) -> list[dict[str, object]]:
        """All fields of the answers published last, the newest first."""

    def counted(self, query: Query, field: str, *, most: int) -> list[Count]:
        """In how many answers each value of a field of codes stands, the commonest first."""

    def shelves(self) -> list[Shelf]:
        """What it is made of."""

    def drop(self, before: datetime) -> int:
        """Deletes the articles published before; gives how many."""

    def migrate(self, progress: Callable[[str, int, int], None]) -> list[str]:
        """Copies what earlier versions hold; gives the names of what was copied, which is kept.

        Tells `progress` the name, how many were copied and how many there are. Raises Permanent where
        the copy is not whole; nothing is changed then.
        """


class Replay(Protocol):
    """The index, read again in order of time."""

    def articles(self, begin: datetime, end: datetime) -> Iterator[Stored]:
        """The articles published from `begin` to before `end`, the earliest first."""


class FeedDays(Protocol):
    """What feeds brought, day by day, for those who cannot ask the notebook."""

    def record(self, days: Sequence[FeedDay]) -> None:
        """Writes days, each once by feed and date; raises Transient when the index is out of reach."""


class Votes(Protocol):
    """What readers thought of alerts."""

    def put(self, vote: Vote) -> None:
        """Keeps a vote; a later one on the same alert replaces it."""

    def verdict(self, alert_id: str) -> str:
        """The last verdict on an alert; empty where nobody voted."""

    def votes(self) -> list[Vote]:
        """All of them, oldest first."""


class Tallies(Protocol):
    """What set watches off, for those that ask for bursts."""

    def note(self, watch_id: str, seen: Sighting, *, forget: datetime) -> None:
        """Keeps a sighting once, and forgets those before `forget`."""

    def sightings(self, watch_id: str) -> Sequence[Sighting]:
        """All that is kept of a watch, in order of time."""

    def has_burst(self, watch_id: str) -> bool:
        """Whether a burst was begun and is not over."""

    def begin(self, watch_id: str) -> None:
        """Notes that a watch has a burst."""

    def end(self, watch_id: str) -> None:
        """Notes that the burst is over."""


class Relay(Protocol):
    """Passes the work on."""

    def pass_on(self, step: str, ids: Sequence[str]) -> None:
        """Asks for `step` on each id, in messages of the size the step takes."""

    def backlog(self) -> Mapping[str, int]:
        """Messages waiting or being worked on, by queue."""


class DeadLetters(Protocol):
    """Work that failed for good, kept for a person to look at."""

    def put(self, letter: DeadLetter) -> None:
        """Keeps a letter; the same step and subject again replace it."""

    def letters(self) -> list[DeadLetter]:
        """All of them, oldest first."""

    def drop(self, letter_id: str) -> DeadLetter | None:
        """Takes a letter out; None if there is none of that id."""
