"""Answers kept for a while."""

from datetime import timedelta

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


def test_no_more_answers_are_kept_than_it_may():
    kept = Kept(lambda: NOON, timedelta(seconds=30), most=2)
    assert [kept.get(one, lambda one=one: one) for one in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert kept.get(3, lambda: 0) == 3
