"""The time that an entry says it was published, as French feeds write it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
EARLIEST, LATEST = 1995, 2100  # years; what lies outside is a mistake of the feed
_MONTHS = {
    "jan": 1, "fév": 2, "fev": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aoû": 8, "aou": 8,
    "sep": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12,
}  # fmt: skip
_FRENCH = re.compile(
    r"(?P<day>\d{1,2})(?:er)?\s+(?P<month>[a-zéû]{3,9})\.?\s+(?P<year>\d{4})"
    r"(?:\D{1,6}?(?P<hour>\d{1,2})\s*[:hH]\s*(?P<minute>\d{2})?(?::(?P<second>\d{2}))?)?"
    r"\s*(?P<zone>[+-]\d{2}:?\d{2}|Z|GMT|UTC)?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})"
    r"(?:\D{1,6}?(?P<hour>\d{1,2})\s*[:hH]\s*(?P<minute>\d{2})?(?::(?P<second>\d{2}))?)?(?P<zone>)"
)
_ZONES = {"CEST": "+0200", "CET": "+0100", "MEST": "+0200", "MET": "+0100", "HAEC": "+0200", "HNEC": "+0100"}
_NAMED = re.compile(rf"\b({'|'.join(_ZONES)})\b")
_UNIX = re.compile(r"\d{10}(?:\d{3})?")


def when(written: object, parsed: object = None) -> datetime | None:
    """Gives the time in UTC, or None; a time without a zone is Paris time where the date is in French.

    `parsed` is what feedparser made of it: it reads no French date, takes CEST for UTC and a
    Unix time for a year, so its word counts only where ours is silent.
    """
    text = " ".join(written.split()) if isinstance(written, str) else ""
    try:
        found = _unix(text) or _zoned(text) or _struct(parsed) or _french(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None


def iso(written: object) -> tuple[int, ...] | None:
    """Gives a time in ISO 8601 in the shape that feedparser gives; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    if found is None:
        return None
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return tuple(zoned.astimezone(UTC).timetuple())


def _unix(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _UNIX.fullmatch(text) else None


def _zoned(text: str) -> datetime | None:
    """A date in e-mail's form with a zone that e-mail does not know."""
    if not _NAMED.search(text):
        return None
    return parsedate_to_datetime(_NAMED.sub(lambda zone: _ZONES[zone[0]], text)).astimezone(UTC)


def _struct(parsed: object) -> datetime | None:
    if not isinstance(parsed, tuple):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)  # leap seconds


def _french(text: str) -> datetime | None:
    found = _FRENCH.search(text) or _NUMBERS.search(text)
    month = _month(found["month"]) if found else None
    if not found or not month:
        return None
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    day = datetime(int(found["year"]), month, int(found["day"]), hour, minute, second, tzinfo=UTC)
    return day.replace(tzinfo=_zone(found["zone"])).astimezone(UTC)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return next((number for start, number in _MONTHS.items() if word.lower().startswith(start)), None)


def _zone(written: str | None) -> tzinfo:
    if not written:
        return PARIS
    if written[0] not in "+-":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)
