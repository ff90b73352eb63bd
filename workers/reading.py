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
from workers.news.document import Document, Tag
from workers.news.feed import Entry, Feed
from workers.news.story import Fingerprint
from workers.news.watch import Watch
from workers.ports import Tagger
from workers.stages.alert import alerts
from workers.stages.cluster import fingerprint
from workers.stages.enrich import enrich, language_of
from workers.stages.escalate import Facts, facts
from workers.stages.extract import extract
from workers.stages.match import Watcher
from workers.stages.rights import kept, quoting


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article as it was read: the document as far as it may be kept, and what the whole text says."""

    document: Document
    alerts: tuple[Alert, ...]
    """One a watch that matched, as if no other text told the same."""
    text: Fingerprint
    facts: Facts


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

    def read(self, articles: Sequence[Article], now: datetime) -> list[ReadArticle]:
        """Gives what is found in each article, in the order given.

        All is found in the whole text; document and alerts hold as much of it as the feed's `store` allows.
        """
        tagged = self.tagger([article.text for article in articles])
        return [self._read(article, tags, now) for article, tags in zip(articles, tagged, strict=True)]

    def _read(self, article: Article, tags: Sequence[Tag], now: datetime) -> ReadArticle:
        normal = reading(article.text)
        findings = enrich(article.text, tags, article.language, reading=normal)
        matches = self.watcher.matches(article.text, reading=normal)
        raised = alerts(article, matches, self.watches, now=now, passage=quoting(article, passage))
        return ReadArticle(
            document=kept(Document(article=article, findings=findings, matches=matches)),
            alerts=raised,
            text=fingerprint(article, normal),
            facts=facts(article, findings, normal),
        )


def _article(entry: Entry, page: Page | None, feed: Feed | None) -> Article:
    if feed is None:
        return extract(entry, page, source=entry.feed_id, language_of=language_of)
    return extract(entry, page, source=feed.title, language_of=language_of, store=feed.store)
