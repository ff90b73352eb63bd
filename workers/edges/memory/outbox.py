"""Alerts and their deliveries, in memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from workers.news.alert import Alert, Delivery, Raised


@dataclass
class MemoryOutbox:
    """Alerts by id, deliveries by alert and channel, and from when each may be claimed."""

    written: dict[str, Alert] = field(default_factory=dict)
    deliveries: dict[tuple[str, str], Delivery] = field(default_factory=dict)
    pending: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def put(self, alert: Alert) -> bool:
        """Writes the alert with a pending delivery a channel."""
        if alert.id in self.written:
            return False
        self.written[alert.id] = alert
        for channel in alert.channels:
            self.deliveries[alert.id, channel] = Delivery(channel=channel, state="pending")
            self.pending[alert.id, channel] = alert.created
        return True

    def claim(self, alert_id: str, now: datetime, *, lease: timedelta) -> tuple[Alert, list[Delivery]] | None:
        """The alert and its deliveries due now, leased."""
        due = [key for key, at in self.pending.items() if key[0] == alert_id and at <= now]
        self.pending.update(dict.fromkeys(due, now + lease))
        return (self.written[alert_id], [self.deliveries[key] for key in due]) if due else None

    def sent(self, alert_id: str, channel: str, now: datetime) -> None:
        """Settles a delivery."""
        self._settle((alert_id, channel), "sent", None, now)

    def fail(self, alert_id: str, channel: str, error: str, now: datetime) -> None:
        """Gives a delivery up."""
        self._settle((alert_id, channel), "failed", error, now)

    def _settle(self, key: tuple[str, str], state: str, error: str | None, now: datetime) -> None:
        last = self.deliveries[key]
        self.deliveries[key] = replace(last, state=state, attempts=last.attempts + 1, at=now, error=error)
        self.pending.pop(key, None)

    def postpone(self, alert_id: str, channel: str, error: str, until: datetime) -> int:
        """Notes a failed attempt."""
        last = self.deliveries[alert_id, channel]
        self.deliveries[alert_id, channel] = replace(last, attempts=last.attempts + 1, error=error)
        self.pending[alert_id, channel] = until
        return last.attempts + 1

    def overdue(self, now: datetime, *, most: int) -> list[str]:
        """Alerts with a delivery that is due and not leased."""
        return list(dict.fromkeys(key[0] for key, at in self.pending.items() if at <= now))[:most]

    def alerts(self, *, most: int) -> list[Raised]:
        """The newest alerts first."""
        newest = sorted(self.written.values(), key=lambda alert: alert.created, reverse=True)
        return [
            Raised(
                alert=alert,
                deliveries=tuple(self.deliveries[alert.id, channel] for channel in alert.channels),
            )
            for alert in newest[:most]
        ]

    def reopen(self, alert_id: str, now: datetime) -> bool:
        """Makes failed deliveries pending again."""
        failed = [key for key, one in self.deliveries.items() if key[0] == alert_id and one.state == "failed"]
        for key in failed:
            self.deliveries[key] = Delivery(channel=key[1], state="pending")
            self.pending[key] = now
        return bool(failed)
