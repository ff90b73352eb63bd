"""Answers kept for a while."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Semaphore

import pytest

from facts import NOON
from workers.page.kept import Kept


def test_an_answer_is_read_again_when_its_time_is_over():
    now, read = [NOON], []
    kept = Kept(lambda: now[0], timedelta(seconds=30))

    def answer():
        read.append(now[0])
        return len(read)

    assert [kept.get("a", answer), kept.get("a", answer), kept.get("b", answer)] == [1, 1, 2]
    now[0] += timedelta(seconds=30)
    assert kept.get("a", answer) == 3


def test_what_many_ask_for_at_once_is_read_once():
    asking, read = Semaphore(0), []

    def now():
        asking.release()
        return NOON

    def answer():
        for _ in range(8):  # all have looked at the clock, and found no answer
            assert asking.acquire(timeout=30)
        read.append(NOON)
        return len(read)

    kept = Kept(now, timedelta(seconds=30))
    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(lambda _: kept.get("a", answer), range(8))) == [1] * 8


def test_what_cannot_be_read_is_tried_again():
    kept = Kept(lambda: NOON, timedelta(seconds=30))
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 2) == 2


def test_no_more_answers_are_kept_than_it_may():
    kept = Kept(lambda: NOON, timedelta(seconds=30), most=2)
    assert [kept.get(one, lambda one=one: one) for one in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert kept.get(3, lambda: 0) == 3
