"""Joining asks again while others are faster, and gives up in words; a watch that is gone is told nothing."""

from dataclasses import dataclass

import pytest

from facts import NOON
from story_timeline import timeline
from test_escalation import READER, in_force
from workers.edges.memory.stories import MemoryStories
from workers.joining import MOST_TRIES, Joining
from workers.news.errors import Transient


@dataclass
class Contended(MemoryStories):
    """Others change what is near, so many times; for ever where it is negative."""

    joins: int = 0
    tells: int = 0

    def join(self, near, placing, places, now):
        self.joins -= 1
        return self.joins < 0 <= self.joins + MOST_TRIES and super().join(near, placing, places, now)

    def tell(self, story_id, watch_id, told, now):
        self.tells -= 1
        return self.tells < 0 <= self.tells + MOST_TRIES and super().tell(story_id, watch_id, told, now)


FOR_EVER = 10 * MOST_TRIES


def notices(stories, watches=in_force):
    (found,) = READER.read([timeline()[0].article], NOON)
    return Joining(stories=stories, watches=watches, now=lambda: NOON).joined(found)[1]


def test_what_others_changed_is_decided_again():
    assert len(notices(Contended(joins=5, tells=3))) == 2


def test_an_article_that_is_never_the_fastest_waits():
    with pytest.raises(Transient, match="story of v01: changed by others 200 times"):
        notices(Contended(joins=FOR_EVER))


def test_a_watch_that_is_never_the_fastest_waits():
    with pytest.raises(Transient, match="watch compte: told by others 200 times"):
        notices(Contended(tells=FOR_EVER))


def test_a_watch_that_is_no_longer_listed_is_told_nothing():
    assert notices(MemoryStories(), watches=dict) == ()
