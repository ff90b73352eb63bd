"""Every DeadLetters keeps one letter for one step and subject until it is dropped."""

from datetime import timedelta

import pytest

from facts import NOON
from workers.edges.memory.dead_letters import MemoryDeadLetters
from workers.edges.redis.dead_letters import RedisDeadLetters
from workers.news.dead_letter import dead_letter


@pytest.fixture(params=["memory", "redis"])
def dead(request):
    if request.param == "memory":
        return MemoryDeadLetters()
    return RedisDeadLetters(request.getfixturevalue("store"))


def test_the_same_work_put_aside_twice_is_one_letter_with_the_last_reason(dead):
    dead.put(dead_letter("read", "e1", "first", at=NOON))
    dead.put(dead_letter("read", "e1", "second", at=NOON))
    assert [letter.reason for letter in dead.letters()] == ["second"]


def test_letters_come_oldest_first(dead):
    dead.put(dead_letter("read", "e2", "later", at=NOON + timedelta(hours=1)))
    dead.put(dead_letter("index", "e1", "sooner", at=NOON))
    assert [letter.reason for letter in dead.letters()] == ["sooner", "later"]


def test_a_dropped_letter_is_given_back_once(dead):
    letter = dead_letter("read", "e1", "poison", at=NOON)
    dead.put(letter)
    assert dead.drop(letter.id) == letter
    assert dead.drop(letter.id) is None
    assert dead.letters() == []
