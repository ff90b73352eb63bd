"""How fast due feeds are claimed at 100,000 feeds, beside the bare commands; writes bench/claims.md."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import redis

from workers.edges.embedded_server import EmbeddedServer
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.schedule import DUE, RedisSchedule
from workers.news.feed import Entry, Feed, Visit
from workers.stages.poll.rhythm import observed

FEEDS = 100_000
SHARED = 10  # one feed in ten is on a host of ten
MOST = 200  # feeds a claim, as the pipeline asks
TURNS = 5
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=5)
TARGET = 50_000
REPORT = Path(__file__).with_suffix(".md")


def feeds() -> list[Feed]:
    """A press of 100,000 feeds."""
    hosts = (f"groupe{n // (10 * SHARED)}" if n % SHARED == 0 else f"site{n}" for n in range(FEEDS))
    return [
        Feed(id=f"fil{number}", url=f"https://{host}.example/fil{number}.xml", title="Fil")
        for number, host in enumerate(hosts)
    ]


def main() -> None:
    """Measures in turns, because the machine's pace changes, and writes the best of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with EmbeddedServer(folder, folder / "valkey.sock"):
            client = redis.Redis.from_url(f"unix://{folder / 'valkey.sock'}")
            text = report(client)
    REPORT.write_text(text, "utf-8")
    print(text)


def report(client: redis.Redis) -> str:
    """Gives the figures as a page."""
    schedule, listed, empty = RedisSchedule(client), feeds(), memory(client)
    schedule.plan(listed, NOON)
    planned = memory(client)
    visit_all(RedisNotebook(client), listed)
    visited = memory(client)
    ours, bare = 0.0, 0.0
    for _ in range(TURNS):
        ours = max(ours, pace(client, lambda: claimed(schedule)))
        bare = max(bare, pace(client, lambda: floor(client)))
    verdict = "met" if ours >= TARGET else "missed"
    return (
        "# Claiming due feeds\n"
        f"By `make bench` (bench/claims.py): {FEEDS:,} feeds, all due, {MOST} a call, "
        "on the embedded Valkey.\n\n"
        "| | |\n|---|---|\n"
        f"| claimed a second, leases and hosts' gaps kept | {ours:,.0f} |\n"
        f"| bare ZRANGEBYSCORE and ZADD from the client, no gaps | {bare:,.0f} |\n"
        f"| ratio | {ours / bare:.2f} |\n"
        f"| target of {TARGET:,} a second | {verdict} |\n"
        f"| memory a feed, planned | {(planned - empty) / FEEDS:,.0f} bytes |\n"
        f"| memory a feed, with its last visit and rhythm | {(visited - empty) / FEEDS:,.0f} bytes |\n"
    )


def memory(client: redis.Redis) -> int:
    """Gives the bytes that the server has in use."""
    return int(client.info("memory")["used_memory"])


def visit_all(notebook: RedisNotebook, listed: list[Feed]) -> None:
    """Notes a visit with a month's rhythm for each feed."""
    entries = [
        Entry(id=str(n), feed_id="", guid="", url=None, title="", summary="", content="",
              published=NOON - timedelta(hours=5 * n), seen=NOON)
        for n in range(100)
    ]  # fmt: skip
    rhythm = observed(None, entries, NOON)
    shown = {"etag": 'W/"5f1a-63c0"', "shown_etag": 'W/"5f1a-63c0"', "body_hash": "0" * 32}
    for feed in listed:
        visit = Visit(feed_id=feed.id, at=NOON, outcome="new", url=feed.url, entries=30, rhythm=rhythm)
        notebook.note(replace(visit, succeeded=NOON, **shown))


def pace(client: redis.Redis, take: Callable[[], int]) -> float:
    """Gives the feeds a second until none is due."""
    client.zadd(DUE, {f"fil{number}": NOON.timestamp() for number in range(FEEDS)})
    start, total = time.perf_counter(), 0
    while count := take():
        total += count
    return total / (time.perf_counter() - start)


def claimed(schedule: RedisSchedule) -> int:
    """Claims once, as the pipeline does."""
    return len(schedule.claim(NOON + timedelta(minutes=1), most=MOST, lease=LEASE))


def floor(client: redis.Redis) -> int:
    """Takes as many with the two commands that it takes at least."""
    due = client.zrangebyscore(DUE, "-inf", NOON.timestamp(), start=0, num=MOST)
    if due:
        client.zadd(DUE, dict.fromkeys(due, (NOON + LEASE).timestamp()))
    return len(due)


if __name__ == "__main__":
    main()
