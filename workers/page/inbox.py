"""The alerts as a desk looks at them: the newest first, what was said of each, what is still to be seen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workers.news.alert import Alert, Delivery, Raised
from workers.page.world import World
from workers.stages.calm import story_of
from workers.stages.render.conditions import conditions
from workers.stages.render.facts import parts

LOOKED_AT = 1000  # the newest alerts, among which one filters; reading them takes some 40 ms
MOST = 40  # on one page
OPEN, ALL = "a-voir", "toutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An alert with what was said of it."""

    alert: Alert
    deliveries: tuple[Delivery, ...]
    verdict: str | None
    acknowledged: datetime | None
    muted_until: datetime | None
    """Of its story, source or watch, whichever lasts longest."""

    @property
    def at(self) -> datetime:
        """When the watch matched."""
        return self.alert.created

    @property
    def passage(self) -> list[dict[str, object]]:
        """The passage in pieces, those that fired marked."""
        return parts(self.alert)

    @property
    def is_open(self) -> bool:
        """Whether nobody has said anything of it yet."""
        return not (self.verdict or self.acknowledged or self.muted_until)

    def conditions(self, lang: str) -> list[dict[str, object]]:
        """What its watch asked for and what met it, in words."""
        return conditions(lang, [self.alert])


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of it."""

    lines: tuple[Line, ...]
    older: int | None
    """Second from which the next page goes back; None on the last."""
    by_watch: tuple[tuple[str, str, int], ...]
    """Id, title and number of alerts, the most first, among the newest."""


def inbox(
    world: World, *, watch: str = "", channel: str = "", state: str = OPEN, before: datetime | None = None
) -> Inbox:
    """Gives the alerts of a watch and a channel, or all; those of which nobody has said anything, or all."""
    raised = world.outbox.alerts(most=LOOKED_AT)
    votes = {vote.alert_id: vote.verdict for vote in world.votes.votes()}
    mutes = world.remarks.mutes(world.now())
    found: list[Line] = []
    for one in raised:
        alert = one.alert
        if not _is_wanted(one, watch, channel) or (before and alert.created >= before):
            continue
        line = _line(world, alert, one.deliveries, votes, mutes)
        if state == ALL or line.is_open:
            found.append(line)
        if len(found) > MOST:
            break
    more = len(found) > MOST
    shown = found[:MOST]
    # The next page begins before the whole second of the last one: alerts of one moment are told once.
    older = int(shown[-1].at.timestamp()) if more else None
    return Inbox(lines=tuple(shown), older=older, by_watch=tuple(_by_watch([one.alert for one in raised])))


def _is_wanted(raised: Raised, watch: str, channel: str) -> bool:
    ours = not channel or any(one.channel == channel for one in raised.deliveries)
    return ours and watch in {"", raised.alert.watch_id}


def one_line(world: World, alert_id: str) -> Line | None:
    """Gives one alert; None where there is none of that id."""
    raised = world.outbox.raised(alert_id)
    if raised is None:
        return None
    votes = {vote.alert_id: vote.verdict for vote in world.votes.votes()}
    return _line(world, raised.alert, raised.deliveries, votes, world.remarks.mutes(world.now()))


def _line(
    world: World,
    alert: Alert,
    deliveries: tuple[Delivery, ...],
    votes: Mapping[str, str],
    mutes: Mapping[str, datetime],
) -> Line:
    until = [mutes[subject] for subject in subjects(alert).values() if subject in mutes]
    return Line(
        alert=alert,
        deliveries=deliveries,
        verdict=votes.get(alert.id),
        acknowledged=world.remarks.acknowledged(alert.id),
        muted_until=max(until, default=None),
    )


def subjects(alert: Alert) -> dict[str, str]:
    """Gives what of an alert may be muted: its story, source or watch, each as mutes name it."""
    return {
        "story": f"story:{story_of(alert)}",
        "source": f"source:{alert.feed_id}",
        "watch": f"watch:{alert.watch_id}",
    }


def _by_watch(alerts: Sequence[Alert]) -> Iterator[tuple[str, str, int]]:
    titles = {alert.watch_id: alert.watch_title for alert in reversed(alerts)}
    for watch_id, number in Counter(alert.watch_id for alert in alerts).most_common():
        yield watch_id, titles[watch_id], number
