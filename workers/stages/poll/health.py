"""How a feed is doing, judged by what its visits left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workers.news.feed import Visit
from workers.news.rhythm import DAYS, Rhythm
from workers.stages.poll.rhythm import HISTORY, day_of, expected

MANY_FAILURES = 3
FAILING_LONG = timedelta(hours=1)  # a server that is restarted is back by then
SILENT = 8.0  # entries that were expected since the last one: chance leaves so many out once in 3,000 times
SILENT_LEAST = timedelta(hours=6)
KNOWN = timedelta(days=7)  # of history, before volume is judged
FEW = 0.3  # of the entries of a usual week
FEW_LEAST = 10.0  # entries of a usual week; below that a share says little
REPEATED = 3  # visits in a row
MOVED = 3  # visits in a row until a new address is proposed
ALARMING = frozenset({"gone", "html", "failing", "silent"})
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that is wrong with a feed; `kind` is a word for machines."""

    kind: str
    message: str
    since: datetime | None = None

    @property
    def alarming(self) -> bool:
        """Whether the desk is told through its alert channels."""
        return self.kind in ALARMING


def health(visit: Visit, now: datetime) -> tuple[Trouble, ...]:
    """Gives all that is wrong with a feed, the gravest first; nothing for one that is well."""
    judged = (_gone, _html, _failing, _silent, _volume, _frozen, _cut, _moved, _distrusted, _missed)
    found = (judge(visit, now) for judge in judged)
    return tuple(trouble for trouble in found if trouble)


def _gone(visit: Visit, _: datetime) -> Trouble | None:
    if visit.gone_since is None:
        return None
    text = "visited no more: the server says it is gone for good" if visit.paused else "410: said to be gone"
    return Trouble(kind="gone", message=text, since=visit.gone_since)


def _html(visit: Visit, _: datetime) -> Trouble | None:
    if visit.fault != "html" or visit.failures < MANY_FAILURES:
        return None
    named = f"; it names {', '.join(visit.candidates)}" if visit.candidates else ""
    return Trouble(
        kind="html", message=f"no feed stands there: {visit.reason}{named}", since=visit.failing_since
    )


def _failing(visit: Visit, now: datetime) -> Trouble | None:
    since = visit.failing_since
    if since is None or visit.fault == "html" or visit.gone_since:
        return None
    if visit.failures < MANY_FAILURES or now - since < FAILING_LONG:
        return None
    message = f"{visit.failures} visits failed in a row: {visit.reason}"
    return Trouble(kind="failing", message=message, since=since)


def _silent(visit: Visit, now: datetime) -> Trouble | None:
    rhythm = visit.rhythm
    if rhythm is None or rhythm.last_new is None or visit.failures:
        return None
    if now - rhythm.last_new < SILENT_LEAST or rhythm.last_new - rhythm.since < KNOWN:
        return None
    due = expected(rhythm, rhythm.last_new, now)
    if due < SILENT:
        return None
    return Trouble(
        kind="silent", message=f"nothing new where {due:.0f} entries were due", since=rhythm.last_new
    )


def _volume(visit: Visit, now: datetime) -> Trouble | None:
    rhythm = visit.rhythm
    if rhythm is None or now - rhythm.since < 2 * KNOWN:
        return None
    seen, usual = week(rhythm, now), usual_week(rhythm, now)
    if usual < FEW_LEAST or seen >= FEW * usual:
        return None
    return Trouble(kind="few", message=f"{seen} entries in a week where {usual:.0f} are usual")


def week(rhythm: Rhythm, now: datetime) -> int:
    """Gives the entries of the last seven days."""
    return sum(_until(rhythm, now)[-WEEK:])


def usual_week(rhythm: Rhythm, now: datetime) -> float:
    """Gives the entries of a usual week: those of the three before, weekday by weekday, as far as known."""
    days = _until(rhythm, now)
    known = min(DAYS, (now - rhythm.since).days)
    before = days[max(DAYS - known, 0) : DAYS - WEEK]
    return sum(before) / len(before) * WEEK if before else 0.0


def weekdays(rhythm: Rhythm, now: datetime) -> tuple[float, ...]:
    """Gives the entries of a usual Monday to Sunday: the mean of the last 28 days, as far as known."""
    today = max(day_of(now), rhythm.day)
    days, known = _until(rhythm, now), min(DAYS, (now - rhythm.since).days + 1)
    by_day: dict[int, list[int]] = {number: [] for number in range(WEEK)}
    for ago in range(known):
        by_day[(today - ago - 1) % WEEK].append(days[-1 - ago])  # ordinal 1 was a Monday
    return tuple(sum(counts) / len(counts) if counts else 0.0 for counts in by_day.values())


def daily(rhythm: Rhythm, now: datetime) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Gives the entries of each of the last 28 days, the oldest first, and what is usual on such a day."""
    usual = weekdays(rhythm, now)
    today = max(day_of(now), rhythm.day)
    expected = tuple(usual[(today - ago - 1) % WEEK] for ago in range(DAYS - 1, -1, -1))
    return _until(rhythm, now), expected


def _until(rhythm: Rhythm, now: datetime) -> tuple[int, ...]:
    gone = min(max(day_of(now) - rhythm.day, 0), DAYS)
    return (*rhythm.days[gone:], *(0,) * gone)


def _frozen(visit: Visit, _: datetime) -> Trouble | None:
    if visit.frozen < REPEATED:
        return None
    return Trouble(kind="frozen-dates", message="new entries bear no date, or an old one")


def _cut(visit: Visit, _: datetime) -> Trouble | None:
    if visit.cut_short < REPEATED:
        return None
    return Trouble(kind="cut-short", message=f"{visit.cut_short} answers in a row were cut short")


def _moved(visit: Visit, _: datetime) -> Trouble | None:
    if visit.moved < MOVED:
        return None
    message = f"moved for good to {visit.moved_to}; `beffroi feeds check --fix` writes that down"
    return Trouble(kind="moved", message=message)


def _distrusted(visit: Visit, now: datetime) -> Trouble | None:
    if visit.distrusted_until is None or visit.distrusted_until <= now:
        return None
    return Trouble(
        kind="stale-validator", message="answered 304 over new entries; asked for whole bodies now"
    )


def _missed(visit: Visit, _: datetime) -> Trouble | None:
    if visit.pressure < EASED:
        return None
    return Trouble(kind="missed", message=f"entries came and went between two visits {visit.missed} times")


EASED = 0.5  # of a doubling: until then a gap is not long ago
__all__ = ["ALARMING", "HISTORY", "Trouble", "daily", "health", "usual_week", "week"]
