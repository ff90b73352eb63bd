"""Stored texts read anew, with newer vocabulary or watches: throttled, and resumed where it stopped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from workers import wire
from workers.news.asked import All, Between, Query
from workers.news.document import Document
from workers.ports import Archive, Clock, Holdings
from workers.reading import Reader
from workers.stages.index import article_of, kept_findings, placed

BATCH = 16  # articles read together, as the flow does


@dataclass
class Reprocessing:
    """One run over stored texts; `only` is watches, enrichment, or None for both."""

    archive: Archive
    holdings: Holdings
    reader: Reader
    now: Clock
    rate: float
    """Articles a second, at most: readers of the flow need the processor too."""
    only: str | None = None
    state: Path | None = None
    read: int = 0
    left: int = 0

    def run(self, query: Query) -> Iterator[str]:
        """Reads every answer anew, oldest first; gives each id once it is written again."""
        batch: list[Mapping[str, Any]] = []
        for fields in self.holdings.each(self._from_where_it_stopped(query)):
            batch.append(fields)
            if len(batch) == BATCH:
                yield from self._again(batch)
                batch = []
        if batch:
            yield from self._again(batch)

    def _again(self, batch: list[Mapping[str, Any]]) -> Iterator[str]:
        whole = [fields for fields in batch if fields.get("store", "full") == "full"]
        self.left += len(batch) - len(whole)
        articles = [article_of(fields) for fields in whole]
        documents = [one.document for one in self.reader.read(articles, self.now())] if articles else []
        made = [self._made(*one) for one in zip(documents, whole, strict=True)]
        if made:
            self.archive.put(made)
        self.read += len(made)
        self._remember(batch[-1])
        Event().wait(len(batch) / self.rate)
        yield from (str(fields["id"]) for fields in batch)

    def _made(self, document: Document, fields: Mapping[str, Any]) -> Document:
        document = replace(document, story=placed(fields))
        if self.only == "watches":
            return replace(document, findings=kept_findings(fields, document.findings))
        if self.only == "enrichment":
            return replace(document, matches=(), watches=tuple(fields.get("watches") or ()))
        return document

    def _from_where_it_stopped(self, query: Query) -> Query:
        if self.state is None or not self.state.exists() or query.root is None:
            return query
        last = wire.load(self.state.read_bytes(), dict[str, float])["published"]
        return replace(query, root=All(parts=(query.root, Between(field="published", least=last))))

    def _remember(self, fields: Mapping[str, Any]) -> None:
        if self.state:
            at = datetime.fromisoformat(str(fields["@timestamp"])).timestamp()
            self.state.write_bytes(wire.dump({"published": at}))
