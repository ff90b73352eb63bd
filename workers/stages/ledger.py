"""An alert as the index holds it: for Kibana, flat, with the times of every stage."""

from datetime import datetime, timedelta

from workers.news.alert import Alert, Delivery, Raised
from workers.news.vote import DULL, TRUE

ALIAS = "beffroi-alerts"
"""What is searched: all years, all mapping versions."""

TEMPLATE = "beffroi-alerts-v1"
PATTERN = f"{TEMPLATE}-*"

Entry = dict[str, object]


def index_name(raised: Raised) -> str:
    """Gives the index of the year in which it was raised, such as beffroi-alerts-v1-2026."""
    return f"{TEMPLATE}-{raised.alert.created.year}"


def entry(raised: Raised) -> Entry:
    """Gives the fields; `sent` and the durations are of the message that arrived first."""
    alert = raised.alert
    return {
        "@timestamp": _stamp(alert.created),
        "id": alert.id,
        "watch": alert.watch_id,
        "watch_title": alert.watch_title,
        "severity": alert.severity,
        "breaking": alert.breaking,
        "article": alert.article_id,
        "title": alert.title,
        "url": alert.url,
        "source": alert.source,
        "feed": alert.feed_id,
        "reason": alert.reason,
        "passage": alert.passage,
        "terms": [one.term for one in alert.fired],
        "agencies": list(alert.agencies),
        "countries": list(alert.countries),
        "places": list(alert.places),
        "published": _stamp(alert.published),
        "seen": _stamp(alert.seen),
        "matched": _stamp(alert.created),
        **_story(alert),
        **_voted(raised.verdict),
        **_went(raised),
    }


def _voted(verdict: str) -> Entry:
    """`as_meant` is 1 or 0, so that its mean is the precision; what was right and dull is neither."""
    if not verdict:
        return {}
    return {"verdict": verdict} | ({} if verdict == DULL else {"as_meant": float(verdict == TRUE)})


def _story(alert: Alert) -> Entry:
    if alert.story is None:
        return {}
    return {
        "story": alert.story.id,
        "outlets": alert.story.outlets,
        "first_outlet": alert.story.first_outlet,
        "escalation": alert.story.escalation,
        "news": list(alert.story.news),
    }


def _went(raised: Raised) -> Entry:
    """Where it went, and how long it took where it was not held back by wish."""
    alert = raised.alert
    sent = sorted((one for one in raised.deliveries if one.state == "sent" and one.at), key=_sent_at)
    told: Entry = {
        "channels": [one.channel for one in raised.deliveries],
        "states": sorted({one.state for one in raised.deliveries}),
        "failed_channels": [one.channel for one in raised.deliveries if one.state == "failed"],
        "errors": sorted({one.error for one in raised.deliveries if one.error}),
        "deliveries": [_delivery(one) for one in raised.deliveries],
        "sent": _stamp(sent[0].at) if sent else None,
    }
    straight = [one for one in sent if not one.held and one.begun and one.at]
    if straight:
        begun, at = straight[0].begun or alert.created, straight[0].at or alert.created
        told |= {
            "reading_ms": _ms(alert.created - (alert.seen or alert.created)),
            "waiting_ms": _ms(begun - alert.created),
            "sending_ms": _ms(at - begun),
            "total_ms": _ms(at - (alert.seen or alert.created)),
        }
    return told


def _delivery(one: Delivery) -> Entry:
    return {
        "channel": one.channel,
        "state": one.state,
        "attempts": one.attempts,
        "begun": _stamp(one.begun),
        "sent": _stamp(one.at),
        "error": one.error,
        "held": one.held or None,
        "escalated": one.escalated,
    }


def _sent_at(one: Delivery) -> float:
    return one.at.timestamp() if one.at else 0.0


def _stamp(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _ms(took: timedelta) -> int:
    return max(0, round(took.total_seconds() * 1000))
