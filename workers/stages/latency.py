"""How long alerts took, by stage, as a desk looks at it: the middle one and the slow ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from workers.news.line import Latency

STAGES = ("reading", "waiting", "sending", "total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Of one stage: half took no longer than `half`, nineteen in twenty no longer than `most`."""

    stage: str
    half: timedelta
    most: timedelta


def spreads(latencies: Sequence[Latency]) -> tuple[Spread, ...]:
    """Gives the spread of each stage; nothing where nothing was told yet."""
    if not latencies:
        return ()
    return tuple(_spread(stage, [getattr(one, stage) for one in latencies]) for stage in STAGES)


def _spread(stage: str, took: list[timedelta]) -> Spread:
    ordered = sorted(took)
    last = len(ordered) - 1
    return Spread(stage=stage, half=ordered[last // 2], most=ordered[-(-last * 19 // 20)])
