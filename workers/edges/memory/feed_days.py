"""Feeds' days as the index holds them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from workers.news.feed_day import FeedDay


@dataclass
class MemoryFeedDays:
    """Days by feed and date."""

    days: dict[tuple[str, date], FeedDay] = field(default_factory=dict)

    def record(self, days: Sequence[FeedDay]) -> None:
        """Keeps days, each once by feed and date."""
        self.days.update(((one.feed.id, one.day), one) for one in days)
