"""Writes alerts to the log: the channel that needs nothing."""

import logging

import structlog

from workers.news.alert import Alert, Story
from workers.news.channel import Channel
from workers.news.errors import Permanent
from workers.news.notice import Notice

log = structlog.get_logger()


class LogCourier:
    """Logs an `alert` line a notice's alert, with every field that a person or a SIEM wants."""

    def deliver(self, notice: Notice, channel: Channel) -> str:
        """Logs one line an alert, as a warning; raises Permanent where the log level would drop it."""
        if not log.is_enabled_for(logging.WARNING):
            raise Permanent(
                f"channel '{channel.id}': set BEFFROI_LOG_LEVEL to warning or lower to see alerts"
            )
        for alert in notice.alerts:
            log.warning(
                "alert", delivery_id=notice.id, channel=channel.id, form=notice.form, **_fields(alert)
            )
        return ""


def _fields(alert: Alert) -> dict[str, object]:
    story = alert.story or Story(id="")
    told = {
        "story_id": story.id,
        "escalation": story.escalation,
        "news": list(story.news),
        "outlets": story.outlets,
    }
    return {
        "alert_id": alert.id,
        "watch": alert.watch_id,
        "watch_title": alert.watch_title,
        "severity": alert.severity,
        "article_id": alert.article_id,
        "feed": alert.feed_id,
        "trace_id": alert.trace_id,
        "title": alert.title,
        "url": alert.url,
        "source": alert.source,
        "reason": alert.reason,
        "passage": alert.passage,
        **told,
        "countries": alert.countries,
        "published": alert.published.isoformat() if alert.published else None,
        "seen": alert.seen.isoformat() if alert.seen else None,
        "created": alert.created.isoformat(),
    }
