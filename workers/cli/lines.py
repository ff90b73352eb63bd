"""The running system as log lines: what changed, for a terminal without a screen and for a log file."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from workers.cli.lookout import Look
from workers.cli.snapshot import State
from workers.ports import Clock
from workers.supervisor import State as Service

log = structlog.get_logger()

SELDOM = timedelta(seconds=10)  # between two lines of figures


class Lines:
    """Writes a line for each new alert, each feed or service that fails or recovers, and the figures."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._figures: dict[str, object] = {}
        self._figures_at: datetime | None = None
        self._alerts: set[str] | None = None
        self._failing: dict[str, str | None] = {}
        self._up: dict[str, bool] = {}
        self._trouble: str | None = None

    def show(self, look: Look, services: Sequence[Service]) -> None:
        """Writes what differs from the last look."""
        self._tell_services(services)
        if look.trouble != self._trouble:
            self._trouble = look.trouble
            if look.trouble:
                log.warning("state.unknown", reason=look.trouble)
        if look.state:
            self._tell_feeds(look.state)
            self._tell_alerts(look.state)
            self._tell_figures(look.state)

    def _tell_services(self, services: Sequence[Service]) -> None:
        for service in services:
            if self._up.get(service.name) == service.up:
                continue
            self._up[service.name] = service.up
            if service.up:
                log.info("service.up", service=service.name, pid=service.pid, restarts=service.restarts)
            else:
                log.warning("service.down", service=service.name, restarts=service.restarts)

    def _tell_feeds(self, state: State) -> None:
        failing = {feed.id: visit.reason for feed, visit, _ in state.failing}
        for feed, _, due in state.failing:
            if feed.id not in self._failing:
                again = due.isoformat() if due else None
                log.warning("feed.failing", feed=feed.id, reason=failing[feed.id], next=again)
        for feed_id in self._failing.keys() - failing.keys():
            log.info("feed.recovered", feed=feed_id)
        self._failing = failing

    def _tell_alerts(self, state: State) -> None:
        """Leaves out what was raised before the first look: an earlier run told of it."""
        known = self._alerts
        self._alerts = {raised.alert.id for raised in state.alerts}
        for raised in reversed(state.alerts):
            alert = raised.alert
            if known is not None and alert.id not in known:
                log.info(
                    "alert",
                    watch=alert.watch_title,
                    severity=alert.severity,
                    title=alert.title,
                    passage=alert.passage,
                    reason=alert.reason,
                    url=alert.url,
                    article_id=alert.article_id,
                    feed=alert.feed_id,
                    trace_id=alert.trace_id,
                )

    def _tell_figures(self, state: State) -> None:
        now = self._now()
        figures: dict[str, object] = {
            "feeds": state.feeds,
            "due": state.due,
            "polled": state.polled,
            "failing": len(state.failing),
            "waiting": sum(state.backlog.values()),
            "indexed": state.indexed,
            "alerts": state.counts.get("alerted", 0),
            "dead_letters": state.dead,
        }
        soon = self._figures_at is not None and now - self._figures_at < SELDOM
        if figures != self._figures and not soon:
            self._figures, self._figures_at = figures, now
            log.info("state", **figures)
