"""Settings to edges to Pipeline: the only place where embedded or production is chosen."""

import random
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from workers.addresses import opened
from workers.bursting import Bursting
from workers.enriching import Enricher
from workers.news.alert import Alert
from workers.news.calm import Urgency
from workers.news.document import Tag
from workers.news.notice import Links
from workers.outgoing import Courier, Ledger
from workers.pipeline import Pipeline
from workers.polling_ports import Hosts, Web
from workers.ports import Archive, FeedDays, Holdings, Relay, Replay
from workers.reading import Reader, Watching
from workers.renewal import Renewal, watching
from workers.settings import Settings, environment, proxies
from workers.stages.links import links
from workers.steps import STEP_QUEUE
from workers.watchlist.fresh import Fresh
from workers.watchlist.load import Watchlist, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import redis

    from workers.edges.elastic_archive import Connection, ElasticArchive
    from workers.edges.redis.queues import RedisQueues
    from workers.edges.spacy.tagger import SpacyTagger
    from workers.edges.tantivy_archive import TantivyArchive


_told: list[Settings] = []


def now() -> datetime:
    """Gives the time, aware, UTC: the one clock."""
    return datetime.now(UTC)  # noqa: TID251


@cache
def settings() -> Settings:
    """Gives the settings of this process: those it was told to use, else the environment's."""
    return _told[-1] if _told else Settings()


def use(chosen: Settings) -> None:
    """Tells this process its settings; to be called before anything is built from others."""
    _told.append(chosen)
    for built in (settings, watchlist, urgencies_at_start, in_force, pipeline):
        built.cache_clear()


@cache
def watchlist() -> Watchlist:
    """Gives feeds.yaml; raises BadWatchlist with all its mistakes."""
    return load(settings().config, environment())


@cache
def tagger() -> "SpacyTagger":
    """Gives the entity model, loaded once a process and shared by its forks."""
    from workers.edges.spacy.tagger import SpacyTagger

    return SpacyTagger()


def tag(texts: "Sequence[str]") -> "Sequence[Sequence[Tag]]":
    """Tags with the model; it is loaded at the first text, so that only reading processes pay for it."""
    return tagger()(texts)


@cache
def in_force() -> Watching:
    """Gives the compiled watches, and what finds their terms with names, countries and words of defence."""
    return watching(watchlist(), tag)


@cache
def enricher_alone() -> Enricher:
    """Gives what recognises names, countries and words of defence, without watches."""
    return Enricher(tag)


def reader() -> Reader:
    """Gives what reads articles."""
    return Reader(at_start=in_force, renewed=renewal())


def urgencies() -> "Mapping[str, Urgency]":
    """Gives what the watches in force ask of their alerts, without compiling those of the start."""
    renewed = pipeline().reader.renewed()
    return renewed.urgencies if renewed else urgencies_at_start()


@cache
def urgencies_at_start() -> "Mapping[str, Urgency]":
    """Gives what the watches of the start ask of their alerts."""
    return {watch.id: watch.urgency for watch in watchlist().watches}


def renewal() -> Renewal:
    """Gives what reads the watches again when their file changes."""
    fresh = Fresh(settings().config, environment(), watchlist())
    return Renewal(
        fresh, tagger=tag, now=now, tell=lambda alert: pipeline().tell([alert]), desk=watchlist().desk
    )


def bursting(client: "redis.Redis") -> Bursting:
    """Gives what counts articles for the watches that ask for bursts."""
    from workers.edges.redis.tallies import RedisTallies

    return Bursting(
        tallies=RedisTallies(client),
        watches=lambda: (pipeline().reader.renewed() or in_force()).watches,
        now=now,
        tell=lambda alert: pipeline().tell([alert]),
    )


def preload() -> None:
    """Loads what the reading processes share, before they are forked."""
    import trafilatura  # noqa: F401

    from workers.stages.enrich import language_of

    text = "Le ministre de la Défense est arrivé à Paris."  # long enough for its language to be looked at
    in_force().enricher([text], [language_of(text)])


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


LINGER = 0.5  # seconds that one waits for others to be written into the embedded index


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


