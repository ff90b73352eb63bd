"""What a visit to a feed leaves."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workers.news.feed import Entry, Feed, Hints, Visit
from workers.news.web import Answer, NoAnswer
from workers.stages.poll.rhythm import observed
from workers.stages.poll.statuses import GONE, NOT_MODIFIED, OK, TOO_MANY, TROUBLE, fault, status_text, weight
from workers.stages.poll.validators import asked_for_changes, conditions, distrusted

GAP_MARGIN = timedelta(hours=1)  # entries are dated when written and shown when ready
READ_WITHIN = timedelta(days=30)  # a body that never changes is read all the same: ids are kept for 90 days
GONE_FOR = timedelta(hours=24)  # a second 410 this long after the first, and the feed is left alone
EASED = 0.98  # of the pressure that a gap brought is left after a visit without one
MOST_PRESSURE = 4.0  # doublings
MOST_MISSES_TOLD = 1_000_000
OWN_NETWORK = "most feeds fail together, so it may be our own network: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a body brought, once read and compared with what was seen before."""

    entries: int = 0
    """How many it announces."""
    new: tuple[Entry, ...] = ()
    """Those never seen before."""
    hints: Hints | None = None
    """None where the body was not read."""
    reason: str | None = None
    """Why it is no feed."""
    candidates: tuple[str, ...] = ()
    """Feeds that an HTML page in its place names."""
    body_hash: str = ""
    whole: bool = True
    """Whether all of it was read, entries known before too."""
    blocks: tuple[bytes, ...] = ()
    """Hashes of its entries, by which the next visit knows them."""
    guids_reused: bool = False
    """Whether one guid stands for several articles."""
    oldest: datetime | None = None
    """The earliest date of publication in it."""


NOTHING = Brought()


def last_of(feed: Feed, last: Visit | None) -> Visit | None:
    """Gives the last visit as far as it counts: under another url only what the feed publishes does."""
    if last is None or not last.url or last.url == feed.url:
        return last
    return Visit(feed_id=feed.id, at=last.at, outcome=last.outcome, url=feed.url, rhythm=last.rhythm)


def read_again(last: Visit, now: datetime) -> bool:
    """Whether a body that did not change is read all the same."""
    return bool(last.failures) or last.read_at is None or now - last.read_at >= READ_WITHIN


def visit_after(
    feed: Feed,
    last: Visit | None,
    answer: Answer | NoAnswer,
    brought: Brought,
    now: datetime,
    *,
    own_network: bool = False,
) -> Visit:
    """Gives the trace of a visit; with `own_network` a failure is not counted against the feed."""
    why = brought.reason or _failure(answer)
    before = last or Visit(feed_id=feed.id, at=now, outcome="unchanged", url=feed.url)
    visit = replace(before, feed_id=feed.id, at=now, url=feed.url, new=0)
    visit = replace(visit, retry_after=_asked(answer), missed_since=None)
    if why is None:
        return _succeeded(visit, last, answer, brought, now)
    return _failed(visit, answer, brought, now, why, own_network=own_network)


def _asked(answer: Answer | NoAnswer) -> timedelta | None:
    return answer.retry_after if isinstance(answer, Answer) else None


def _failure(answer: Answer | NoAnswer) -> str | None:
    if isinstance(answer, NoAnswer):
        return answer.reason
    return None if answer.status in {OK, NOT_MODIFIED} else status_text(answer.status)


def _failed(
    visit: Visit, answer: Answer | NoAnswer, brought: Brought, now: datetime, why: str, *, own_network: bool
) -> Visit:
    failed = replace(visit, outcome="failed", fault="html" if brought.reason else fault(answer))
    if own_network:
        return replace(failed, reason=OWN_NETWORK + why)
    etag, modified = (visit.etag, visit.modified) if _passing(answer) else (None, None)
    gone = (visit.gone_since or now) if failed.fault == f"http-{GONE}" else None
    return replace(
        failed,
        reason=why,
        failures=visit.failures + 1,
        penalty=visit.penalty + weight(failed.fault),
        failing_since=visit.failing_since or now,
        etag=etag,
        modified=modified,
        candidates=brought.candidates,
        gone_since=gone,
        paused=gone is not None and now - gone >= GONE_FOR,
    )


