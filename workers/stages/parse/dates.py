"""The time that an entry says it was published, as French feeds write it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
EARLIEST, LATEST = 1995, 2100  # years; what lies outside is a mistake of the feed
LONGEST = 100  # code points; no date is longer
_MONTHS = {
    "jan": 1, "fév": 2, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6,
    "jun": 6, "juil": 7, "jul": 7, "aoû": 8, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "déc": 12, "dec": 12,
}  # fmt: skip
_CLOCK = (
    r"(?:\D{1,6}?(?P<hour>\d{1,2})\s*[:hH]\s*(?P<minute>\d{2})?(?::(?P<second>\d{2}))?)?"
    r"\s*(?P<zone>[+-]\d{2}:?\d{2}|Z\b|GMT|UTC)?"
)
_FRENCH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>[^\W\d]{{3,9}})\.?\s+(?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE
)
_NUMBERS = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}")
_ENGLISH = re.compile(rf"(?P<month>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}")
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_MAIL = re.compile(r"(?:[^\W\d]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}")
# Some servers write these for the Paris clock all year round, whichever of the two is in force.
_PARIS_TIME = re.compile(r"\b(?:CEST|CET|MEST|MET|HAEC|HNEC)\b")
_PLACE = re.compile(r"\b(?:Africa|America|Asia|Europe|Indian|Pacific)/[A-Z]\w{2,20}\b")
_GMT_PLUS = re.compile(r"\b(?:GMT|UTC)\s*([+-])(\d{1,2})(?::?(\d{2}))?\b")
_UNIX = re.compile(r"\d{10}(?:\d{3})?")


def when(written: object, parsed: object = None, zone: tzinfo = PARIS) -> datetime | None:
    """Gives the time in UTC, or None; without a zone it is one of `zone`, a day alone is its midnight in UTC.

    `parsed` is what feedparser made of it: it reads no French date, takes CEST for UTC, a Unix
    time for a year and 30 February for 2 March, so its word counts only where ours is silent.
    """
    text = " ".join(written.split())[:LONGEST] if isinstance(written, str) else ""
    try:
        found = _read(text, zone) if _dated(text) else _struct(parsed)
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


def _dated(text: str) -> bool:
    return any(form.search(text) for form in (_UNIX, _ISO, _MAIL, _FRENCH, _NUMBERS, _ENGLISH))


def _read(text: str, zone: tzinfo) -> datetime | None:
    if _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    bare, place = _placed(text, zone)
    if iso_form := _ISO.match(bare):
        return _iso(iso_form, place)
    if _MAIL.match(bare) and (mail := _mail(bare, place)):
        return mail
    found = _FRENCH.search(bare) or _NUMBERS.search(bare) or _ENGLISH.search(bare)
    return _parts(found, place) if found else None


def _placed(text: str, zone: tzinfo) -> tuple[str, tzinfo]:
    """Takes a named zone out of a date."""
    if _PARIS_TIME.search(text):
        return _PARIS_TIME.sub("", text), PARIS
    if found := _PLACE.search(text):
        return _PLACE.sub("", text), _named(found[0], zone)
    if found := _GMT_PLUS.search(text):
        return _GMT_PLUS.sub("", text), _offset(found[1], int(found[2]), int(found[3] or 0))
    return text, zone


def _named(place: str, zone: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(place)
    except (ValueError, OSError, KeyError):
        return zone


def _iso(found: re.Match[str], zone: tzinfo) -> datetime:
    if not found["time"]:
        return datetime.fromisoformat(found["date"]).replace(tzinfo=UTC)
    clock = found["time"].removesuffix(":60")
    return (
        datetime.fromisoformat(f"{found['date']}T{clock}")
        .replace(tzinfo=_zone(found["zone"], zone))
        .astimezone(UTC)
    )


def _mail(text: str, zone: tzinfo) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.replace(":60", ":59"))  # leap seconds
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _parts(found: re.Match[str], zone: tzinfo) -> datetime | None:
    month = _month(found["month"])
    if month is None:
        return None
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    day = datetime(int(found["year"]), month, int(found["day"]), hour, minute, min(second, 59), tzinfo=UTC)
    if found["hour"] is None:
        return day
    return day.replace(tzinfo=_zone(found["zone"], zone)).astimezone(UTC)


def _struct(parsed: object) -> datetime | None:
    if not isinstance(parsed, tuple):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return next((number for start, number in _MONTHS.items() if word.lower().startswith(start)), None)


def _zone(written: str | None, zone: tzinfo) -> tzinfo:
    if not written:
        return zone
    if written[0] not in "+-":
        return UTC
    return _offset(written[0], int(written[1:3]), int(written[-2:]))


def _offset(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)
