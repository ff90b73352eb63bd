"""The pipeline, and what brings feeds in and alerts out."""

import random
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from workers.addresses import opened
from workers.bursting import Bursting
from workers.news.alert import Alert
from workers.news.calm import Urgency
from workers.news.notice import Links
from workers.outgoing import Courier
from workers.pipeline import Pipeline
from workers.polling_ports import Hosts, Web
from workers.ports import Relay
from workers.reading import Reader
from workers.renewal import Renewal
from workers.settings import Settings, environment, proxies
from workers.stages.links import links
from workers.steps import STEP_QUEUE
from workers.watchlist.fresh import Fresh
from workers.wiring.in_use import now, prefer, settings
from workers.wiring.recognising import in_force, tag, urgencies_at_start, watchlist
from workers.wiring.storage import LINGER, archive, feed_days, ledger, store

if TYPE_CHECKING:
    from collections.abc import Mapping

    import redis

    from workers.edges.redis.queues import RedisQueues


def use(chosen: Settings) -> None:
    """Tells this process its settings; to be called before anything is built from others."""
    prefer(chosen)
    for built in (watchlist, urgencies_at_start, in_force, pipeline):
        built.cache_clear()


def reader() -> Reader:
    """Gives what reads articles."""
    return Reader(at_start=in_force, renewed=renewal())


def urgencies() -> "Mapping[str, Urgency]":
    """Gives what the watches in force ask of their alerts, without compiling those of the start."""
    renewed = pipeline().reader.renewed()
    return renewed.urgencies if renewed else urgencies_at_start()


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
