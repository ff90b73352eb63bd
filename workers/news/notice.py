"""One message to one channel: of an alert, of several that are one story, or a digest."""

from dataclasses import dataclass
from datetime import datetime

from workers.news.alert import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a reader goes on from an alert; empty where the desk has no page."""

    search: str = ""
    """The story, or the watch's terms, in the index."""
    true: str = ""
    false: str = ""
    dull: str = ""
    acknowledge: str = ""
    mute: str = ""
    """Mutes the story."""


NOWHERE = Links()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one message says; its id is the same at each attempt, so that receivers can drop a second copy."""

    id: str
    alerts: tuple[Alert, ...]
    """One; several where they are one story through several watches, or a digest."""
    form: str = "alert"
    """`alert`, `digest`, `escalation` or `test`."""
    links: tuple[Links, ...] = ()
    """Of each alert, in the same order."""
    sent: datetime
    """When it is sent; of a repeat, the time of that."""
    doubtful: bool = False
    """Whether an attempt before this one may have arrived."""

    @property
    def alert(self) -> Alert:
        """The first alert."""
        return self.alerts[0]

    def links_of(self, place: int) -> Links:
        """The links of the alert at `place`."""
        return self.links[place] if place < len(self.links) else NOWHERE
