"""Work that was put aside, and why."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """One piece of work that failed for good; `step` and `subject` are what to run again."""

    id: str
    step: str
    subject: str
    reason: str
    at: datetime
