"""What an index holds, as an operator counts it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One part of the index: a year on a server, a folder on a laptop."""

    name: str
    articles: int
    bytes: int
    current: bool
    """Whether it has the fields of this version; others wait for `beffroi index migrate`."""
    searched: bool
    """Whether searches look into it; what a migration left behind is kept until an operator deletes it."""
    oldest: datetime | None
    newest: datetime | None
    """First and last publication in it, of alerts when they were raised; None where it is empty."""
    alerts: int = 0
    """Alerts stand in parts of their own, which have no articles."""
