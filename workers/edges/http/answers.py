"""From an HTTP answer's headers to our own words."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

from workers.news.web import Answer

LONGEST_WAIT = timedelta(hours=24)
DIRECTIVE = re.compile(r'([a-z-]+)\s*(?:=\s*"?(\d{1,9}))?')
AGES = {"max-age", "s-maxage"}
LONGEST_VALIDATOR = 1024  # letters; servers refuse requests with headers of 8 KiB


def answer(id: str, url: str, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """Gives the answer; a validator that could not be sent back is left out."""
    return Answer(
        id=id,
        url=url,
        status=status,
        body=body,
        content_type=headers.get("Content-Type", "").encode("ascii", "ignore").decode(),
        etag=_validator(headers.get("ETag")),
        modified=_validator(headers.get("Last-Modified")),
        retry_after=retry_after(headers.get("Retry-After"), headers.get("Date")),
        fresh_for=fresh_for(headers),
    )


def _validator(value: str | None) -> str | None:
    usable = value and value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR
    return value if usable else None


def retry_after(value: str | None, date: str | None) -> timedelta | None:
    """Gives how long a server wants to be left alone, 0 to 24 h; None where it does not say.

    A date is compared with the server's own Date: our clocks may differ, and a server
    that writes none has no clock to mean a date by (RFC 9110, 6.6.1).
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        asked = parsedate_to_datetime(text) - parsedate_to_datetime(date or "")
    except (ValueError, TypeError, OverflowError):  # TypeError: one of them has no zone
        return None
    return _bounded(asked)


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """Gives how long an answer is called fresh, 0 to 24 h, by Cache-Control, else Expires; None by neither.

    The longer of max-age and s-maxage counts, less the Age it has already: before that, a
    shared cache on the way would only give the same again.
    """
    told = dict(DIRECTIVE.findall(headers.get("Cache-Control", "").lower()))
    if "no-cache" in told or "no-store" in told:
        return timedelta(0)
    ages = [int(told[name]) for name in AGES & told.keys() if told[name]]
    if ages:
        return _bounded(timedelta(seconds=max(ages) - _age(headers)))
    return _until(headers.get("Expires"), headers.get("Date"))


def _age(headers: Mapping[str, str]) -> int:
    age = headers.get("Age", "").strip()
    return int(age[:9]) if age.isascii() and age.isdigit() else 0


def _until(expires: str | None, date: str | None) -> timedelta | None:
    """A date that cannot be read is in the past (RFC 9111, 5.3); without the server's Date none counts."""
    if expires is None or date is None:
        return None
    try:
        return _bounded(parsedate_to_datetime(expires) - parsedate_to_datetime(date))
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta(0)), LONGEST_WAIT)
