"""The index in memory: finds whole words, knows no inflection."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.asked import Query
from workers.news.document import Document, Found, Refused
from workers.news.search import Results


@dataclass
class MemoryArchive:
    """Documents by id; ids in `refuses` are refused, as a mapping error would."""

    documents: dict[str, Document] = field(default_factory=dict)
    refuses: set[str] = field(default_factory=set)

    def setup(self) -> None:
        """Needs nothing."""

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Keeps documents by their ids."""
        taken = {one.article.id: one for one in documents if one.article.id not in self.refuses}
        for id, one in taken.items():
            if id not in self.documents or self.documents[id].article.revision <= one.article.revision:
                self.documents[id] = one
        return [
            Refused(id=one.article.id, reason="refused by the test")
            for one in documents
            if one.article.id not in taken
        ]

    def search(self, query: str, *, most: int) -> list[Found]:
        """Documents that hold every word, newest first."""
        words = query.casefold().split()
        found = [one for one in self.documents.values() if _holds(one, words)]
        return [_found(one) for one in sorted(found, key=_age, reverse=True)[:most]]

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
        """Documents that hold every word; counts nothing, and tells each by itself."""
        del facets, newest, loose, stories
        found = self.search(" ".join(word.readings[0] for word in query.words), most=most)
        return Results(total=len(found), found=tuple(found), facets={})

    def newest(self, *, most: int) -> list[Found]:
        """The articles published last, the newest first."""
        return [_found(one) for one in sorted(self.documents.values(), key=_age, reverse=True)[:most]]

    def size(self) -> int:
        """How many documents are kept."""
        return len(self.documents)


def _holds(document: Document, words: Sequence[str]) -> bool:
    text = document.article.text.casefold()
    return bool(words) and all(word in text for word in words)


def _age(document: Document) -> datetime:
    return document.article.published or document.article.seen


def _found(document: Document) -> Found:
    article, findings = document.article, document.findings
    return Found(
        id=article.id,
        title=article.title,
        url=article.url,
        feed=article.feed_id,
        published=article.published.isoformat() if article.published else None,
        countries=tuple(country.code for country in findings.countries),
        entities=tuple(entity.canonical for entity in findings.entities),
        keywords=tuple(keyword.term for keyword in findings.keywords),
        watches=tuple(dict.fromkeys([*document.watches, *(match.watch_id for match in document.matches)])),
        highlights=(),
        agencies=article.agencies,
        section=article.section,
        categories=article.categories,
        text_quality=article.text_quality,
        paywalled=article.paywalled,
        modified=article.modified.isoformat() if article.modified else None,
        revision=article.revision,
        story_id=document.story.story_id if document.story else "",
        is_first=document.story.is_first if document.story else None,
        copy_kind=document.story.copy_kind if document.story else None,
    )
