"""The index that each article is in: a corrected date must not double it into another year."""

import threading
from collections.abc import Mapping, Sequence

from elasticsearch import Elasticsearch

from workers.news.document import Document
from workers.stages.index import ALIAS, index_name

REMEMBERED = (
    20_000  # articles, 2 MB; those of five seconds, in which a search does not see them yet, are fewer
)


class Homes:
    """Asks the index, and remembers what is being written: a search does not see that yet."""

    def __init__(self) -> None:
        self._planned: dict[str, str] = {}
        self._lock = threading.Lock()

    def of(self, client: Elasticsearch, documents: Sequence[Document]) -> list[tuple[str, bool]]:
        """Gives the index of each document, and whether it is known to be there already."""
        known = _known(client, documents)
        with self._lock:
            return [self._home(document, known) for document in documents]

    def forget(self) -> None:
        """Forgets what was planned: it may not have been written."""
        with self._lock:
            self._planned.clear()

    def _home(self, document: Document, known: Mapping[str, str]) -> tuple[str, bool]:
        id = document.article.id
        if id in known:
            return known[id], True
        if len(self._planned) >= REMEMBERED:
            del self._planned[next(iter(self._planned))]
        return self._planned.setdefault(id, index_name(document.article)), False


def _known(client: Elasticsearch, documents: Sequence[Document]) -> dict[str, str]:
    answer = client.search(
        index=ALIAS,
        ignore_unavailable=True,
        allow_partial_search_results=False,
        body={
            "query": {"ids": {"values": [document.article.id for document in documents]}},
            "size": len(documents),
            "_source": False,
        },
    )
    return {hit["_id"]: hit["_index"] for hit in answer["hits"]["hits"]}
