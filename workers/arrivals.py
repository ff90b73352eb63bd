"""When what a forecast tells reaches a channel: at once, after its hours of rest, or in a digest, as live."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heappop, heappush

from workers.news.alert import Alert, Claimed, Delivery, Story
from workers.news.calm import ORDINARY, Throttle, Urgency
from workers.news.channel import Channel
from workers.news.forecast import Arrival, Told
from workers.news.watch import Watch
from workers.stages import calm
from workers.stages.parcels import MOST, Parcel, Ready, parcels


def arrivals(
    told: Iterable[Told], watches: Iterable[Watch], channels: Iterable[Channel]
) -> tuple[Arrival, ...]:
    """Gives each message on each channel, the earliest first, by the rules of live delivery.

    `told` comes in order of time. Nothing is muted, no courier fails, and nobody needs a reminder.
    """
    listed = {watch.id: watch for watch in watches}
    raised = [_alert(one, listed[one.watch_id]) for one in told]
    urgencies = {watch.id: watch.urgency for watch in listed.values()}
    found = [
        arrival
        for channel in channels
        for arrival in _on(channel, [one for one in raised if channel.id in one.channels], urgencies)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.channel)))


class _Waiting:
    """What is yet to be told on a channel, by when it is looked at."""

    def __init__(self) -> None:
        self._due: dict[datetime, list[Claimed]] = {}
        self._moments: list[datetime] = []

    def add(self, until: datetime, claims: Iterable[Claimed]) -> None:
        """Has claims looked at then."""
        if until not in self._due:
            self._due[until] = []
            heappush(self._moments, until)
        self._due[until] += claims

    def claim(self) -> Iterator[tuple[datetime, Sequence[Claimed]]]:
        """Gives the moments in their order, each with at most as many as a deliverer claims at once."""
        while self._moments:
            now = heappop(self._moments)
            waiting = sorted(self._due.pop(now), key=lambda one: one.alert.created)
            if waiting[MOST:]:
                self.add(now, waiting[MOST:])
            yield now, waiting[:MOST]


def _on(channel: Channel, alerts: Sequence[Alert], urgencies: Mapping[str, Urgency]) -> Iterator[Arrival]:
    waiting = _Waiting()
    for claimed in _matters(alerts, channel.id):
        waiting.add(claimed.alert.created, [claimed])
    sent: deque[tuple[datetime, tuple[str, ...]]] = deque()
    longest = max((throttle.period for throttle in _throttles(channel, urgencies)), default=timedelta())
    for now, claims in waiting.claim():
        while sent and sent[0][0] <= now - longest:
            sent.popleft()
        ready: list[Ready] = []
        tally = _tally(channel, claims, urgencies, sent, now)
        for one in claims:
            match calm.decided(one, channel.calm, urgencies, {}, tally, now):
                case calm.Tell(heard):
                    ready.append((one, heard))
                case calm.Hold(until, why):
                    waiting.add(until, [replace(one, delivery=replace(one.delivery, held=why))])
        for parcel in parcels(ready, channel.id):
            sent.append((now, tuple(sorted({alert.watch_id for alert in parcel.alerts}))))
            yield _arrival(parcel, channel, now)


def _throttles(channel: Channel, urgencies: Mapping[str, Urgency]) -> Iterator[Throttle]:
    throttles = (channel.calm.throttle, *(urgency.throttle for urgency in urgencies.values()))
    yield from (throttle for throttle in throttles if throttle)


def _tally(
    channel: Channel,
    claims: Sequence[Claimed],
    urgencies: Mapping[str, Urgency],
    sent: Iterable[tuple[datetime, tuple[str, ...]]],
    now: datetime,
) -> calm.Tally:
    """What was sent within each throttle's time: of the channel, and of the watches that are told."""
    names = {alert.watch_id for one in claims for alert in one.alerts}
    throttles: dict[str, Throttle | None] = {name: urgencies.get(name, ORDINARY).throttle for name in names}
    throttles[""] = channel.calm.throttle
    return calm.Tally(
        {
            name: [at for at, watches in sent if at > now - throttle.period and (not name or name in watches)]
            for name, throttle in throttles.items()
            if throttle
        }
    )


def _matters(alerts: Sequence[Alert], channel: str) -> Iterator[Claimed]:
    """Alerts of one article at one moment are one delivery, that of the most urgent."""
    together: dict[tuple[datetime, str], list[Alert]] = {}
    for alert in alerts:
        together.setdefault((alert.created, alert.article_id), []).append(alert)
    for group in together.values():
        first, *others = sorted(group, key=lambda one: one.rank, reverse=True)
        yield Claimed(alert=first, delivery=Delivery(channel=channel, state="pending"), also=tuple(others))


def _alert(told: Told, watch: Watch) -> Alert:
    return Alert(
        id=f"{told.watch_id}:{told.story_id}:{told.anew}",
        watch_id=told.watch_id,
        watch_title=watch.title,
        severity=watch.severity,
        article_id=told.article_id,
        title=told.title,
        url="",
        source="",
        feed_id=told.feed_id,
        reason="",
        passage=told.sentence,
        published=told.at,
        created=told.at,
        channels=watch.channels,
        story=Story(id=told.story_id, escalation=int(told.anew > 0)),
        breaking=watch.urgency.breaking,
    )


def _arrival(parcel: Parcel, channel: Channel, at: datetime) -> Arrival:
    waits = [at - one.alert.created for one in parcel.of]
    return Arrival(
        channel=channel.id,
        at=at,
        alerts=tuple((alert.watch_id, alert.article_id) for alert in parcel.alerts),
        held=next((one.delivery.held for one in parcel.of if one.delivery.held), ""),
        digest=bool(parcel.bundle),
        waited=max(waits, default=timedelta()),
    )
