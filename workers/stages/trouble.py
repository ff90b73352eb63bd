"""What the desk is told of alerts themselves: a channel that refuses, an alert that came too late."""

import hashlib
from datetime import datetime, timedelta

from workers.news.alert import Alert
from workers.news.channel import Channel

WATCH = "alert-health"
TITLE = "Santé des alertes"
LATE_AGAIN = timedelta(hours=1)  # one word an hour and watch is enough


def refused(channel_id: str, reason: str, desk: tuple[str, ...], now: datetime) -> Alert:
    """Gives the alert that a channel refuses messages for good; one a channel and day."""
    others = tuple(one for one in desk if one != channel_id) or (("log",) if desk else ())
    return _alert(
        f"{channel_id}\n{now:%Y-%m-%d}",
        f"Le canal « {channel_id} » refuse les alertes",
        reason,
        others,
        now,
    )


def incomplete(channel_id: str, remark: str, desk: tuple[str, ...], now: datetime) -> Alert:
    """Gives the alert that a channel reaches only some of its people; one a channel, remark and day."""
    name = f"{channel_id}\n{remark}\n{now:%Y-%m-%d}"
    title = f"Le canal « {channel_id} » n’atteint pas tous ses destinataires"
    return _alert(name, title, remark, desk, now)


def late(
    alert: Alert, channel: Channel, took: timedelta, slo: timedelta, desk: tuple[str, ...], now: datetime
) -> Alert:
    """Gives the alert that one came later than its watch allows; one a watch and hour."""
    hour = int(now.timestamp() // LATE_AGAIN.total_seconds())
    title = f"La veille « {alert.watch_title} » a alerté trop tard"
    seconds, allowed = f"{took.total_seconds():.0f} s", f"{slo.total_seconds():.0f} s"
    told = f"{seconds} jusqu’au canal « {channel.id} », pour {allowed} permises."
    return _alert(f"slo\n{alert.watch_id}\n{hour}", title, told, desk, now)


def _alert(name: str, title: str, told: str, channels: tuple[str, ...], now: datetime) -> Alert:
    id = hashlib.blake2b(f"{WATCH}\n{name}".encode(), digest_size=16).hexdigest()
    return Alert(
        id=id,
        watch_id=WATCH,
        watch_title=TITLE,
        severity="high",
        article_id=id,
        title=title,
        url="",
        source="Beffroi",
        feed_id="",
        reason=title,
        passage=told,
        published=None,
        created=now,
        channels=channels,
        breaking=True,
    )
