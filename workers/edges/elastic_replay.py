"""The articles of Elasticsearch, in order of time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from workers.news.errors import Transient
from workers.news.forecast import Stored
from workers.stages.index import ALIAS, stored

PAGE = 500  # articles of one answer: a few megabytes
ANSWER_SECONDS = 30.0


class ElasticReplay:
    """A Replay over the alias of all years."""

    def __init__(self, connect: Callable[[], Elasticsearch]) -> None:
        self._connect = connect

    @cached_property
    def _client(self) -> Elasticsearch:
        return self._connect().options(request_timeout=ANSWER_SECONDS)

    def articles(self, begin: datetime, end: datetime) -> Iterator[Stored]:
        """Gives the articles published from `begin` to before `end`, the earliest first."""
        after: list[object] | None = None
        while hits := self._page(begin, end, after):
            yield from (stored(hit["_source"]) for hit in hits)  # type: ignore[arg-type]
            after = hits[-1]["sort"]  # type: ignore[assignment]

    def _page(self, begin: datetime, end: datetime, after: list[object] | None) -> list[dict[str, object]]:
        asked: dict[str, object] = {
            "query": {"range": {"@timestamp": {"gte": begin.isoformat(), "lt": end.isoformat()}}},
            "sort": [{"@timestamp": "asc"}, {"id": "asc"}],
            "size": PAGE,
        }
        try:
            answer = self._client.search(
                index=ALIAS, ignore_unavailable=True, body=asked | ({"search_after": after} if after else {})
            )
        except (ApiError, TransportError) as error:
            raise Transient(f"Elasticsearch cannot be read: {error}; check that the server is up") from error
        return list(answer["hits"]["hits"])
