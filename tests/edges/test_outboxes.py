"""Every Outbox writes an alert once and gives each delivery to one worker at a time until it is settled."""

from datetime import timedelta

import pytest

from facts import NOON, alert
from workers.edges.memory.outbox import MemoryOutbox
from workers.edges.redis.outbox import RedisOutbox

LEASE = timedelta(minutes=5)
SOON = NOON + timedelta(minutes=1)


@pytest.fixture(params=["memory", "redis"])
def outbox(request):
    if request.param == "memory":
        return MemoryOutbox()
    return RedisOutbox(request.getfixturevalue("store"))


def claimed(outbox, at=NOON, name="a1"):
    found = outbox.claim(name, at, lease=LEASE)
    return [delivery.channel for delivery in found[1]] if found else []


def test_an_alert_put_twice_stands_once(outbox):
    assert outbox.put(alert())
    assert not outbox.put(alert(created=SOON))
    assert [raised.alert for raised in outbox.alerts(most=9)] == [alert()]


def test_a_claim_gives_the_alert_and_each_channel_once(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    found, deliveries = outbox.claim("a1", NOON, lease=LEASE)
    assert found == alert(channels=("desk", "chef"))
    assert sorted(delivery.channel for delivery in deliveries) == ["chef", "desk"]
    assert claimed(outbox) == []


def test_an_unknown_alert_gives_nothing(outbox):
    assert outbox.claim("unknown", NOON, lease=LEASE) is None


def test_what_is_sent_is_never_claimed_again(outbox):
    outbox.put(alert())
    claimed(outbox)
    outbox.sent("a1", "desk", SOON)
    assert claimed(outbox, NOON + timedelta(days=1)) == []
    (delivery,) = outbox.alerts(most=1)[0].deliveries
    assert (delivery.state, delivery.at, delivery.attempts) == ("sent", SOON, 1)


def test_a_lease_that_ends_gives_the_delivery_back(outbox):
    outbox.put(alert())
    claimed(outbox)
    assert outbox.overdue(NOON, most=9) == []
    assert outbox.overdue(NOON + LEASE, most=9) == ["a1"]
    assert claimed(outbox, NOON + LEASE) == ["desk"]


def test_what_is_postponed_waits_and_remembers_its_attempts(outbox):
    outbox.put(alert())
    claimed(outbox)
    assert outbox.postpone("a1", "desk", "503", SOON) == 1
    assert claimed(outbox) == []
    assert claimed(outbox, SOON) == ["desk"]
    assert outbox.postpone("a1", "desk", "503", SOON) == 2
    (delivery,) = outbox.alerts(most=1)[0].deliveries
    assert (delivery.state, delivery.attempts, delivery.error) == ("pending", 2, "503")


def test_one_channel_that_fails_leaves_the_other_alone(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    claimed(outbox)
    outbox.sent("a1", "desk", NOON)
    outbox.fail("a1", "chef", "410", NOON)
    states = {one.channel: one.state for one in outbox.alerts(most=1)[0].deliveries}
    assert states == {"desk": "sent", "chef": "failed"}
    assert outbox.overdue(SOON, most=9) == []


def test_only_failed_deliveries_are_opened_again(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    claimed(outbox)
    outbox.sent("a1", "desk", NOON)
    assert not outbox.reopen("a1", SOON)
    outbox.fail("a1", "chef", "410", NOON)
    assert outbox.reopen("a1", SOON)
    assert claimed(outbox, SOON) == ["chef"]


def test_an_alert_without_channels_is_listed_and_never_due(outbox):
    outbox.put(alert(channels=()))
    assert outbox.overdue(SOON, most=9) == []
    assert outbox.alerts(most=1)[0].deliveries == ()


def test_the_newest_alerts_come_first(outbox):
    for minute in range(3):
        outbox.put(alert(f"a{minute}", created=NOON + timedelta(minutes=minute)))
    assert [raised.alert.id for raised in outbox.alerts(most=2)] == ["a2", "a1"]


def test_overdue_names_an_alert_once_whatever_its_channels(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    assert outbox.overdue(NOON, most=9) == ["a1"]
