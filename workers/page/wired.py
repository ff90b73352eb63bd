"""The page over the deployment that the settings name; what is heavy is built when it is asked for."""

import hmac
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog

from workers import wiring
from workers.edges.redis.dead_letters import RedisDeadLetters
from workers.edges.redis.lines import RedisLines
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.redis.remarks import RedisRemarks
from workers.edges.redis.schedule import RedisSchedule
from workers.edges.redis.stories import RedisStories
from workers.edges.redis.votes import RedisVotes
from workers.news.dead_letter import DeadLetter
from workers.page.world import World
from workers.settings import environment
from workers.watchlist.fresh import Fresh
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.trial import WatchFile

if TYPE_CHECKING:
    import redis

    from workers.watchlist.load import Watchlist

log = structlog.get_logger()


def world() -> World:
    """Gives the ports; nothing is asked of them yet."""
    return over(
        wiring.store(),
        archive=wiring.archive(),
        holdings=wiring.holdings(),
        retry=_retry,
        free=lambda: shutil.disk_usage(wiring.settings().state).free,
        watchlist=_Renewed(),
        watch_file=WatchFile(wiring.settings().config, environment()),
        replay=wiring.replay(),
        link_key=wiring.signing_key,
        now=wiring.now,
    )


def over(client: "redis.Redis", **others: Any) -> World:
    """Gives a world whose state is all in one server; `others` are its other ports."""
    return World(
        stories=RedisStories(client),
        outbox=RedisOutbox(client),
        remarks=RedisRemarks(client),
        votes=RedisVotes(client),
        notebook=RedisNotebook(client),
        schedule=RedisSchedule(client),
        lines=RedisLines(client),
        dead=RedisDeadLetters(client),
        backlog=wiring.queues(client).backlog,
        **others,
    )


def _retry(letter: DeadLetter) -> None:
    """Through the pipeline: it alone knows what a step needs; Celery is loaded for it, and only then."""
    wiring.pipeline().retry(letter)


class _Renewed:
    """feeds.yaml, read again when it changed; while it is wrong, as it was."""

    def __init__(self) -> None:
        self._now = wiring.watchlist()
        self._fresh = Fresh(wiring.settings().config, environment(), self._now)

    def __call__(self) -> "Watchlist":
        try:
            self._now = self._fresh.changed() or self._now
        except BadWatchlist as error:
            log.warning("watchlist.bad", reason=str(error))
        return self._now


@cache
def key() -> bytes:
    """Gives the key of the page's cookies and forms, the same for every process; not that of links."""
    return hmac.digest(wiring.signing_key(), b"page", "sha256")
