"""How often a feed wants to be visited, by its own elements."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from workers.news.feed import Hints

LONGEST = timedelta(days=400)  # beyond it a value is a mistake
HEAD = 64 * 1024  # bytes in which a channel says how it is to be treated; its entries follow
PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = 24  # some write it for 0

_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_DAYS = re.compile(rb"<skipDays>(.{0,2000}?)</skipDays>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*([a-z]{6,9})\s*</day>", re.IGNORECASE)


def hints(feed: Mapping[str, Any], body: bytes) -> Hints:
    """Gives what a feed's elements ask for; what is no sensible value is left out.

    feedparser keeps but the last hour and day to be skipped; they are read from the text where it has any.
    """
    head = body[:HEAD] if "skiphours" in feed or "skipdays" in feed else b""
    return Hints(
        ttl=_minutes(feed.get("ttl")),
        period=_period(feed.get("sy_updateperiod"), feed.get("sy_updatefrequency")),
        skip_hours=tuple(
            sorted({int(hour) % MIDNIGHT for hour in _within(_HOURS, _HOUR, head) if int(hour) <= MIDNIGHT})
        ),
        skip_days=tuple(
            sorted({DAYS.index(day) for day in map(_name, _within(_DAYS, _DAY, head)) if day in DAYS})
        ),
    )


def _within(around: re.Pattern[bytes], each: re.Pattern[bytes], head: bytes) -> list[bytes]:
    found = around.search(head)
    return each.findall(found[1]) if found else []


def _name(day: bytes) -> str:
    return day.decode("ascii").lower()


def _minutes(text: object) -> timedelta | None:
    count = _number(text)
    return _bounded(timedelta(minutes=count)) if count else None


def _period(period: object, frequency: object) -> timedelta | None:
    length = PERIODS.get(str(period or "").strip().lower())
    return _bounded(length / (_number(frequency) or 1)) if length else None


def _number(text: object) -> int:
    bare = str(text or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 7 else 0  # noqa: PLR2004


def _bounded(wish: timedelta) -> timedelta | None:
    return wish if timedelta(seconds=30) <= wish <= LONGEST else None
