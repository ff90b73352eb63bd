"""One article read: its text, what is recognised in it, what it alerts of.

The stages in their order, for several articles at once because the model wants batches;
no port is known here but the tagger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workers.french.sentences import passage
from workers.french.text import reading
from workers.news.alert import Alert
from workers.news.article import Article, Page
from workers.news.document import Document, Findings, Tag
from workers.news.feed import Entry, Feed
from workers.news.watch import Match, Watch
from workers.ports import Tagger
from workers.stages.alert import alerts
from workers.stages.enrich import enrich, language_of
from workers.stages.extract import extract
from workers.stages.grounds import explained
from workers.stages.match import Watcher
from workers.stages.rights import kept, quoting


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading needs: the model that tags names, and the watches."""

    tagger: Tagger
    watcher: Watcher
    watches: Mapping[str, Watch]

    def articles(
        self, pages: Sequence[tuple[Entry, Page | None]], feeds: Mapping[str, Feed]
    ) -> list[Article]:
        """Gives each entry's article, in the order given."""
        return [_article(entry, page, feeds.get(entry.feed_id)) for entry, page in pages]

    def read(self, articles: Sequence[Article], now: datetime) -> list[tuple[Document, tuple[Alert, ...]]]:
        """Gives each article's document and the alerts it raises, in the order given.

        All is found in the whole text; document and alerts hold as much of it as the feed's `store` allows.
        """
        tagged = self.tagger([article.text for article in articles])
        return [self._read(article, tags, now) for article, tags in zip(articles, tagged, strict=True)]

    def _read(
        self, article: Article, tags: Sequence[Tag], now: datetime
    ) -> tuple[Document, tuple[Alert, ...]]:
        normal = reading(article.text)
        findings = enrich(article.text, tags, article.language, reading=normal)
        matches = self.watcher.matches(article.text, reading=normal)
        raised = alerts(article, matches, self.watches, now=now, passage=quoting(article, passage))
        alerts_told = tuple(self._explained(one, article, findings, matches) for one in raised)
        return kept(Document(article=article, findings=findings, matches=matches)), alerts_told

    def _explained(
        self, alert: Alert, article: Article, findings: Findings, matches: Sequence[Match]
    ) -> Alert:
        found = [match for match in matches if match.watch_id == alert.watch_id]
        return explained(alert, article, findings, self.watches[alert.watch_id], found)


def _article(entry: Entry, page: Page | None, feed: Feed | None) -> Article:
    if feed is None:
        return extract(entry, page, source=entry.feed_id, language_of=language_of)
    return extract(entry, page, source=feed.title, language_of=language_of, store=feed.store)
