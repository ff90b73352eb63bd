"""Alerts on their way to people, a channel at a time: claimed, decided, begun, sent, settled.

The order is that of every step: get, decide, keep, pass on, tick off. It may be done twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from structlog.contextvars import bound_contextvars

from workers.news.alert import Alert, Claimed
from workers.news.calm import ORDINARY, Throttle, Urgency
from workers.news.channel import Channel
from workers.news.errors import Busy, Doubtful, Permanent, Transient
from workers.news.line import Latency
from workers.news.notice import Links
from workers.outgoing import Courier, Lines, Outbox, Remarks
from workers.ports import Clock, Notebook
from workers.stages import calm, trouble
from workers.stages.parcels import MOST, Parcel, Ready, notice, parcels
from workers.stages.retry import MOST_ATTEMPTS, next_attempt, pause

log = structlog.get_logger()

FAIR_SHARE = 0.3  # of the lease, after which the rest of a batch is given back


@dataclass(frozen=True, kw_only=True)
class Delivering:
    """What the pipeline has that deliveries need."""

    channels: Mapping[str, Channel]
    couriers: Mapping[str, Courier]
    urgencies: Callable[[], Mapping[str, Urgency]]
    """What watches ask of their alerts, by id; they may be renewed while the worker runs."""
    outbox: Outbox
    lines: Lines
    remarks: Remarks
    notebook: Notebook
    link: Callable[[Alert], Links]
    now: Clock
    jitter: Callable[[], float]
    desk: tuple[str, ...]
    patience: timedelta
    bury: Callable[[str, str, str], None]
    alarm: Callable[[Sequence[Alert]], None]
    record: Callable[[Sequence[str]], None]
    """Asks for alerts to be written into the index, as they are by then."""

    def drain(self, channel_id: str) -> bool:
        """Tells what is due on a channel; gives whether there was anything, so that there may be more."""
        now = self.now()
        paused = self.lines.line(channel_id).paused_until
        if paused and paused > now:
            return False
        claimed = self.outbox.claim(channel_id, now, most=MOST, lease=self.patience)
        if not claimed:
            return False
        channel = self.channels.get(channel_id)
        if channel is None:
            reason = f"channel '{channel_id}' is no longer in feeds.yaml"
            self._give_up(channel_id, [one.alert.id for one in claimed], reason)
            return True
        more = self._tell(channel, parcels(self._decided(channel, claimed, now), channel_id), now)
        self.record([alert.id for one in claimed for alert in one.alerts])
        return more

    def _decided(self, channel: Channel, claimed: Sequence[Claimed], now: datetime) -> list[Ready]:
        """Holds and silences what must not be told now; gives the rest."""
        mutes = self.remarks.mutes(now)
        tally = self._tally(channel, claimed, now)
        ready: list[Ready] = []
        for one in claimed:
            match calm.decided(one, channel.calm, self.urgencies(), mutes, tally, now):
                case calm.Tell(alerts):
                    ready.append((one, alerts))
                case calm.Hold(until, why):
                    self.outbox.postpone([one.alert.id], channel.id, until, held=why)
                    log.info("alert.held", alert_id=one.alert.id, channel=channel.id, why=why)
                case calm.Silence():
                    self.outbox.settle([one.alert.id], channel.id, "muted", now)
                    log.info("alert.muted", alert_id=one.alert.id, channel=channel.id)
        return ready

    def _urgency(self, watch_id: str) -> Urgency:
        return self.urgencies().get(watch_id, ORDINARY)

    def _tally(self, channel: Channel, claimed: Sequence[Claimed], now: datetime) -> calm.Tally:
        watches = {alert.watch_id for one in claimed for alert in one.alerts}
        throttles: dict[str, Throttle | None] = {"": channel.calm.throttle}
        throttles |= {watch: self._urgency(watch).throttle for watch in watches}
        return calm.Tally(
            {
                watch: self.lines.told_since(channel.id, watch, now - throttle.period)
                for watch, throttle in throttles.items()
                if throttle
            }
        )

    def _tell(self, channel: Channel, ready: Sequence[Parcel], since: datetime) -> bool:
        """Sends one parcel after the other; gives the rest back where the channel is to be left alone."""
        for place, parcel in enumerate(ready):
            with bound_contextvars(**_about(parcel)):
                rest_at = self._send(channel, parcel)
            if rest_at is None and self.now() - since > FAIR_SHARE * self.patience:
                rest_at = self.now()
            if rest_at is not None:
                rest = [id for later in ready[place + 1 :] for id in later.ids]
                self.outbox.postpone(rest, channel.id, rest_at)
                return rest_at <= self.now()
        return True

    def _send(self, channel: Channel, parcel: Parcel) -> datetime | None:
        """Makes one attempt; gives until when the channel is to be left alone, None where it need not be."""
        if parcel.attempts >= MOST_ATTEMPTS:  # none of them came to an end
            self._give_up(channel.id, parcel.ids, f"{MOST_ATTEMPTS} attempts that broke off")
            return None
        begun_at = self.now()
        begun = self.outbox.begin(parcel.ids, channel.id, begun_at, lease=self.patience, bundle=parcel.bundle)
        if len(begun) < len(parcel.ids):  # another alert of the story has taken it over, or another worker
            self.outbox.postpone(begun, channel.id, begun_at)
            return None
        try:
            courier = self._courier(channel)
            remark = courier.deliver(notice(parcel, channel, self.link, begun_at), channel)
        except Transient as error:
            return self._postpone(channel, parcel, error)
        except Permanent as error:
            self._give_up(channel.id, parcel.ids, str(error))
            return None
        self._arrived(channel, parcel, remark, begun_at)
        return None

    def _courier(self, channel: Channel) -> Courier:
        try:
            return self.couriers[channel.kind]
        except KeyError as error:
            raise Permanent(f"channel '{channel.id}' is of an unknown kind '{channel.kind}'") from error

    def _arrived(self, channel: Channel, parcel: Parcel, remark: str, begun_at: datetime) -> None:
        now = self.now()
        told = dict.fromkeys((*parcel.ids, *(alert.id for alert in parcel.alerts)))  # joined ones too
        self.outbox.settle(list(told), channel.id, "sent", now, error=remark or None)
        watches = sorted({alert.watch_id for alert in parcel.alerts})
        self.lines.worked(channel.id)
        if channel.calm.throttle or any(self._urgency(watch).throttle for watch in watches):
            self.lines.tell(channel.id, watches, now)
        self.notebook.count(delivered=len(parcel.ids))
        self._remind(channel, parcel, now)
        if remark:
            log.warning("alert.partly_sent", channel=channel.id, remark=remark)
            self.alarm([trouble.incomplete(channel.id, remark, self.desk, now)])
        if not parcel.held:
            self._took(channel, parcel.alerts[0], begun_at, now)
        log.info(
            "alert.sent", alert_id=parcel.ids[0], channel=channel.id, watches=watches, alerts=len(parcel.ids)
        )

    def _remind(self, channel: Channel, parcel: Parcel, now: datetime) -> None:
        """Asks to look again whether it was acknowledged, where channel or watch want it so."""
        for one in parcel.of:
            escalation = self._urgency(one.alert.watch_id).escalation or channel.calm.escalation
            if escalation and escalation.to != channel.id and not one.delivery.escalated:
                self.outbox.remind(one.alert.id, escalation.to, now + escalation.after)

    def _took(self, channel: Channel, alert: Alert, begun_at: datetime, now: datetime) -> None:
        took = Latency(
            watch=alert.watch_id,
            channel=channel.id,
            reading=max(alert.created - (alert.seen or alert.created), timedelta()),
            waiting=max(begun_at - alert.created, timedelta()),
            sending=max(now - begun_at, timedelta()),
        )
        self.lines.took(took)
        slo = self._urgency(alert.watch_id).slo
        if slo and took.total > slo:
            self.alarm([trouble.late(alert, channel, took.total, slo, self.desk, now)])

    def _postpone(self, channel: Channel, parcel: Parcel, error: Transient) -> datetime | None:
        now = self.now()
        wait = next_attempt(parcel.attempts + 1, error.after, self.jitter())
        rest = pause(self.lines.failed(channel.id), error.after, self.jitter())
        if isinstance(error, Busy):
            rest = max(rest or error.after, error.after)
        if rest:
            self.lines.pause(channel.id, now + rest)
        if wait is None:
            self._give_up(channel.id, parcel.ids, f"{error} ({MOST_ATTEMPTS} attempts)")
        else:
            doubtful = isinstance(error, Doubtful)
            self.outbox.postpone(
                parcel.ids, channel.id, now + wait, error=str(error), doubtful=doubtful or parcel.doubtful
            )
            log.warning("alert.postponed", channel=channel.id, error=str(error), wait=str(wait))
        return now + rest if rest else None

    def _give_up(self, channel_id: str, alert_ids: Sequence[str], reason: str) -> None:
        now = self.now()
        self.outbox.settle(alert_ids, channel_id, "failed", now, error=reason)
        for alert_id in alert_ids:
            self.bury("deliver", alert_id, f"channel '{channel_id}': {reason}")
        self.alarm([trouble.refused(channel_id, reason, self.desk, now)])

    def escalate(self, most: int) -> list[str]:
        """Adds channels to alerts that nobody has acknowledged in time; gives those alerts."""
        now = self.now()
        extended = []
        for alert_id, channel_id in self.outbox.reminders(now, most=most):
            if self.remarks.acknowledged(alert_id) is None and self.outbox.extend(alert_id, channel_id, now):
                extended.append(alert_id)
                log.warning("alert.escalated", alert_id=alert_id, channel=channel_id)
            self.outbox.forget_reminder(alert_id, channel_id)
        return extended


def _about(parcel: Parcel) -> dict[str, str]:
    alert = parcel.alerts[0]
    return {"article_id": alert.article_id, "feed": alert.feed_id, "trace_id": alert.trace_id}
