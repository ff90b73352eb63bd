"""A time as a desk reads it: by the clock on its wall, and in UTC."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

MONTHS = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
        *("août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
}


@cache
def zone(name: str) -> ZoneInfo:
    """Gives a zone by its IANA name."""
    return ZoneInfo(name)


def both(when: datetime, timezone: str, lang: str) -> str:
    """Gives « 2 novembre 2026, 09:30 (Paris), 08:30 UTC », with UTC's date where that is another."""
    here, utc = when.astimezone(zone(timezone)), when.astimezone(UTC)
    if timezone == "UTC":
        return f"{date(utc, lang)}, {utc:%H:%M} UTC"
    city = timezone.rpartition("/")[2].replace("_", " ")
    other = "" if utc.date() == here.date() else f"{date(utc, lang)}, "
    return f"{date(here, lang)}, {here:%H:%M} ({city}), {other}{utc:%H:%M} UTC"


def clock(when: datetime, timezone: str) -> str:
    """Gives the hour on the wall, such as 09:30."""
    return f"{when.astimezone(zone(timezone)):%H:%M}"


def date(when: datetime, lang: str) -> str:
    """Gives « 1er novembre 2026 » or « 1 November 2026 »."""
    day = "1er" if lang == "fr" and when.day == 1 else str(when.day)
    return f"{day} {MONTHS[lang][when.month - 1]} {when.year}"
