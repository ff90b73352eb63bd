"""What feeds brought is written down by day, where somebody looks at it there."""

from dataclasses import replace

from newsroom import Newsroom
from workers.edges.memory.feed_days import MemoryFeedDays


def test_each_feed_that_was_visited_and_is_still_listed_is_written_down():
    room, days = Newsroom(), MemoryFeedDays()
    room.pipeline = replace(room.pipeline, feed_days=days)
    room.day()
    room.pipeline.survey()
    assert {one.feed.id for one in days.days.values()} == {"sahel", "gone"}
    assert sum(one.entries for one in days.days.values() if one.feed.id == "sahel") == 2
    days.days.clear()
    replace(room.pipeline, feeds={"sahel": room.pipeline.feeds["sahel"]}).survey()
    assert {one.feed.id for one in days.days.values()} == {"sahel"}


def test_nothing_is_written_where_the_page_asks_redis():
    Newsroom().pipeline.survey()
