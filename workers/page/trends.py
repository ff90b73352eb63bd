"""What rises: names and words in a window of time against their usual level."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workers.news.asked import Between, Query
from workers.news.search import Count
from workers.page.kept import Kept
from workers.page.world import World

USUAL = 4
"""Windows before, over which the usual level is taken: of a week, the four weeks before."""
MOST_COUNTED = 300
MOST_SHOWN = 12
LEAST = 2
"""Articles; one alone rises from nothing every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A value, how often it stands in the window, and how often it usually does."""

    value: str
    articles: int
    usual: float

    @property
    def rise(self) -> float:
        """How far above the usual, in the spread that chance alone would give it."""
        return (self.articles - self.usual) / math.sqrt(self.usual + 1)


def window(now: datetime, span: timedelta, back: int = 0) -> Query:
    """Gives the query of all that was published in a window: the last one, or so many before."""
    end = now - back * span
    most = None if back == 0 else end.timestamp()  # a feed's clock may be ahead
    least = (end - span).timestamp()
    return Query(root=Between(field="published", least=least, most=most, open_most=True), now=now)


def usual(now: datetime, span: timedelta) -> Query:
    """Gives the query of the windows before."""
    begin = now - (USUAL + 1) * span
    end = (now - span).timestamp()
    return Query(root=Between(field="published", least=begin.timestamp(), most=end, open_most=True), now=now)


class Level:
    """What stands in a window, and what is usual: that is counted again every ten minutes only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._here: Kept[list[Count]] = Kept(world.now, timedelta(seconds=30))
        self._usual: Kept[dict[str, float]] = Kept(world.now, timedelta(minutes=10))

    def here(self, field: str, span: timedelta, most: int = MOST_COUNTED) -> list[Count]:
        """Gives in how many articles of the last window each value of a field stands."""
        now, holdings = self._world.now(), self._world.holdings
        return self._here.get(
            (field, span, most), lambda: holdings.counted(window(now, span), field, most=most)
        )

    def rising(self, field: str, span: timedelta) -> list[Trend]:
        """Gives the values of a field that rise most."""
        level = self._usual.get((field, span), lambda: self._level(field, span))
        return ranked(
            Trend(value=one.value, articles=one.articles, usual=level.get(one.value, 0.0))
            for one in self.here(field, span)
        )

    def _level(self, field: str, span: timedelta) -> dict[str, float]:
        asked = usual(self._world.now(), span)
        before = self._world.holdings.counted(asked, field, most=10 * MOST_COUNTED)
        return {one.value: one.articles / USUAL for one in before}


def ranked(trends: Iterable[Trend]) -> list[Trend]:
    """Gives those above their usual level, the greatest rise first."""
    risen = [one for one in trends if one.articles >= LEAST and one.rise > 0]
    return sorted(risen, key=lambda one: (-one.rise, -one.articles, one.value))[:MOST_SHOWN]
