"""Small pictures of a volume over days: bars for what came, a line for what was to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 24
STEP, WIDTH = 5, 4  # from bar to bar, and of a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A picture in a box of `width` by 24."""

    width: int
    bars: str
    """All bars as one path: a list of eighty feeds has two thousand."""
    line: str
    """Points as SVG has them; empty where nothing is expected."""
    total: int
    """All that came."""


def spark(counts: Sequence[int], expected: Sequence[float] = ()) -> Spark:
    """Gives the picture; the highest of both fills the box."""
    highest = max([*counts, *expected, 1])
    bars = (
        f"M{place * STEP} {HEIGHT}V{HEIGHT - HEIGHT * count / highest:.3g}h{WIDTH}V{HEIGHT}z"
        for place, count in enumerate(counts)
        if count
    )
    points = (
        f"{place * STEP + WIDTH // 2},{HEIGHT - HEIGHT * value / highest:.3g}"
        for place, value in enumerate(expected)
    )
    return Spark(width=len(counts) * STEP, bars="".join(bars), line=" ".join(points), total=sum(counts))
