"""What a feed brought on one day, against what is usual."""

from dataclasses import dataclass
from datetime import date, datetime

from workers.news.feed import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDay:
    """One day, of Europe/Paris, of one feed."""

    feed: Feed
    day: date
    at: datetime
    """Noon of that day, or now where it is earlier: the middle of the day in every zone nearby."""
    entries: int
    """Published on it, as far as they were seen."""
    usual: float | None
    """Entries of such a weekday; None before two weeks are known."""
    troubles: tuple[str, ...] | None
    """Kinds of trouble, the gravest first; None where the day is over, for they are of the moment."""
    last_new: datetime | None
    delay_seconds: int | None
    """From publication to being seen, the median of the last entries."""
