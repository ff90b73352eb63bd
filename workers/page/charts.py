"""Charts as figures: where each bar stands, in the units of an SVG; templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workers.news.search import Period, Unit

WIDTH, HEIGHT = 1000, 90
MOST_BARS, LEAST_BARS = 120, 14
LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: where its bar stands, and how the query language calls it."""

    x: float
    y: float
    width: float
    height: float
    articles: int
    start: datetime
    end: datetime
    since: str
    before: str

    @property
    def times(self) -> str:
        """What a query asks for it with."""
        return f"depuis:{self.since} avant:{self.before}"

    @property
    def middle(self) -> datetime:
        """A time of this very day in any zone of the press."""
        return self.start + timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Bars side by side, those without an answer too; the tallest fills the height."""

    bars: tuple[Bar, ...]
    most: int
    by_hours: bool
    width: int = WIDTH
    height: int = HEIGHT


def histogram(periods: Sequence[Period]) -> Histogram | None:
    """Gives the bars of a timeline; None where there is none."""
    if not periods:
        return None
    counts = {one.start.astimezone(UTC): one.articles for one in periods}
    unit = periods[0].unit
    starts = _starts(min(counts), max(counts), unit)[-MOST_BARS:]
    while len(starts) < LEAST_BARS:  # one alone says nothing of what is usual
        starts.insert(0, _before(starts[0], unit))
    most = max(counts.values())
    step = WIDTH / len(starts)
    ends = [*starts[1:], _after(starts[-1], unit)]
    return Histogram(
        bars=tuple(
            _bar(at * step, step, counts.get(start, 0), most, (start, end))
            for at, (start, end) in enumerate(zip(starts, ends, strict=True))
        ),
        most=most,
        by_hours=unit == "hour",
    )


def _bar(x: float, step: float, articles: int, most: int, stretch: tuple[datetime, datetime]) -> Bar:
    height = max(articles / most * HEIGHT, 1.5 if articles else 0)
    start, end = stretch
    return Bar(
        x=round(x + step * 0.08, 1),
        y=round(HEIGHT - height, 1),
        width=round(step * 0.84, 1),
        height=round(height, 1),
        articles=articles,
        start=start,
        end=end,
        since=_written(start),
        before=_written(end),
    )


def _written(moment: datetime) -> str:
    """A day, or an hour of it, as a query names them."""
    return f"{moment:%Y-%m-%dT%HZ}" if moment.hour else f"{moment:%Y-%m-%d}"


def _starts(first: datetime, last: datetime, unit: Unit) -> list[datetime]:
    found = [first]
    while found[-1] < last:
        found.append(_after(found[-1], unit))
    return found


def _after(start: datetime, unit: Unit) -> datetime:
    if unit == "month":
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start + LENGTHS[unit]


def _before(start: datetime, unit: Unit) -> datetime:
    return (start - timedelta(days=1)).replace(day=1) if unit == "month" else start - LENGTHS[unit]
