"""What tests ask of an outbox."""

from datetime import timedelta

from facts import NOON, alert
from workers.news.alert import Story

LEASE = timedelta(minutes=5)
SOON = NOON + timedelta(minutes=1)
STORY = Story(id="s1")


def claimed(outbox, at=NOON, channel="desk", most=9):
    return [one.alert.id for one in outbox.claim(channel, at, most=most, lease=LEASE)]


def delivery(outbox, name="a1", channel="desk"):
    return next(one for one in outbox.raised(name).deliveries if one.channel == channel)


def alone(name, **other):
    """An alert of a matter of its own."""
    return alert(name, **{"article_id": name} | other)
