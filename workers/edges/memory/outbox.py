"""Alerts and their deliveries, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from workers.news.alert import TOGETHER, Alert, Claimed, Delivery, Raised

Key = tuple[str, str]
"""Alert and channel."""


@dataclass
class MemoryOutbox:
    """Alerts by id, deliveries by alert and channel, and from when each may be claimed."""

    written: dict[str, Alert] = field(default_factory=dict)
    deliveries: dict[Key, Delivery] = field(default_factory=dict)
    pending: dict[Key, datetime] = field(default_factory=dict)
    told: dict[Key, str] = field(default_factory=dict)
    """Channel and matter to the alert that tells of it there."""
    reminded: dict[Key, datetime] = field(default_factory=dict)

    def put(self, alert: Alert) -> bool:
        """Writes the alert with a pending delivery a channel, or one joined to another's."""
        if alert.id in self.written:
            return False
        self.written[alert.id] = alert
        for channel in alert.channels:
            self._put(alert, channel)
        return True

    def _put(self, alert: Alert, channel: str) -> None:
        tellers = {matter: self._teller(channel, matter, alert) for matter in alert.around}
        first = next((tellers[matter] for matter in alert.matters if tellers[matter]), None)
        if first and alert.rank <= self.written[first].rank:
            self._join(alert.id, channel, first)
            told = first
        else:
            if first in self._waiting(channel):
                del self.pending[first, channel]
                self._join(first, channel, alert.id)
            self.deliveries[alert.id, channel] = Delivery(channel=channel, state="pending")
            self.pending[alert.id, channel] = alert.created
            told = alert.id
        for matter, teller in tellers.items():
            if (first and teller == first) or (teller is None and matter in alert.matters):
                self.told[channel, matter] = told

    def _teller(self, channel: str, matter: str, alert: Alert) -> str | None:
        """The alert that tells of a matter on a channel, or is about to."""
        first = self.told.get((channel, matter))
        if first is None or alert.created - self.written[first].created > TOGETHER:
            return None
        while self.deliveries[first, channel].state == "joined":
            first = self.deliveries[first, channel].joined
        own = alert.is_anew and self.written[first].watch_id == alert.watch_id
        return first if self.deliveries[first, channel].state != "muted" and not own else None

    def _waiting(self, channel: str) -> set[str]:
        return {id for id, to in self.pending if to == channel and self.deliveries[id, to].state == "pending"}

    def _join(self, alert_id: str, channel: str, first: str) -> None:
        told = self.deliveries.get((first, channel))
        sent = told is not None and told.state == "sent"
        self.deliveries[alert_id, channel] = Delivery(
            channel=channel,
            state="sent" if sent else "joined",
            at=told.at if told and sent else None,
            joined=first,
        )

    def channels(self, alert_ids: Sequence[str]) -> list[str]:
        """The channels that these alerts go to."""
        return list(dict.fromkeys(channel for alert_id, channel in self.deliveries if alert_id in alert_ids))

    def claim(self, channel: str, now: datetime, *, most: int, lease: timedelta) -> list[Claimed]:
        """The channel's deliveries due now, leased."""
        due = sorted((at, key) for key, at in self.pending.items() if key[1] == channel and at <= now)
        bundles = {self.deliveries[key].bundle for _, key in due[:most]} - {""}
        keys = [key for _, key in due[:most]]
        keys += [
            key
            for key in self.pending
            if key[1] == channel and self.deliveries[key].bundle in bundles and key not in keys
        ]
        self.pending.update(dict.fromkeys(keys, now + lease))
        return [
            Claimed(alert=self.written[key[0]], delivery=self.deliveries[key], also=self._joined(key))
            for key in keys
        ]

    def _joined(self, key: Key) -> tuple[Alert, ...]:
        names = {key[0]}
        for _ in self.deliveries:  # one joined to one that was joined since
            names |= {id for (id, to), one in self.deliveries.items() if to == key[1] and one.joined in names}
        return tuple(self.written[id] for id in sorted(names - {key[0]}))

    def begin(
        self, alert_ids: Sequence[str], channel: str, now: datetime, *, lease: timedelta, bundle: str = ""
    ) -> list[str]:
        """Notes that deliveries are being sent."""
        begun = [id for id in alert_ids if (id, channel) in self.pending]
        for key in ((id, channel) for id in begun):
            last = self.deliveries[key]
            self.deliveries[key] = replace(
                last,
                state="sending",
                attempts=last.attempts + 1,
                begun=now,
                bundle=bundle or last.bundle,
                doubtful=last.doubtful or last.state == "sending",
            )
            self.pending[key] = now + lease
        return begun

    def settle(
        self, alert_ids: Sequence[str], channel: str, state: str, now: datetime, *, error: str | None = None
    ) -> None:
        """Ends deliveries."""
        for key in ((id, channel) for id in alert_ids):
            self.deliveries[key] = replace(self.deliveries[key], state=state, at=now, error=error)
            self.pending.pop(key, None)

    def postpone(
        self,
        alert_ids: Sequence[str],
        channel: str,
        until: datetime,
        *,
        error: str | None = None,
        held: str = "",
        doubtful: bool = False,
    ) -> None:
        """Gives deliveries back."""
        for key in ((id, channel) for id in alert_ids):
            last = self.deliveries[key]
            self.deliveries[key] = replace(
                last,
                state="pending",
                error=error or last.error,
                held=held or last.held,
                doubtful=doubtful or last.doubtful,
            )
            self.pending[key] = until

    def extend(self, alert_id: str, channel: str, now: datetime) -> bool:
        """Adds a channel to an alert."""
        if (alert_id, channel) in self.deliveries:
            return False
        self.deliveries[alert_id, channel] = Delivery(channel=channel, state="pending", escalated=True)
        self.pending[alert_id, channel] = now
        return True

    def remind(self, alert_id: str, channel: str, at: datetime) -> None:
        """Asks to be told at `at`."""
        self.reminded[alert_id, channel] = at

    def reminders(self, now: datetime, *, most: int) -> list[tuple[str, str]]:
        """Those due."""
        return [key for key, at in self.reminded.items() if at <= now][:most]

    def forget_reminder(self, alert_id: str, channel: str) -> None:
        """Drops one."""
        self.reminded.pop((alert_id, channel), None)

    def overdue(self, now: datetime, *, most: int) -> list[str]:
        """Alerts with a delivery that is due and not leased, one a channel."""
        due = {channel: alert_id for (alert_id, channel), at in self.pending.items() if at <= now}
        return list(dict.fromkeys(due.values()))[:most]

    def alerts(self, *, most: int) -> list[Raised]:
        """The newest alerts first."""
        newest = sorted(self.written.values(), key=lambda alert: alert.created, reverse=True)
        return [self._raised(alert) for alert in newest[:most]]

    def raised(self, alert_id: str) -> Raised | None:
        """One alert with its deliveries."""
        alert = self.written.get(alert_id)
        return self._raised(alert) if alert else None

    def _raised(self, alert: Alert) -> Raised:
        went = {channel: one for (id, channel), one in self.deliveries.items() if id == alert.id}
        order = dict.fromkeys((*alert.channels, *sorted(went)))
        return Raised(alert=alert, deliveries=tuple(went[channel] for channel in order if channel in went))

    def reopen(self, alert_id: str, now: datetime) -> bool:
        """Makes failed deliveries pending again."""
        return self._again(alert_id, now, frozenset({"failed"}), resent=0)

    def resend(self, alert_id: str, now: datetime) -> bool:
        """Makes every settled delivery pending again, as another message."""
        return self._again(alert_id, now, frozenset({"failed", "sent", "muted", "joined"}), resent=1)

    def _again(self, alert_id: str, now: datetime, states: frozenset[str], *, resent: int) -> bool:
        keys = [key for key, one in self.deliveries.items() if key[0] == alert_id and one.state in states]
        for key in keys:
            self.deliveries[key] = Delivery(
                channel=key[1], state="pending", resent=self.deliveries[key].resent + resent
            )
            self.pending[key] = now
        return bool(keys)
