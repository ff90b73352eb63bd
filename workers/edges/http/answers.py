"""From an HTTP answer's headers to our own words."""

from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

from workers.news.web import Answer

LONGEST_WAIT = timedelta(hours=24)
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
    return min(max(asked, timedelta(0)), LONGEST_WAIT)
