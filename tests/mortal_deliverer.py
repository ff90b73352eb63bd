"""A deliverer that is killed -9 at a named point: forked anew for each order that comes in on standard input.

Run as `python mortal_deliverer.py STORE HOOK`; an order is one line of JSON, the answer how its child ended.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta

import redis

from facts import NOON, alert
from workers.addresses import EVERY_HOST
from workers.delivering import Delivering
from workers.edges.couriers.post_courier import PostCourier
from workers.edges.memory.notebook import MemoryNotebook
from workers.edges.redis.dead_letters import RedisDeadLetters
from workers.edges.redis.lines import RedisLines
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.redis.remarks import RedisRemarks
from workers.news.calm import Calm, Quiet
from workers.news.channel import Channel
from workers.news.dead_letter import dead_letter
from workers.news.notice import NOWHERE

LEASE = timedelta(minutes=5)
CHANNELS = ("hook", "chat")
POINTS = {
    "put": ("outbox", "put", "after"),
    "claim": ("outbox", "claim", "before"),
    "claimed": ("outbox", "claim", "after"),
    "begun": ("outbox", "begin", "after"),
    "sending": None,  # the receiver kills: it has the request and has not answered
    "answered": None,  # the receiver kills: it has answered
    "delivered": ("courier", "deliver", "after"),
    "settled": ("outbox", "settle", "after"),
    "postponed": ("outbox", "postpone", "after"),
    "bundled": ("outbox", "begin", "after"),
}
"""Edge, method, and whether before or after the call."""


class Mortal:
    """An edge one call of which is the process's last."""

    def __init__(self, name: str, edge: object, point: str | None, turn: int) -> None:
        self._edge = edge
        self._place = POINTS.get(point or "")
        self._name = name
        self._left = turn

    def __getattr__(self, method: str) -> Callable[..., object]:
        called = getattr(self._edge, method)

        def call(*words: object, **options: object) -> object:
            here = self._place and self._place[:2] == (self._name, method)
            self._left -= bool(here)
            last = here and self._left < 0
            if last and self._place[2] == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            answer = called(*words, **options)
            if last:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return call


def deliverer(client: redis.Redis, hook: str, order: dict, now: datetime) -> Delivering:
    """Everything real but the clock."""
    dying = (order.get("point"), order.get("turn", 0))
    calm = Calm(quiet=Quiet(start=time(11), end=time(14))) if order.get("quiet") else Calm()
    url = f"{hook}?pid={os.getpid()}"
    courier = PostCourier(allow_private_hosts=EVERY_HOST, now=lambda: now, seconds=5)
    dead = RedisDeadLetters(client)
    kinds = {"hook": "webhook", "chat": "slack"}
    return Delivering(
        channels={name: Channel(id=name, kind=kinds[name], url=url, calm=calm) for name in CHANNELS},
        couriers=dict.fromkeys(kinds.values(), Mortal("courier", courier, *dying)),
        urgencies=dict,
        outbox=Mortal("outbox", RedisOutbox(client), *dying),
        lines=RedisLines(client),
        remarks=RedisRemarks(client),
        notebook=MemoryNotebook(),
        link=lambda _: NOWHERE,
        now=lambda: now,
        jitter=lambda: 0.0,
        desk=(),
        patience=LEASE,
        bury=lambda step, subject, reason: dead.put(dead_letter(step, subject, reason, at=now)),
        alarm=lambda _: None,
        record=lambda _: None,
    )


def obey(store: str, hook: str, order: dict) -> None:
    """Puts alerts and tells what is due, until it is done or dead."""
    now = NOON + timedelta(minutes=order["minute"])
    with redis.Redis.from_url(store) as client:
        delivering = deliverer(client, hook, order, now)
        for name in order.get("put", ()):
            delivering.outbox.put(alert(name, article_id=name, created=now, channels=CHANNELS))
        for name in delivering.outbox.overdue(now, most=99):
            for channel in delivering.outbox.channels([name]):
                while delivering.drain(channel):
                    continue


def main() -> None:
    """Forks a child an order, so that each begins warm and ends alone."""
    store, hook = sys.argv[1:]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 1)
            obey(store, hook, json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
