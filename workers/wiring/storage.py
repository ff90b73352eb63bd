"""Where things are kept: Redis, and Elasticsearch or the embedded index."""

from typing import TYPE_CHECKING

from workers.outgoing import Ledger
from workers.ports import Archive, FeedDays, Holdings, Replay
from workers.wiring.in_use import now, settings

if TYPE_CHECKING:
    import redis

    from workers.edges.elastic_archive import Connection, ElasticArchive
    from workers.edges.tantivy_archive import TantivyArchive


LINGER = 0.5  # seconds that one waits for others to be written into the embedded index


def store() -> "redis.Redis":
    """Gives a client of the Redis-compatible server."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # One more try mends a connection that the server closed; waiting longer is for the task, not the client.
    return redis.Redis.from_url(
        settings().store_url, socket_timeout=30, health_check_interval=25, retry=Retry(NoBackoff(), 1)
    )


def connection(*, without_key: bool = False) -> "Connection":
    """Gives where Elasticsearch is and how it is known; to be asked for only where its URL is set."""
    from workers.edges.elastic_archive import Connection

    chosen = settings()
    return Connection(
        url=chosen.elasticsearch_url or "",
        api_key=None if without_key else chosen.api_key,
        ca_file=chosen.elasticsearch_ca,
        fingerprint=chosen.elasticsearch_fingerprint,
    )


def archive(linger: float = 0) -> Archive:
    """Gives the index; its writers wait so many seconds for each other."""
    return _index(linger)


def _index(linger: float = 0) -> "ElasticArchive | TantivyArchive":
    """Elasticsearch where its URL is set, else the embedded index."""
    if settings().elasticsearch_url:
        from workers.edges.elastic_archive import ElasticArchive

        return ElasticArchive(connection(), now=now)
    from workers.edges.tantivy_archive import TantivyArchive

    return TantivyArchive(settings().state / "index", now, linger=linger)


def holdings() -> Holdings:
    """Gives the same index as an operator keeps it."""
    return _index()


def replay() -> Replay:
    """Gives the index to be read again, whichever it is."""
    if settings().elasticsearch_url:
        from workers.edges.elastic_replay import ElasticReplay

        return ElasticReplay(connection().open)
    from workers.edges.tantivy_archive import SCHEMA_VERSION
    from workers.edges.tantivy_replay import TantivyReplay

    return TantivyReplay(settings().state / "index" / SCHEMA_VERSION)


def ledger() -> Ledger:
    """Gives where alerts are indexed: beside the articles."""
    if settings().elasticsearch_url:
        from workers.edges.elastic_ledger import ElasticLedger

        return ElasticLedger(connection().open, connection().place)
    from workers.edges.tantivy_ledger import TantivyLedger

    return TantivyLedger(settings().state / "index", linger=LINGER)


def feed_days() -> FeedDays | None:
    """Gives where feeds are written down by day: in Elasticsearch, for Kibana; the page asks Redis."""
    if not settings().elasticsearch_url:
        return None
    from workers.edges.elastic_ledger import ElasticFeedDays

    return ElasticFeedDays(connection().open, connection().place)
