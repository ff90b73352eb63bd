"""Politeness over all workers: places, pauses, leases and robots.txt, in memory and in Redis."""

from datetime import timedelta

import pytest

from facts import NOON
from workers.edges.memory.hosts import MemoryHosts
from workers.edges.redis.hosts import RedisHosts
from workers.news.web import Turn

LEASE = timedelta(minutes=1)
GAP = timedelta(seconds=1)
NONE = timedelta(0)


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture(params=["memory", "redis"])
def hosts(request, clock):
    if request.param == "memory":
        return MemoryHosts(now=lambda: clock[0])
    return RedisHosts(request.getfixturevalue("store"), now=lambda: clock[0])


def turn(hosts, token, *, host="a.example", gap=NONE):
    (wait,) = hosts.turns([Turn(host=host, token=token, gap=gap)], [], lease=LEASE)
    return wait


def leave(hosts, token):
    assert hosts.turns([], [Turn(host="a.example", token=token)], lease=LEASE) == []


def test_a_host_has_two_requests_at_once_and_a_third_waits_for_a_place(hosts):
    assert [turn(hosts, "1"), turn(hosts, "2")] == [NONE, NONE]
    assert turn(hosts, "3") > NONE
    leave(hosts, "1")
    assert turn(hosts, "3") == NONE


def test_each_host_has_places_of_its_own(hosts):
    assert [turn(hosts, token, host=f"{token}.example") for token in "1234"] == [NONE] * 4


def test_a_place_comes_back_by_itself_when_its_worker_died(hosts, clock):
    turn(hosts, "1")
    turn(hosts, "2")
    clock[0] += LEASE
    assert turn(hosts, "3") == NONE


def test_a_start_waits_for_the_pause_after_the_last_one(hosts, clock):
    assert turn(hosts, "1", gap=GAP) == NONE
    leave(hosts, "1")
    assert turn(hosts, "2", gap=GAP) == GAP
    clock[0] += GAP / 2
    assert turn(hosts, "2", gap=GAP) == GAP / 2
    clock[0] += GAP / 2
    assert turn(hosts, "2", gap=GAP) == NONE


def test_a_request_without_a_pause_waits_for_none(hosts):
    turn(hosts, "1", gap=GAP)
    assert turn(hosts, "2") == NONE


def test_a_place_given_back_twice_is_one(hosts):
    for _ in range(2):
        leave(hosts, "1")
    assert [turn(hosts, "1"), turn(hosts, "2")] == [NONE, NONE]
    assert turn(hosts, "3") > NONE


def test_many_turns_are_taken_and_given_back_in_one_call(hosts):
    one, two, three, four = (Turn(host="a.example", token=token) for token in "1234")
    other = Turn(host="b.example", token="5", gap=GAP)
    assert hosts.turns([one, other, two], [], lease=LEASE) == [NONE] * 3
    waits = hosts.turns([three, four, other], [one, four, other], lease=LEASE)
    assert [wait > NONE for wait in waits] == [False, True, True]


def test_rules_are_kept_as_long_as_is_said(hosts):
    assert hosts.rules("https://a.example") is None
    hosts.keep_rules("https://a.example", b"", kept_for=LEASE)
    hosts.keep_rules("https://b.example", b"User-agent: *", kept_for=LEASE)
    assert hosts.rules("https://a.example") == b""
    assert hosts.rules("https://b.example") == b"User-agent: *"
    assert hosts.rules("http://a.example") is None
