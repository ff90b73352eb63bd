"""Writes alerts to the log: the channel that needs nothing."""

import logging

import structlog

from workers.news.alert import Alert, Channel
from workers.news.errors import Permanent

log = structlog.get_logger()


class LogCourier:
    """Logs an `alert` line with every field that a person or a SIEM wants."""

    def deliver(self, alert: Alert, channel: Channel) -> None:
        """Logs one line, as a warning; raises Permanent where the log level would drop it."""
        if not log.is_enabled_for(logging.WARNING):
            raise Permanent(
                f"channel '{channel.id}': set BEFFROI_LOG_LEVEL to warning or lower to see alerts"
            )
        log.warning(
            "alert",
            alert_id=alert.id,
            channel=channel.id,
            watch=alert.watch_id,
            watch_title=alert.watch_title,
            severity=alert.severity,
            article_id=alert.article_id,
            feed=alert.feed_id,
            trace_id=alert.trace_id,
            title=alert.title,
            url=alert.url,
            source=alert.source,
            reason=alert.reason,
            passage=alert.passage,
            story_id=alert.story_id,
            escalation=alert.escalation,
            news=list(alert.news),
            outlets=alert.outlets,
            published=alert.published.isoformat() if alert.published else None,
            created=alert.created.isoformat(),
        )
