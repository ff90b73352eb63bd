"""What a watch would have told in the past."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article as the index has it."""

    id: str
    story_id: str
    """Its story, or its own id where it belongs to none."""
    feed_id: str
    source: str
    language: str
    title: str
    body: str
    published: datetime
    names: tuple[tuple[str, str], ...] = ()
    """The names that were recognised, as they stand in the text, each with its type."""
    watches: tuple[str, ...] = ()
    """The watches that it set off when it came."""

    @property
    def text(self) -> str:
        """Title and body."""
        return f"{self.title}\n\n{self.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One alert of the forecast: the first article of a story that sets the watch off, and its place."""

    watch_id: str
    article_id: str
    story_id: str
    feed_id: str
    title: str
    at: datetime
    term: str
    form: str
    sentence: str
    also: tuple[str, ...] = ()
    """The watches of the file that the article set off when it came."""
    copies: int = 1
    """How many articles of the story set the watch off."""
    anew: int = 0
    """Outlets that carry the story by now, where it is told again for that; 0 the first time."""
    later: bool = False
    """Whether the watch's throttle keeps it for a digest; what channels ask for is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message on one channel."""

    channel: str
    at: datetime
    alerts: tuple[tuple[str, str], ...]
    """Watch and article of each that it tells."""
    held: str
    """Why it waited: quiet, weekend, digest or throttle; empty where it did not."""
    digest: bool
    """Whether it tells several that waited."""
    waited: timedelta
    """From the alert to the message, of the one that waited longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What would have been told between two times, the earliest first."""

    articles: int
    days: float
    told: tuple[Told, ...] = ()
