"""Small pictures of a volume over days: bars for what came, a line for what was to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 24.0
STEP, WIDTH = 5.0, 4.0  # from bar to bar, and of a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """Bars as x, y and height in a box of `width` by 24, and the points of a line through it."""

    width: float
    bars: tuple[tuple[float, float, float], ...]
    line: str
    """Points as SVG has them; empty where nothing is expected."""
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All that came."""
        return sum(self.counts)


def spark(counts: Sequence[int], expected: Sequence[float] = ()) -> Spark:
    """Gives the picture; the highest of both fills the box."""
    highest = max([*counts, *expected, 1])
    bars = []
    for place, count in enumerate(counts):
        height = round(HEIGHT * count / highest, 1)
        bars.append((place * STEP, round(HEIGHT - height, 1), height))
    points = (
        f"{place * STEP + WIDTH / 2:g},{HEIGHT - HEIGHT * value / highest:.1f}"
        for place, value in enumerate(expected)
    )
    return Spark(
        width=len(counts) * STEP, bars=tuple(bars), line=" ".join(points), counts=tuple(map(int, counts))
    )
