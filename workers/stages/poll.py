"""What a visit to a feed leaves, and when the feed is due again."""

from datetime import datetime, timedelta
from http import HTTPStatus

from workers.news.feed import Feed, Visit
from workers.news.web import Answer, NoAnswer

OK = 200
NOT_MODIFIED = 304
TOO_MANY = 429
TROUBLE = 500
FIRST_GUESS = timedelta(minutes=15)  # the interval of a feed that has none of its own
LONGEST_WAIT = timedelta(hours=24)  # later, a ten-item feed of a daily has rolled over
SPREAD = 0.1  # of the interval either way: feeds that failed together do not come back together
MOST_DOUBLINGS = 20  # a day is 17 doublings of a second; more would overflow

STATUS = {
    400: "the server does not understand the request",
    401: "a password is wanted",
    402: "payment is wanted",
    403: "access refused; the site may bar robots",
    404: "the page does not exist; check the url",
    406: "the server has it in no form that we read",
    408: "the server got tired of waiting",
    410: "gone for good; take the feed out or find its new url",
    418: "access refused; the site bars robots",
    429: "too many requests; visited again later",
    451: "withheld for legal reasons",
}
STATUS_CLASS = {
    1: "an interim answer and no more",
    2: "an answer without the page",
    3: "a redirect that leads nowhere",
    4: "the server refuses the request",
    5: "the server is in trouble",
}


def status_text(status: int) -> str:
    """Gives an HTTP status for a person to read, such as "410: gone for good …"."""
    meaning = STATUS.get(status) or STATUS_CLASS.get(status // 100, "no known status")
    return f"{status}: {meaning}{_phrase(status) if status >= TROUBLE else ''}"


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def visit_after(  # noqa: PLR0913 - the facts of one visit, named at the call
    feed: Feed,
    last: Visit | None,
    answer: Answer | NoAnswer,
    now: datetime,
    *,
    entries: int,
    new: int,
    reason: str | None,
) -> Visit:
    """Gives the trace of a visit; `reason` says why a body with status 200 was no feed."""
    why = reason or _failure(answer)
    etag, modified = _validators(last, answer, why)
    return Visit(
        feed_id=feed.id,
        at=now,
        outcome="failed" if why else "new" if new else "unchanged",
        reason=why,
        etag=etag,
        modified=modified,
        failures=(last.failures if last else 0) + 1 if why else 0,
        entries=entries,
        new=new,
        retry_after=answer.retry_after if isinstance(answer, Answer) else None,
    )


def _failure(answer: Answer | NoAnswer) -> str | None:
    if isinstance(answer, NoAnswer):
        return answer.reason
    return None if answer.status in {OK, NOT_MODIFIED} else status_text(answer.status)


def _validators(
    last: Visit | None, answer: Answer | NoAnswer, why: str | None
) -> tuple[str | None, str | None]:
    """Gives the ETag and Last-Modified for the next visit; none, for a whole body, after a refusal.

    A server may refuse because of them (412), and one that sent a page of excuses as 200
    would answer 304 to that page's from then on.
    """
    if isinstance(answer, Answer) and answer.status == OK:
        return (None, None) if why else (answer.etag, answer.modified)
    if last is None or not _passing(answer):
        return None, None
    if isinstance(answer, Answer) and answer.status == NOT_MODIFIED:
        return answer.etag or last.etag, answer.modified or last.modified
    return last.etag, last.modified


def _passing(answer: Answer | NoAnswer) -> bool:
    return (
        isinstance(answer, NoAnswer) or answer.status in {NOT_MODIFIED, TOO_MANY} or answer.status >= TROUBLE
    )


def next_due(feed: Feed, visit: Visit, jitter: float) -> datetime:
    """Gives when to visit again; `jitter`, -1 to 1, moves it by up to a tenth of the interval.

    The interval doubles with each failure in a row, up to a day; a feed is never given up.
    Retry-After is a lower bound, up to a day.
    """
    every = feed.interval or FIRST_GUESS
    interval = max(every, min(_backed_off(every, visit.failures), LONGEST_WAIT))
    asked = min(visit.retry_after or timedelta(0), LONGEST_WAIT)
    return visit.at + max(interval * (1 + SPREAD * jitter), asked)


def _backed_off(every: timedelta, failures: int) -> timedelta:
    if every >= LONGEST_WAIT:
        return every
    doubled: int = 2 ** min(failures, MOST_DOUBLINGS)
    return every * doubled
