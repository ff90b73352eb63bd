"""Lanes: one thread a channel, so that one that hangs delays no other."""

import threading

from eventually import eventually
from workers.edges.lanes import ThreadLanes
from workers.news.errors import Transient


def test_a_channel_that_hangs_delays_no_other():
    lanes, gate, told = ThreadLanes(), threading.Event(), []

    def hangs() -> bool:
        return gate.wait(20) and False

    lanes.run("dead", hangs)
    lanes.run("desk", lambda: bool(told.append("desk")))
    eventually(lambda: told, lambda seen: seen == ["desk"], within=10)
    gate.set()
    lanes.finish(5)


def test_work_is_done_until_nothing_is_left_by_one_thread_at_a_time():
    lanes, left, at_once, most = ThreadLanes(), [5], [0], [0]

    def work() -> bool:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        left[0] -= 1
        at_once[0] -= 1
        return left[0] > 0

    for _ in range(20):
        lanes.run("desk", work)
    eventually(lambda: left[0], lambda seen: seen <= 0, within=10)
    lanes.finish(5)
    assert most == [1]


def test_what_is_asked_for_during_the_work_is_done_after_it():
    lanes, started, gate, turns = ThreadLanes(), threading.Event(), threading.Event(), []

    def work() -> bool:
        turns.append(1)
        started.set()
        gate.wait(20)
        return False

    lanes.run("desk", work)
    started.wait(10)
    lanes.run("desk", work)
    gate.set()
    eventually(lambda: len(turns), lambda seen: seen == 2, within=10)
    lanes.finish(5)


def test_trouble_with_the_server_ends_the_lane_and_not_the_worker():
    lanes, turns = ThreadLanes(), []

    def work() -> bool:
        turns.append(1)
        raise Transient("the Redis server does not answer")

    lanes.run("desk", work)
    eventually(lambda: len(turns), lambda seen: seen == 1, within=10)
    eventually(lambda: lanes.run("desk", work) or len(turns), lambda seen: seen > 1, within=10)
    lanes.finish(5)


def test_a_mistake_in_the_work_ends_neither_lane_nor_worker():
    lanes, turns = ThreadLanes(), []

    def work() -> bool:
        turns.append(1)
        raise ZeroDivisionError

    for turn in (1, 2):
        eventually(
            lambda: lanes.run("desk", work) or len(turns), lambda seen, turn=turn: seen >= turn, within=10
        )
    lanes.finish(5)


def test_a_worker_that_stops_takes_up_nothing_new():
    lanes, turns = ThreadLanes(), []
    lanes.finish(1)
    lanes.run("desk", lambda: bool(turns.append(1)))
    assert turns == []
