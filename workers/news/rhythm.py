"""When a feed has published: by it the next hours are judged, and whether it went silent."""

from dataclasses import dataclass
from datetime import datetime

HOURS = 24
WEEKDAYS = 7
DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Publications of a feed, older ones counting less; hours and days are those of Europe/Paris.

    About 450 bytes as JSON: 168 counters, one an hour of the week, would be three times that
    and learn a daily's hours seven times slower.
    """

    since: datetime
    """From when on its publications are known."""
    at: datetime
    """When the counts were brought up to date."""
    hours: tuple[float, ...] = (0.0,) * HOURS
    weekdays: tuple[float, ...] = (0.0,) * WEEKDAYS
    recent: float = 0.0
    """Publications of about the last hour."""
    day: int = 0
    """The last of `days`, as a proleptic ordinal."""
    days: tuple[int, ...] = (0,) * DAYS
    """Publications on each of the last 28 days, the oldest first."""
    delays: tuple[int, ...] = ()
    """Seconds from publication to being seen, of the last entries."""
    newest: datetime | None = None
    """The latest date of publication that was seen."""
    last_new: datetime | None = None
    """When an entry was last seen for the first time."""
