"""The articles of the embedded index, in order of time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import tantivy

from workers import wire
from workers.news.forecast import Stored
from workers.stages.index import stored

MOST = 10_000_000  # articles of one answer; the addresses of so many take 200 MB


class TantivyReplay:
    """A Replay over the folder of an index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def articles(self, begin: datetime, end: datetime) -> Iterator[Stored]:
        """Gives the articles published from `begin` to before `end`, the earliest first."""
        if not (self._folder / "meta.json").exists():
            return
        index = tantivy.Index.open(str(self._folder))
        searcher = index.searcher()
        times = int(begin.timestamp()), int(end.timestamp())
        span = tantivy.Query.range_query(
            index.schema, "published", tantivy.FieldType.Integer, *times, include_upper=False
        )
        hits = searcher.search(span, min(MOST, max(1, searcher.num_docs)), order_by_field="published").hits
        for _, address in reversed(hits):
            yield stored(wire.load(bytes(searcher.doc(address)["_source"][0]), dict[str, object]))
