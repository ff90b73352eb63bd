"""Alerts in Elasticsearch, for Kibana."""

from collections.abc import Callable, Sequence

from elasticsearch import Elasticsearch

from workers.edges.elastic_ledger.counted import counted
from workers.edges.elastic_ledger.years import Years
from workers.news.alert import Raised
from workers.news.holdings import Shelf
from workers.stages.ledger import ALIAS, PATTERN, TEMPLATE, Entry, entry, index_name


class ElasticLedger:
    """Alerts by their ids; asks nothing before the first call."""

    def __init__(self, client: Callable[[], Elasticsearch], place: str) -> None:
        self._years = Years(open=client, place=place, template=TEMPLATE, packed="alerts.json", of="alerts")

    def setup(self) -> None:
        """Puts the template; harmless to repeat."""
        self._years.setup()

    def record(self, raised: Sequence[Raised]) -> None:
        """Writes alerts, each once by its id; raises Permanent for one that the index will never take."""
        operations: list[dict[str, object]] = []
        for one in raised:
            operations += [{"index": {"_index": index_name(one), "_id": one.alert.id}}, entry(one)]
        if operations:
            self._years.bulk(map(index_name, raised), operations)

    def newest(self, *, most: int) -> list[Entry]:
        """The alerts raised last, the newest first."""
        body = {"query": {"match_all": {}}, "sort": [{"@timestamp": "desc"}], "size": most}
        with self._years.trouble():
            answer = self._years.client.search(index=ALIAS, ignore_unavailable=True, body=body)
        return [hit["_source"] for hit in answer["hits"]["hits"]]

    def shelves(self) -> list[Shelf]:
        """Each index, by the name of its year."""
        with self._years.trouble():
            return list(counted(self._years.client, PATTERN, ALIAS))