def couriers() -> dict[str, Courier]:
    """Gives one courier a kind of channel."""
    from workers.edges.couriers.apprise_courier import AppriseCourier
    from workers.edges.couriers.log_courier import LogCourier
    from workers.edges.couriers.mail_courier import MailCourier
    from workers.edges.couriers.post_courier import PostCourier
    from workers.edges.couriers.syslog_courier import SyslogCourier
    from workers.stages.render.posts import KINDS

    private = settings().allow_private_hosts
    return {
        "log": LogCourier(),
        "mail": MailCourier(allow_private_hosts=private),
        "syslog": SyslogCourier(allow_private_hosts=private),
        "apprise": AppriseCourier(allow_private_hosts=private),
        **dict.fromkeys(KINDS, PostCourier(allow_private_hosts=private, now=now)),
    }


def queues(client: "redis.Redis") -> "RedisQueues":
    """Gives what counts the work that waits."""
    from workers.edges.redis.queues import RedisQueues

    return RedisQueues(client, STEP_QUEUE.values())


@cache
def signing_key() -> bytes:
    """Gives the key of links in alerts, the same for every process of a deployment."""
    from workers.edges.redis.remarks import RedisRemarks

    return RedisRemarks(store()).signing_key()


def link(alert: Alert) -> Links:
    """Gives an alert's links, as far as there is a page to lead to."""
    chosen = settings()
    key = signing_key() if chosen.page_url else b""
    return links(alert, page=chosen.page_url or "", key=key, kibana=chosen.kibana_url or "")


def web(hosts: Hosts | None = None) -> Web:
    """Gives the HTTP client, with its bounds; polite over all workers where `hosts` is given."""
    from workers.edges.http.bounds import Bounds
    from workers.edges.http.web import AiohttpWeb

    chosen = settings()
    return AiohttpWeb(
        Bounds(
            seconds=chosen.answer_seconds,
            feed_bytes=chosen.body_bytes,
            page_bytes=chosen.page_bytes,
            contact=chosen.contact,
            allow_private_hosts=chosen.allow_private_hosts,
            proxies=proxies(),
            respect_robots=chosen.respect_robots,
            gap_seconds=chosen.host_gap_seconds,
        ),
        hosts,
    )


@cache
def relay() -> Relay:
    """Gives what passes the work on."""
    from workers.celery import app
    from workers.edges.celery_relay import CeleryRelay

    return CeleryRelay(app, STEP_QUEUE, queues(store()).backlog)


@cache
def pipeline() -> Pipeline:
    """Gives this process's pipeline; built after the fork, so that no connection is shared."""
    from workers.edges.lanes import ThreadLanes
    from workers.edges.redis.dead_letters import RedisDeadLetters
    from workers.edges.redis.hosts import RedisHosts
    from workers.edges.redis.lines import RedisLines
    from workers.edges.redis.notebook import RedisNotebook
    from workers.edges.redis.outbox import RedisOutbox
    from workers.edges.redis.remarks import RedisRemarks
    from workers.edges.redis.schedule import RedisSchedule
    from workers.edges.redis.stories import RedisStories
    from workers.edges.redis.votes import RedisVotes

    client = store()
    listed = watchlist()
    return Pipeline(
        feeds={feed.id: feed for feed in listed.feeds},
        channels={channel.id: channel for channel in listed.channels},
        couriers=couriers(),
        web=web(RedisHosts(client, now)),
        schedule=RedisSchedule(client, near=partial(opened, private_hosts=settings().allow_private_hosts)),
        notebook=RedisNotebook(client),
        stories=RedisStories(client),
        archive=archive(LINGER),
        outbox=RedisOutbox(client),
        lanes=ThreadLanes(),
        lines=RedisLines(client),
        remarks=RedisRemarks(client),
        ledger=ledger(),
        votes=RedisVotes(client),
        urgencies=urgencies,
        link=link,
        dead=RedisDeadLetters(client),
        relay=relay(),
        reader=reader(),
        now=now,
        jitter=lambda: random.uniform(-1, 1),  # noqa: S311
        desk=listed.desk,
        high_water=settings().high_water,
        patience=timedelta(seconds=settings().visibility_seconds),
        seen=bursting(client).seen,
        feed_days=feed_days(),
    )
