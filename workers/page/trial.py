"""Watches tried on the past, within the time that a reader waits for a page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workers.forecast import Hit, alerted, first_matches, known, telling
from workers.news.forecast import Told
from workers.news.watch import Watch
from workers.page.sparks import Spark, spark
from workers.page.watches import per_day
from workers.page.world import World
from workers.stages.match import Watcher, expression, shown

WITHIN = timedelta(seconds=2)
"""How long the past is read: a page is waited for, and other readers have the same processor."""
WINDOW = timedelta(hours=6)
SAMPLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What watches would have told, from now back to `since`."""

    watches: tuple[Watch, ...]
    articles: int
    since: datetime
    whole: bool
    """Whether all the days asked for were read."""
    told: tuple[Told, ...]
    days: tuple[int, ...]
    """Alerts on each day, the oldest first."""

    @property
    def spark(self) -> Spark:
        """The same days as a picture."""
        return spark(self.days)

    @property
    def samples(self) -> tuple[Told, ...]:
        """Twenty of them, spread evenly, the newest first."""
        step = max(1, len(self.told) // SAMPLES)
        return self.told[::-1][::step][:SAMPLES]

    @property
    def terms(self) -> list[tuple[str, int]]:
        """The terms that told most."""
        return Counter(one.term for one in self.told).most_common(8)

    @property
    def sources(self) -> list[tuple[str, int]]:
        """The feeds of which most was told."""
        return Counter(one.feed_id for one in self.told).most_common(8)

    @property
    def already(self) -> list[tuple[str, int]]:
        """The watches that told the same."""
        return Counter(name for one in self.told for name in one.also).most_common(8)

    @property
    def tree(self) -> list[tuple[str, list[str]]]:
        """What each watch asks for, as a person reads it."""
        return [(watch.title, list(shown(expression(watch)))) for watch in self.watches]


def tried(world: World, watches: Sequence[Watch], days: int, within: timedelta = WITHIN) -> Trial:
    """Reads the past, the newest six hours first, until all of it is read or the time is over."""
    begun, now = world.now(), world.now()
    listed = telling(watches)
    watcher, lexical = Watcher(listed), known(world.watchlist().lexicon)
    of_outlets = any(watch.counts_outlets for watch in listed)
    hits: list[Hit] = []
    count, read = 0, 0
    while read < days * timedelta(days=1) / WINDOW:
        end = now - read * WINDOW
        for article in world.replay.articles(end - WINDOW, end):
            count += 1
            found = first_matches(watcher, article, lexical)
            if found or of_outlets:  # without its text: it only counts
                hits.append((article if found else replace(article, body=""), found))
        read += 1
        if world.now() - begun > within:
            break
    told = alerted(listed, sorted(hits, key=lambda hit: hit[0].published))
    times = [one.at for one in told]
    return Trial(
        watches=tuple(watches),
        articles=count,
        since=now - read * WINDOW,
        whole=read * WINDOW == timedelta(days=days),
        told=told,
        days=per_day(times, now, world.watchlist().timezone, days + 1),
    )
