"""What feeds brought, day by day, in Elasticsearch: for Kibana, which cannot look into Redis."""

from collections.abc import Callable, Sequence

from elasticsearch import Elasticsearch

from workers.edges.elastic_ledger.years import Years
from workers.news.feed_day import FeedDay
from workers.stages.feed_days import TEMPLATE, document_id, entry, index_name

TRIES = 3  # where two machines write the same day at once
AT_ONCE = 1_000  # days of one request, 200 bytes each


class ElasticFeedDays:
    """Days of feeds by feed and date; asks nothing before the first call."""

    def __init__(self, client: Callable[[], Elasticsearch], place: str) -> None:
        self._years = Years(
            open=client, place=place, template=TEMPLATE, packed="feeds.json", of="days of feeds"
        )

    def setup(self) -> None:
        """Puts the template; harmless to repeat."""
        self._years.setup()

    def record(self, days: Sequence[FeedDay]) -> None:
        """Writes days; what an entry leaves out stays as it was, and one that is the same costs no write."""
        for at in range(0, len(days), AT_ONCE):
            part = days[at : at + AT_ONCE]
            operations: list[dict[str, object]] = []
            for one in part:
                target = {"_index": index_name(one), "_id": document_id(one), "retry_on_conflict": TRIES}
                operations += [{"update": target}, {"doc": entry(one), "doc_as_upsert": True}]
            self._years.bulk(map(index_name, part), operations)
