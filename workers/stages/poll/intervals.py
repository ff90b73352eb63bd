"""When a feed is due again."""

from datetime import datetime, timedelta

from workers.news.feed import Feed, Hints, Visit
from workers.stages.poll.rhythm import rate, time_until

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=6)
EXPECTED = 1 / 24  # entries: at one an hour that is 150 s between visits, so 75 s from publication to seen
FIRST_GUESS = timedelta(minutes=15)  # the interval of a feed of which nothing is known yet
LONGEST_WAIT = timedelta(hours=24)  # later, a ten-item feed of a daily has rolled over
LEAST_BACKED_OFF = timedelta(minutes=5)  # what a failing feed's wait grows from, where it is visited oftener
SPREAD = 0.1  # of the interval either way: feeds that failed together do not come back together
MOST_DOUBLINGS = 20  # a day is 17 doublings of a second; more would overflow
MOST_ASKED = timedelta(hours=1)  # some feeds send a max-age of years, or the ttl of their first day
UNASKED = timedelta(hours=1)  # the sy:updatePeriod that WordPress writes into every feed says nothing
SHARE_OF_WINDOW = 0.5  # of a feed's entries may be replaced between two visits, whatever it asks for
OWN_NETWORK_WAIT = timedelta(minutes=2)
NEVER = timedelta(days=3650)


def next_due(feed: Feed, visit: Visit, jitter: float, *, own_network: bool = False) -> datetime:
    """Gives when to visit again; `jitter`, -1 to 1, moves it by up to a tenth of the interval.

    Retry-After is a lower bound, up to a day, for every feed. A feed that is gone for good is
    left alone until its url in feeds.yaml changes.
    """
    if visit.paused:
        return visit.at + NEVER
    if own_network:
        return visit.at + OWN_NETWORK_WAIT * (1 + SPREAD * jitter)
    wait = _failing(feed, visit) if visit.failures else interval(feed, visit)
    asked = min(visit.retry_after or timedelta(0), LONGEST_WAIT)
    due = visit.at + max(wait * (1 + SPREAD * jitter), asked)
    return due if feed.interval or not visit.hints else _not_skipped(due, visit.hints)


def interval(feed: Feed, visit: Visit) -> timedelta:
    """Gives the time between two visits while all goes well: the desk's, else the rhythm's and the site's."""
    if feed.interval:
        return feed.interval
    paced = max(SHORTEST, _paced(visit))
    return max(paced, min(_asked(visit), _safe(visit)))


def _paced(visit: Visit) -> timedelta:
    """The time in which a share of an entry is expected; a gap behind us makes that share smaller."""
    if visit.rhythm is None:
        return FIRST_GUESS
    share = EXPECTED / 2**visit.pressure
    return time_until(visit.rhythm, share, visit.at, LONGEST)


def _asked(visit: Visit) -> timedelta:
    hints = visit.hints or Hints()
    period = hints.period if hints.period != UNASKED else None
    wishes = [wish for wish in (visit.fresh_for, hints.ttl, period) if wish]
    return min(max(wishes, default=timedelta(0)), MOST_ASKED)


def _safe(visit: Visit) -> timedelta:
    """The longest wait that the site may ask for: after it, half of its entries may have been replaced."""
    if visit.rhythm is None or not visit.entries:
        return MOST_ASKED
    speed = rate(visit.rhythm, visit.at) * 2**visit.pressure
    return max(SHORTEST, min(MOST_ASKED, timedelta(hours=visit.entries * SHARE_OF_WINDOW / speed)))


def _failing(feed: Feed, visit: Visit) -> timedelta:
    every = max(interval(feed, visit), min(LEAST_BACKED_OFF, feed.interval or LEAST_BACKED_OFF))
    if every >= LONGEST_WAIT:
        return every
    doubled: float = 2 ** min(visit.penalty, MOST_DOUBLINGS)
    return min(every * doubled, LONGEST_WAIT)


def _not_skipped(due: datetime, hints: Hints) -> datetime:
    """Moves a time out of the hours and days that a feed asks to be spared, by at most a day."""
    at, latest = due, due + LONGEST_WAIT
    while at < latest and (at.hour in hints.skip_hours or at.weekday() in hints.skip_days):
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at if at < latest else due
