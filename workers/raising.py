"""Alerts are written down, then passed on: to be delivered, and to be recorded where they are new."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from workers.news.alert import Alert
from workers.outgoing import Outbox
from workers.ports import Notebook, Relay

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Raising:
    """Where alerts are written, and who passes them on."""

    outbox: Outbox
    notebook: Notebook
    relay: Relay

    def __call__(self, alerts: Sequence[Alert]) -> None:
        """Writes alerts down and passes them on."""
        self.pass_on(alerts, self.keep(alerts))

    def keep(self, alerts: Sequence[Alert]) -> list[str]:
        """Writes alerts down; gives the ids of those that were not there yet.

        From here on none is lost: one that nobody passes on is found overdue.
        """
        new: list[str] = []
        for alert in alerts:
            if self.outbox.put(alert):
                new.append(alert.id)
                log.info("alert.raised", alert_id=alert.id, watch=alert.watch_id, reason=alert.reason)
        if new:
            self.notebook.count(alerted=len(new))
        return new

    def pass_on(self, alerts: Sequence[Alert], new: Sequence[str]) -> None:
        """Asks for the delivery of all, for they may have been lost before, and for a record of the new."""
        self.relay.pass_on("deliver", [alert.id for alert in alerts])
        self.relay.pass_on("record", new)
