"""Charts as figures: where each bar stands, in the units of an SVG; templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from workers.news.search import Period

WIDTH, HEIGHT = 1000, 90
MOST_BARS, LEAST_BARS = 120, 14
DAYS, WEEKS = "days", "weeks"
LONGEST_OF_DAYS, LONGEST_OF_WEEKS = 35, 250  # days, as the index joins them


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time: where its bar stands, and how the query language calls it."""

    x: float
    y: float
    width: float
    height: float
    articles: int
    start: date
    end: date
    """The day after."""
    times: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Bars side by side, those without an answer too; the tallest fills the height."""

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def histogram(periods: Sequence[Period]) -> Histogram | None:
    """Gives the bars of a timeline; None where there is none."""
    if not periods:
        return None
    counts = {one.start.astimezone(UTC).date(): one.articles for one in periods}
    starts = _starts(min(counts), max(counts))[-MOST_BARS:]
    while len(starts) < LEAST_BARS:  # one day alone says nothing of what is usual
        starts.insert(0, starts[0] - timedelta(days=1))
    most = max(counts.values())
    step = WIDTH / len(starts)
    ends = [*starts[1:], _after(starts[-1], _kind(min(counts), max(counts)))]
    return Histogram(
        bars=tuple(
            _bar(at * step, step, counts.get(start, 0) / most, counts.get(start, 0), start, end)
            for at, (start, end) in enumerate(zip(starts, ends, strict=True))
        ),
        most=most,
    )


def _bar(x: float, step: float, share: float, articles: int, start: date, end: date) -> Bar:
    height = max(share * HEIGHT, 1.5 if articles else 0)
    return Bar(
        x=round(x + step * 0.08, 1),
        y=round(HEIGHT - height, 1),
        width=round(step * 0.84, 1),
        height=round(height, 1),
        articles=articles,
        start=start,
        end=end,
        times=f"depuis:{start.isoformat()} avant:{end.isoformat()}",
    )


def _kind(first: date, last: date) -> str:
    span = (last - first).days
    return DAYS if span <= LONGEST_OF_DAYS else WEEKS if span <= LONGEST_OF_WEEKS else "months"


def _starts(first: date, last: date) -> list[date]:
    kind, found = _kind(first, last), [first]
    while found[-1] < last:
        found.append(_after(found[-1], kind))
    return found


def _after(start: date, kind: str) -> date:
    if kind == DAYS:
        return start + timedelta(days=1)
    if kind == WEEKS:
        return start + timedelta(days=7)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def sparkline(values: Sequence[float], width: int = 120, height: int = 24) -> str:
    """Gives the points of a polyline through values; empty for fewer than two."""
    if len(values) < 2:  # noqa: PLR2004
        return ""
    most = max(values) or 1
    step = width / (len(values) - 1)
    return " ".join(
        f"{at * step:.1f},{height - 1 - value / most * (height - 2):.1f}" for at, value in enumerate(values)
    )


def noon(day: date) -> datetime:
    """Gives the middle of a day, to be shown in any zone of the press."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
