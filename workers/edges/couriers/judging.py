"""What a receiver's answer means: arrived, for now, or never."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from workers.edges.couriers.posting import Answered
from workers.news.channel import Channel
from workers.news.errors import Busy, Permanent, Transient
from workers.wire import load

SHORTEST_WAIT = timedelta(seconds=1)  # a receiver's "0" would burn all attempts at once
USUAL_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
PASSING = {408, 425, 429}  # and all 5xx; other refusals will not change by themselves


def judge(answer: Answered, channel: Channel, now: datetime) -> None:
    """Raises Busy, Transient or Permanent unless the message was taken."""
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    if status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        asked = answer.retry_after or _in_body(answer.said)
        told = f"channel '{channel.id}': the receiver answered {status}"
        if asked or status == HTTPStatus.TOO_MANY_REQUESTS:
            raise Busy(told, after=_wait(asked, now))
        raise Transient(told, after=USUAL_WAIT)
    if status < HTTPStatus.BAD_REQUEST:
        hint = "redirects are not followed; write the final address"
    else:
        hint = "check the channel's url and secret"
    raise Permanent(f"channel '{channel.id}': the receiver answered {status}; {hint}")


def _in_body(said: bytes) -> str | None:
    """Gives the seconds that Telegram asks for, which stand in its answer and not above it."""
    try:
        parameters = load(said, dict[str, object]).get("parameters")
    except Permanent:  # no JSON: most receivers say it in words
        return None
    return (
        str(parameters["retry_after"])
        if isinstance(parameters, dict) and "retry_after" in parameters
        else None
    )


def _wait(retry_after: str | None, now: datetime) -> timedelta:
    """Reads Retry-After, seconds or a date, into 1 s to 1 h; 10 s where there is none."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            asked = parsedate_to_datetime(text) - now
        except (ValueError, TypeError):  # TypeError: a date without a zone
            return USUAL_WAIT
    return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)
