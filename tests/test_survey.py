"""What feeds brought is written down by day, where somebody looks at it there."""

from dataclasses import dataclass, field, replace

from newsroom import Newsroom
from workers.news.feed_day import FeedDay


@dataclass
class Days:
    """Where days are written down."""

    written: list[FeedDay] = field(default_factory=list)

    def record(self, days: list[FeedDay]) -> None:
        self.written += days


def test_each_feed_that_was_visited_and_is_still_listed_is_written_down():
    room, days = Newsroom(), Days()
    room.pipeline = replace(room.pipeline, feed_days=days)
    room.day()
    room.pipeline.survey()
    assert {one.feed.id for one in days.written} == {"sahel", "gone"}
    assert sum(one.entries for one in days.written if one.feed.id == "sahel") == 2
    days.written.clear()
    replace(room.pipeline, feeds={"sahel": room.pipeline.feeds["sahel"]}).survey()
    assert {one.feed.id for one in days.written} == {"sahel"}


def test_nothing_is_written_where_the_page_asks_redis():
    Newsroom().pipeline.survey()
