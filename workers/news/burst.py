"""Many articles at once on one watch, and the stories behind them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An article that set a watch off."""

    article_id: str
    story: str
    """Its story's id, or its own where it belongs to none."""
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How many articles the last window held, beside what is usual."""

    now: int
    usual: float
