"""What stands in Elasticsearch beside the articles: alerts, and the days of feeds."""

from workers.edges.elastic_ledger.alerts import ElasticLedger as ElasticLedger
from workers.edges.elastic_ledger.feed_days import ElasticFeedDays as ElasticFeedDays
