"""How often: 30s, 15m, 2h, 1d, 1h30m."""

import re
from datetime import timedelta

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(days=1)
WORD = r"([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?"
PATTERN = f"^(?=[0-9]){WORD}$"
"""The same, as JSON Schema wants it."""


def parse(text: str) -> timedelta:
    """Reads a duration, 1 s to 1 d; raises ValueError that says what is wrong."""
    match = re.fullmatch(WORD, text)
    if not match or not text:
        raise ValueError(f"'{text[:40]}' is no duration")
    days, hours, minutes, seconds = (int(part[:-1]) if part else 0 for part in match.groups())
    duration = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not SHORTEST <= duration <= LONGEST:
        raise ValueError(f"'{text}' is not between 1s and 1d")
    return duration
