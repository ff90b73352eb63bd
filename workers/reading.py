"""One article read: its text, what is recognised in it, what it alerts of.

The stages in their order, for several articles at once because the model wants batches;
no port is known here but the enricher's tagger.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, partial

from workers.enriching import Enriched, Enricher
from workers.french.sentences import passage
from workers.news.alert import Alert
from workers.news.article import Article, Page
from workers.news.calm import Urgency
from workers.news.document import Document
from workers.news.feed import Entry, Feed
from workers.news.story import Fingerprint
from workers.news.watch import Watch
from workers.stages.alert import alerts
from workers.stages.cluster import fingerprint
from workers.stages.enrich import language_of
from workers.stages.escalate import Facts, facts
from workers.stages.extract import extract
from workers.stages.grounds import explained
from workers.stages.match import Known, Watcher
from workers.stages.rights import kept, quoting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article as it was read: the document as far as it may be kept, and what the whole text says."""

    document: Document
    alerts: tuple[Alert, ...]
    """One a watch that matched, as if no other text told the same."""
    text: Fingerprint
    facts: Callable[[], Facts]
    """Asked for only where a watch matches, and made once."""


@dataclass(frozen=True, kw_only=True)
class Watching:
    """The watches in force, compiled and by their ids, and what finds their terms with all else."""

    enricher: Enricher
    watcher: Watcher
    watches: Mapping[str, Watch]

    @cached_property
    def urgencies(self) -> Mapping[str, Urgency]:
        """What they ask of their alerts, by their ids."""
        return {watch.id: watch.urgency for watch in self.watches.values()}


def _as_at_the_start() -> Watching | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading needs: what recognises, and the watches."""

    at_start: Callable[[], Watching]
    """Gives the watches of the start; built at the first article, so that only readers pay for it."""
    renewed: Callable[[], Watching | None] = _as_at_the_start
    """Gives the watches that are in force instead, since their file changed."""

    def in_force(self) -> Watching:
        """Gives the watches in force."""
        return self.renewed() or self.at_start()

    def articles(
        self, pages: Sequence[tuple[Entry, Page | None]], feeds: Mapping[str, Feed]
    ) -> list[Article]:
        """Gives each entry's article, in the order given."""
        return [_article(entry, page, feeds.get(entry.feed_id)) for entry, page in pages]

    def read(self, articles: Sequence[Article], now: datetime) -> list[ReadArticle]:
        """Gives what is found in each article, in the order given.

        All is found in the whole text; document and alerts hold as much of it as the feed's `store` allows.
        """
        force = self.in_force()
        found = force.enricher(
            [article.text for article in articles], [article.language for article in articles]
        )
        return [
            self._read(article, enriched, now, force)
            for article, enriched in zip(articles, found, strict=True)
        ]

    def _read(self, article: Article, enriched: Enriched, now: datetime, force: Watching) -> ReadArticle:
        looked, findings = enriched.looked, enriched.findings
        known = Known.of(article, findings)
        matches = force.watcher.matches(article.text, looked.reading, known=known, hits=looked.terms)
        told = [match for match in matches if not _bursts_only(force.watches[match.watch_id])]
        raised = alerts(article, told, force.watches, now=now, passage=quoting(article, passage))
        grounds = force.watcher.conditions(
            (one.watch_id for one in raised), article.text, looked.reading, known=known, hits=looked.terms
        )
        return ReadArticle(
            document=kept(Document(article=replace(article, read=now), findings=findings, matches=matches)),
            alerts=tuple(
                explained(
                    one,
                    article,
                    findings,
                    force.watches[one.watch_id],
                    [match for match in matches if match.watch_id == one.watch_id],
                    grounds[one.watch_id],
                )
                for one in raised
            ),
            text=fingerprint(article, looked.reading),
            facts=cache(partial(facts, article, findings, looked.reading)),
        )


def _bursts_only(watch: Watch) -> bool:
    return watch.burst is not None and watch.burst.only


def _article(entry: Entry, page: Page | None, feed: Feed | None) -> Article:
    if feed is None:
        return extract(entry, page, source=entry.feed_id, language_of=language_of)
    return extract(entry, page, source=feed.title, language_of=language_of, store=feed.store)
