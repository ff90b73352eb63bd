"""The values of a query's fields: countries, numbers, durations and dates."""

import calendar
import difflib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from workers.french.tables import forms, table
from workers.news.asked import Between
from workers.stages.index.english import ENGLISH
from workers.stages.index.words import fold

_UNITS = {
    "min": timedelta(minutes=1), "h": timedelta(hours=1), "j": timedelta(days=1), "d": timedelta(days=1),
    "jour": timedelta(days=1), "day": timedelta(days=1), "sem": timedelta(days=7),
    "w": timedelta(days=7), "semaine": timedelta(days=7), "week": timedelta(days=7), "m": timedelta(days=30),
    "mois": timedelta(days=30), "month": timedelta(days=30), "a": timedelta(days=365),
    "an": timedelta(days=365), "y": timedelta(days=365), "year": timedelta(days=365),
}  # fmt: skip
_NAMED_DAYS = {"aujourd'hui": 0, "today": 0, "hier": 1, "yesterday": 1}
_DURATION = re.compile(r"(\d{1,4})\s*([a-z]+?)s?")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
LAST_HOUR = 23
_HOUR = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})T(\d{1,2})Z?", re.IGNORECASE)
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_COMPARED = re.compile(rf"([<>]=?|=)?{_NUMBER}")
_RANGE = re.compile(rf"{_NUMBER}\.\.{_NUMBER}")


class BadValue(ValueError):
    """A value that its field does not take; the text says what it takes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An hour, a day, a month or a year: its start, and the start of what follows."""

    start: datetime
    end: datetime


@cache
def _countries() -> dict[str, str]:
    """Codes by folded name, French, English or the code itself."""
    known = {fold(name): code for code, names in ENGLISH.items() for name in names}
    for row in table("countries"):
        known |= {fold(name): row["code"] for name in (row["code"], row["name"], *forms(row["names"]))}
    return known


def country(text: str) -> str:
    """Gives the code of a country; raises BadValue with what was probably meant."""
    code = _countries().get(" ".join(fold(text).split()))
    if code:
        return code
    near = difflib.get_close_matches(fold(text), _countries(), n=1)
    told = f"; {_name(_countries()[near[0]])}?" if near else ""
    raise BadValue(f"no country is called '{text}'{told}")


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("countries")}


def _name(code: str) -> str:
    return f"{_names().get(code, code)} ({code})"


def number(field: str, text: str) -> Between:
    """Reads 0.5 (at least), >0.5, <=0,8, =1 and 0.2..0.8."""
    if span := _RANGE.fullmatch(text):
        return Between(field=field, least=_float(span[1]), most=_float(span[2]))
    if compared := _COMPARED.fullmatch(text):
        value = _float(compared[2])
        return {
            ">": Between(field=field, least=value, open_least=True),
            "<": Between(field=field, most=value, open_most=True),
            "<=": Between(field=field, most=value),
            "=": Between(field=field, least=value, most=value),
        }.get(compared[1], Between(field=field, least=value))
    raise BadValue("a number is wanted, such as >0.5, <=0.8 or 0.2..0.8")


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def when(kind: str, field: str, text: str, now: datetime | None) -> Between:
    """Reads the time of `since`, `before`, `after` or `day`."""
    if kind == "day":
        stretch = _stretch(text, now)
        return _within(field, stretch.start, stretch.end)
    ago = _ago(text, now)
    if kind == "before":
        return _within(field, None, ago or _stretch(text, now).start)
    if kind == "since":
        return _within(field, ago or _stretch(text, now).start, None)
    return _within(field, ago or _stretch(text, now).end, None)


def _within(field: str, start: datetime | None, end: datetime | None) -> Between:
    return Between(
        field=field,
        least=start.timestamp() if start else None,
        most=end.timestamp() if end else None,
        open_most=True,
    )


def ago(text: str, now: datetime) -> datetime:
    """Gives the time that lies a duration back; raises BadValue where the text is none."""
    back = _ago(text, now)
    if back is None:
        raise BadValue("a duration is wanted, such as 90j, 18mois or 3ans")
    return back


def _ago(text: str, now: datetime | None) -> datetime | None:
    """The time that lies a duration back; None where the text is no duration."""
    found = _DURATION.fullmatch(fold(text))
    unit = found and (_UNITS.get(found[2]) or _UNITS.get(f"{found[2]}s"))
    if not found or not unit:
        return None
    if now is None:
        raise BadValue("durations are counted from now, and no clock is given here: write a date")
    return now - int(found[1]) * unit


def _stretch(text: str, now: datetime | None) -> Stretch:
    wanted = (
        "a duration (7j, 24h, 2sem, 3mois, 1an) or a date (2026-03-01, 2026-03, 01/03/2026, hier; "
        "2026-03-01T14Z for an hour) is wanted"
    )
    back = _NAMED_DAYS.get(fold(text))
    if back is not None and now is not None:
        start = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back)
        return Stretch(start, start + timedelta(days=1))
    if (hour := _HOUR.fullmatch(text)) and int(hour[2]) <= LAST_HOUR:
        start = _stretch(hour[1], now).start + timedelta(hours=int(hour[2]))
        return Stretch(start, start + timedelta(hours=1))
    french = _FRENCH_DAY.fullmatch(text)
    found = _DAY.fullmatch(f"{french[3]}-{french[2]}-{french[1]}" if french else text)
    try:
        return _calendar(*(int(part) if part else None for part in found.groups())) if found else _no(wanted)
    except ValueError as error:
        raise BadValue(
            str(error) if isinstance(error, BadValue) else f"there is no such day: {text}"
        ) from error


def _no(wanted: str) -> Stretch:
    raise BadValue(wanted)


def _calendar(year: int | None, month: int | None, day: int | None) -> Stretch:
    start = datetime(year or 1, month or 1, day or 1, tzinfo=UTC)
    if day:
        return Stretch(start, start + timedelta(days=1))
    if month:
        return Stretch(start, start + timedelta(days=calendar.monthrange(start.year, month)[1]))
    return Stretch(start, datetime(start.year + 1, 1, 1, tzinfo=UTC))
