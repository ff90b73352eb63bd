"""Whether a watch has a burst: the last window beside the same hour and weekday of four weeks."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from workers.news.alert import Alert
from workers.news.burst import Level, Sighting
from workers.news.watch import Burst, Watch

WEEK = timedelta(days=7)
WEEKS = 4
MEMORY = WEEKS * WEEK + timedelta(days=2)
"""How long sightings count."""
LEAST_KNOWN = WEEK  # a watch that is younger has no usual level
LEAST = 5  # articles: four times nothing is no burst
NEIGHBOURS = (-1, 0, 1)  # hours around the same hour: one odd hour in four weeks moves the median little
LEADING = 3  # stories named


def level(times: Sequence[datetime], now: datetime, window: timedelta) -> Level | None:
    """Gives the last window's count and the usual one; None while too little is known. Times are in order."""
    if not times or now - times[0] < LEAST_KNOWN:
        return None
    spans = [now - week * WEEK + timedelta(hours=hour) for week in range(1, WEEKS + 1) for hour in NEIGHBOURS]
    known = [end for end in spans if end - window >= times[0]]
    usual = median(_within(times, end, window) for end in known) if known else 0.0
    return Level(now=_within(times, now, window), usual=float(usual))


def is_burst(found: Level, burst: Burst) -> bool:
    """Whether a level is a burst: so many times the usual, which counts as one where it is less."""
    return found.now >= LEAST and found.now >= burst.over * max(1.0, found.usual)


def is_over(found: Level, burst: Burst) -> bool:
    """Whether a burst has ended: at half of what began it, lest it begin again at each article."""
    return found.now < burst.over * max(1.0, found.usual) / 2


def leading(seen: Iterable[Sighting]) -> tuple[str, ...]:
    """Gives the stories with most articles, each by the title of its first one, with their number."""
    listed = sorted(seen, key=lambda one: one.at)
    counts = Counter(one.story for one in listed)
    titles = {one.story: one.title for one in reversed(listed)}
    return tuple(f"{titles[story]} ({count})" for story, count in counts.most_common(LEADING))


def burst_alert(watch: Watch, found: Level, seen: Sequence[Sighting], now: datetime) -> Alert:
    """Gives the alert of a burst that begins; its id is that of the first article of the window."""
    first, *_ = sorted(seen, key=lambda one: (one.at, one.article_id))
    name = f"burst\n{watch.id}\n{first.article_id}"
    id = hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=16).hexdigest()
    hours = watch.burst.window / timedelta(hours=1) if watch.burst else 0.0
    return Alert(
        id=id,
        watch_id=watch.id,
        watch_title=watch.title,
        severity=watch.severity,
        article_id=first.article_id,
        title=f"{watch.title} : {found.now} articles en {hours:g} h, {found.usual:g} d'ordinaire",
        url="",
        source="Beffroi",
        feed_id="",
        reason="burst",
        passage=" ; ".join(leading(seen)),
        published=None,
        created=now,
        channels=watch.channels,
    )


def _within(times: Sequence[datetime], end: datetime, window: timedelta) -> int:
    return sum(end - window < time <= end for time in times)