def _passing(answer: Answer | NoAnswer) -> bool:
    """Whether the validators may be sent again.

    A server may refuse because of them (412), and one that sent a page of excuses as 200
    would answer 304 to that page's from then on.
    """
    return isinstance(answer, NoAnswer) or answer.status == TOO_MANY or answer.status >= TROUBLE


def _succeeded(
    visit: Visit, last: Visit | None, answer: Answer | NoAnswer, brought: Brought, now: datetime
) -> Visit:
    assert isinstance(answer, Answer)  # noqa: S101 - what is none has failed
    moved_to = answer.moved_to
    read = brought.hints is not None
    missed = read and entries_missed(last, brought)
    good = replace(
        visit,
        outcome="new" if brought.new else "unchanged",
        reason=None,
        fault="",
        failures=0,
        penalty=0.0,
        failing_since=None,
        succeeded=now,
        gone_since=None,
        paused=False,
        candidates=(),
        entries=brought.entries if read else visit.entries,
        new=len(brought.new),
        hints=brought.hints or visit.hints,
        fresh_for=answer.fresh_for,
        moved_to=moved_to,
        moved=visit.moved + 1 if moved_to and moved_to == visit.moved_to else int(bool(moved_to)),
        body_hash=brought.body_hash or visit.body_hash,
        read_at=now if read and brought.whole else visit.read_at,
        cut_short=visit.cut_short + 1 if answer.cut_short else 0,
        frozen=_frozen(visit, brought),
        guids_reused=visit.guids_reused or brought.guids_reused,
        missed=min(visit.missed + missed, MOST_MISSES_TOLD),
        missed_since=last.at if last and missed else None,
        pressure=min(visit.pressure + 1, MOST_PRESSURE) if missed else round(visit.pressure * EASED, 3),
        rhythm=observed(visit.rhythm, brought.new, now),
    )
    return _with_validators(good, last, answer, brought, now)


def _with_validators(
    visit: Visit, last: Visit | None, answer: Answer, brought: Brought, now: datetime
) -> Visit:
    """Notes what the server shows, and what of it the next visit sends back."""
    shown = (answer.etag, answer.modified)
    if answer.status == NOT_MODIFIED and last:
        shown = (answer.etag or last.shown_etag, answer.modified or last.shown_modified)
    changes_only = asked_for_changes(last)
    noted = replace(
        visit,
        shown_etag=shown[0],
        shown_modified=shown[1],
        distrusted_until=distrusted(last, answer, brought.new, now),
        conditional=visit.conditional + 1 if changes_only else 0,
        whole_at=visit.whole_at if changes_only else now,
    )
    etag, modified = conditions(noted, now)
    return replace(noted, etag=etag, modified=modified)


def entries_missed(last: Visit | None, brought: Brought) -> bool:
    """Whether entries were missed: nothing in this body was seen before, and all is newer than all was.

    Identity decides; the dates only tell a gap from a site that gave all its pages new addresses.
    """
    if last is None or not last.entries or not brought.new or len(brought.new) < brought.entries:
        return False
    newest = last.rhythm.newest if last.rhythm else None
    return newest is None or brought.oldest is None or brought.oldest > newest


def _frozen(visit: Visit, brought: Brought) -> int:
    """Counts the visits in a row whose new entries all bear no date, or that of the latest one before."""
    newest = visit.rhythm.newest if visit.rhythm else None
    if not brought.new or visit.rhythm is None:
        return visit.frozen
    dates = [entry.published for entry in brought.new]
    return visit.frozen + 1 if all(date is None or date == newest for date in dates) else 0
