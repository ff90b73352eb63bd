"""Alerts that an earlier version wrote are delivered by this one."""

from datetime import timedelta

import msgspec

from facts import NOON, alert
from outboxes import LEASE, STORY
from workers.edges.redis.outbox import ALERTS, CHANNELS, RedisOutbox

NEW = {"seen", "marks", "fired", "conditions", "agencies", "countries", "places", "story", "breaking"}
"""Fields that the first versions did not have."""


def test_what_waits_under_an_id_made_of_the_article_is_sent_as_it_stands(store):
    plain = msgspec.to_builtins(alert("a" * 32))
    old = {name: value for name, value in plain.items() if name not in NEW}
    store.set(f"beffroi:alert:{'a' * 32}", msgspec.json.encode(old))
    store.hset(f"beffroi:deliveries:{'a' * 32}", "desk", b'{"channel":"desk","state":"pending"}')
    store.zadd("beffroi:pending:desk", {"a" * 32: NOON.timestamp()})
    store.zadd(ALERTS, {"a" * 32: NOON.timestamp()})
    store.sadd(CHANNELS, "desk")
    outbox = RedisOutbox(store)
    assert outbox.overdue(NOON, most=9) == ["a" * 32]
    outbox.put(alert("b" * 32, story=STORY, created=NOON + timedelta(seconds=1)))
    told = outbox.claim("desk", NOON + timedelta(minutes=1), most=9, lease=LEASE)
    assert [(one.alert.id, one.alert.title) for one in told] == [
        ("a" * 32, alert().title),
        ("b" * 32, alert().title),
    ]
