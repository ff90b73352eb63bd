"""Every Lines and every Remarks keeps what it is told, whatever it is kept in."""

from datetime import timedelta

import pytest

from facts import NOON
from workers.edges.memory.lines import MemoryLines
from workers.edges.memory.remarks import MemoryRemarks
from workers.edges.redis.lines import RedisLines
from workers.edges.redis.remarks import RedisRemarks
from workers.news.line import Latency, Line

SOON = NOON + timedelta(minutes=1)
TOOK = Latency(
    watch="mali",
    channel="desk",
    reading=timedelta(seconds=1.5),
    waiting=timedelta(seconds=0.25),
    sending=timedelta(milliseconds=10),
)


@pytest.fixture(params=["memory", "redis"])
def lines(request):
    return MemoryLines() if request.param == "memory" else RedisLines(request.getfixturevalue("store"))


@pytest.fixture(params=["memory", "redis"])
def remarks(request):
    return MemoryRemarks() if request.param == "memory" else RedisRemarks(request.getfixturevalue("store"))


def test_failures_are_counted_until_it_works(lines):
    assert lines.line("desk") == Line()
    assert [lines.failed("desk"), lines.failed("desk"), lines.failed("chef")] == [1, 2, 1]
    lines.pause("desk", SOON)
    assert lines.line("desk") == Line(failures=2, paused_until=SOON)
    lines.worked("desk")
    assert lines.line("desk") == Line()
    assert lines.line("chef").failures == 1


def test_messages_are_counted_by_watch_and_together(lines):
    lines.tell("desk", ["mali", "sahel"], NOON)
    lines.tell("desk", ["mali"], SOON)
    long_ago = NOON - timedelta(hours=1)
    assert lines.told_since("desk", "mali", long_ago) == [NOON, SOON]
    assert lines.told_since("desk", "sahel", long_ago) == [NOON]
    assert lines.told_since("desk", "", NOON) == [SOON]
    assert lines.told_since("chef", "mali", long_ago) == []


def test_how_long_alerts_took_is_kept_newest_first(lines):
    other = Latency(watch="x", channel="y", reading=timedelta(), waiting=timedelta(), sending=timedelta())
    lines.took(TOOK)
    lines.took(other)
    assert lines.latencies() == [other, TOOK]
    assert TOOK.total == timedelta(seconds=1.76)


def test_the_first_acknowledgement_counts(remarks):
    assert remarks.acknowledged("a1") is None
    remarks.acknowledge("a1", NOON)
    remarks.acknowledge("a1", SOON)
    assert remarks.acknowledged("a1") == NOON


def test_a_mute_holds_until_its_time(remarks):
    remarks.mute("story:s1", SOON)
    remarks.mute("watch:mali", NOON)
    assert remarks.mutes(NOON) == {"story:s1": SOON}
    assert remarks.mutes(SOON) == {}


def test_every_worker_signs_links_with_the_same_key(store):
    first, second = RedisRemarks(store).signing_key(), RedisRemarks(store).signing_key()
    assert first == second
    assert len(first) == 32
