"""Work that was put aside, and why."""

import hashlib
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


def dead_letter(step: str, subject: str, reason: str, *, at: datetime) -> DeadLetter:
    """Gives a letter whose id is the same for one step and subject: put twice, it stands once."""
    name = hashlib.blake2b(f"{step}\n{subject}".encode(), digest_size=8).hexdigest()
    return DeadLetter(id=name, step=step, subject=subject, reason=reason, at=at)
