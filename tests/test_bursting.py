"""Many articles at once are told once, beside what is usual, with the leading stories."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, document
from workers.bursting import Bursting
from workers.edges.memory.tallies import MemoryTallies
from workers.edges.redis.tallies import RedisTallies
from workers.news.burst import Level
from workers.news.story import Placed
from workers.news.watch import Burst, Watch
from workers.stages.burst import is_burst, is_over, level

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
BURST = Burst(over=4.0, window=HOUR)
MALI = Watch(id="mali", title="Mali", any=("Mali",), channels=("desk",), burst=BURST)


@pytest.fixture(params=["memory", "redis"])
def tallies(request):
    return MemoryTallies() if request.param == "memory" else RedisTallies(request.getfixturevalue("store"))


class Desk:
    def __init__(self, tallies):
        self.told, self.now, self.count = [], NOON, 0
        self.bursting = Bursting(
            tallies=tallies, watches=lambda: {"mali": MALI}, now=lambda: self.now, tell=self.told.append
        )

    def articles(self, number, at, title="Un convoi", story=None):
        """So many articles at a time, read then; each titled anew, and in a story of its own unless given."""
        self.now = at
        for _ in range(number):
            self.count += 1
            one = document(f"a{self.count}", title=f"{title} au Mali, n° {self.count}", published=at)
            place = Placed(story_id=story or f"a{self.count}", is_first=story is None)
            self.bursting.seen(replace(one, story=place))

    def usual(self, an_hour):
        """Four weeks of so many articles at this hour of this weekday."""
        for week in range(4, 0, -1):
            for hour in (-1, 0, 1):
                self.articles(an_hour, NOON - week * WEEK + hour * HOUR - timedelta(minutes=10))


def test_a_burst_is_told_once_with_its_leading_stories(tallies):
    desk = Desk(tallies)
    desk.usual(2)
    desk.articles(3, NOON - timedelta(minutes=3), "Une attaque", story="s1")
    desk.articles(2, NOON - timedelta(minutes=2), "Un accord", story="s2")
    desk.articles(2, NOON - timedelta(minutes=1), "L'attaque", story="s1")
    assert desk.told == []
    desk.articles(3, NOON, "Une visite")
    (alert,) = desk.told
    assert (alert.watch_id, alert.channels) == ("mali", ("desk",))
    assert alert.title == "Mali : 8 articles en 1 h, 2 d'ordinaire"
    assert (
        alert.passage
        == "Une attaque au Mali, n° 25 (5) ; Un accord au Mali, n° 28 (2) ; Une visite au Mali, n° 32 (1)"
    )


def test_a_burst_that_is_over_may_come_again(tallies):
    desk = Desk(tallies)
    desk.usual(1)
    desk.articles(6, NOON)
    desk.articles(1, NOON + 3 * HOUR)
    desk.articles(6, NOON + 5 * HOUR)
    assert len(desk.told) == 2
    assert len({alert.id for alert in desk.told}) == 2


def test_an_article_read_twice_counts_once(tallies):
    desk = Desk(tallies)
    desk.usual(1)
    for _ in range(10):
        desk.count = 100
        desk.articles(1, NOON)
    assert desk.told == []


def test_a_young_watch_has_no_usual_level(tallies):
    desk = Desk(tallies)
    desk.articles(1, NOON - timedelta(days=3))
    desk.articles(50, NOON)
    assert desk.told == []


def test_old_articles_that_come_late_are_no_burst(tallies):
    desk = Desk(tallies)
    desk.usual(1)
    desk.now = NOON
    for number in range(20):
        desk.bursting.seen(document(f"late{number}", published=NOON - timedelta(days=2)))
    assert desk.told == []


def test_a_watch_that_asks_for_no_bursts_is_not_counted(tallies):
    desk = Desk(tallies)
    desk.bursting = Bursting(
        tallies=tallies,
        watches=lambda: {"mali": Watch(id="mali", title="Mali", any=("Mali",))},
        now=lambda: NOON,
        tell=desk.told.append,
    )
    desk.articles(30, NOON)
    assert list(tallies.sightings("mali")) == []


def test_one_odd_week_moves_the_usual_level_little():
    times = [NOON - week * WEEK - timedelta(minutes=5) for week in (4, 3, 1)]
    times += [NOON - 2 * WEEK - timedelta(minutes=5)] * 200
    found = level(sorted([NOON - 5 * WEEK, *times, *[NOON] * 6]), NOON, HOUR)
    assert found == Level(now=6, usual=0.0)


@pytest.mark.parametrize(
    ("now", "usual", "burst", "over"),
    [
        (4, 0.0, False, False),
        (5, 0.0, True, False),
        (7, 2.0, False, False),
        (8, 2.0, True, False),
        (3, 2.0, False, True),
    ],
)
def test_a_burst_begins_at_so_many_times_the_usual_and_ends_at_half(now, usual, burst, over):
    found = Level(now=now, usual=usual)
    assert (is_burst(found, BURST), is_over(found, BURST)) == (burst, over)
