"""Whether a feed's ETag and Last-Modified can be trusted, and when a whole body is asked for all the same."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from workers.news.feed import Entry, Visit
from workers.news.web import Answer
from workers.stages.poll.rhythm import median_delay

# Media Cloud asks for no 304 at all, because some feeds keep a stale ETag. A twelfth of the
# bodies proves or clears a feed within an hour at five minutes between visits.
WHOLE_AFTER = timedelta(hours=6)
WHOLE_VISITS = 12
DISTRUST = timedelta(days=7)  # then the feed may prove itself again
HIDDEN = timedelta(minutes=30)  # a server's cache may lag a new entry; longer than this no honest one does
USUAL_DELAYS = 4  # but some feeds show every entry long after its date


def body_hash(body: bytes) -> str:
    """Gives the name by which an unchanged body is known; SHA-1, as it is the quickest by half."""
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()


def asked_for_changes(last: Visit | None) -> bool:
    """Whether the visit after `last` sent validators."""
    return last is not None and bool(last.etag or last.modified)


def conditions(visit: Visit, now: datetime) -> tuple[str | None, str | None]:
    """Gives the ETag and Last-Modified to send at the next visit; none where the whole body is wanted."""
    if visit.distrusted_until and now < visit.distrusted_until:
        return None, None
    whole = visit.whole_at or now
    if now - whole >= WHOLE_AFTER or visit.conditional >= WHOLE_VISITS - 1:
        return None, None
    return visit.shown_etag, visit.shown_modified


def distrusted(last: Visit | None, answer: Answer, new: Sequence[Entry], now: datetime) -> datetime | None:
    """Gives until when no 304 of this feed is believed.

    A whole body shows new entries: under validators that did not change, or some that were
    published well before a visit that was told nothing had changed.
    """
    kept = last.distrusted_until if last and last.distrusted_until and last.distrusted_until > now else None
    if last is None or not last.conditional or last.etag or last.modified or not new:
        return kept
    same_etag = answer.etag is not None and answer.etag == last.shown_etag
    same_date = answer.etag is None and answer.modified is not None and answer.modified == last.shown_modified
    late = max(HIDDEN, USUAL_DELAYS * timedelta(seconds=median_delay(last.rhythm) or 0))
    hidden = any(entry.published and entry.published < last.at - late for entry in new)
    return now + DISTRUST if same_etag or same_date or hidden else kept
