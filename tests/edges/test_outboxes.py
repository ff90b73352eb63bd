"""Every Outbox writes an alert once and gives each delivery to one worker at a time until it is settled."""

from datetime import timedelta

from facts import NOON, alert
from outboxes import LEASE, SOON, alone, claimed, delivery


def test_an_alert_put_twice_stands_once(outbox):
    assert outbox.put(alert())
    assert not outbox.put(alert(created=SOON))
    assert [raised.alert for raised in outbox.alerts(most=9)] == [alert()]


def test_each_channel_gives_the_alert_once(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    assert sorted(outbox.channels(["a1", "unknown"])) == ["chef", "desk"]
    (one,) = outbox.claim("desk", NOON, most=9, lease=LEASE)
    assert (one.alert, one.also) == (alert(channels=("desk", "chef")), ())
    assert (one.delivery.channel, one.delivery.state) == ("desk", "pending")
    assert claimed(outbox) == []
    assert claimed(outbox, channel="chef") == ["a1"]


def test_an_unknown_channel_gives_nothing(outbox):
    assert claimed(outbox, channel="unknown") == []
    assert outbox.raised("unknown") is None


def test_the_longest_due_comes_first_and_no_more_than_asked_for(outbox):
    for minute in (2, 0, 1):
        outbox.put(alone(f"a{minute}", created=NOON + timedelta(minutes=minute)))
    assert claimed(outbox, SOON + LEASE, most=2) == ["a0", "a1"]


def test_what_is_sent_is_never_claimed_again(outbox):
    outbox.put(alert())
    claimed(outbox)
    assert outbox.begin(["a1"], "desk", NOON, lease=LEASE) == ["a1"]
    outbox.settle(["a1"], "desk", "sent", SOON)
    assert claimed(outbox, NOON + timedelta(days=1)) == []
    one = delivery(outbox)
    assert (one.state, one.at, one.begun, one.attempts) == ("sent", SOON, NOON, 1)
    assert outbox.begin(["a1"], "desk", SOON, lease=LEASE) == []


def test_a_lease_that_ends_gives_the_delivery_back(outbox):
    outbox.put(alert())
    claimed(outbox)
    assert outbox.overdue(NOON, most=9) == []
    assert outbox.overdue(NOON + LEASE, most=9) == ["a1"]
    assert claimed(outbox, NOON + LEASE) == ["a1"]
    assert not delivery(outbox).doubtful


def test_what_was_begun_and_not_settled_may_have_arrived(outbox):
    outbox.put(alert())
    claimed(outbox)
    outbox.begin(["a1"], "desk", NOON, lease=LEASE)
    (again,) = outbox.claim("desk", NOON + LEASE, most=9, lease=LEASE)
    assert again.delivery.state == "sending"
    outbox.begin(["a1"], "desk", SOON, lease=LEASE)
    outbox.postpone(["a1"], "desk", SOON, error="refused")
    assert (delivery(outbox).doubtful, delivery(outbox).attempts) == (True, 2)


def test_what_is_postponed_waits_and_remembers_its_attempts(outbox):
    outbox.put(alert())
    for attempt in (1, 2):
        assert claimed(outbox, SOON) == ["a1"]
        outbox.begin(["a1"], "desk", NOON, lease=LEASE)
        outbox.postpone(["a1"], "desk", SOON, error="503")
        assert claimed(outbox) == []
        one = delivery(outbox)
        assert (one.state, one.attempts, one.error) == ("pending", attempt, "503")


def test_what_is_given_back_without_an_attempt_is_as_it_was(outbox):
    outbox.put(alert())
    claimed(outbox)
    outbox.postpone(["a1"], "desk", SOON)
    one = delivery(outbox)
    assert (one.state, one.attempts, one.error, one.held) == ("pending", 0, None, "")


def test_what_is_held_says_why(outbox):
    outbox.put(alert())
    claimed(outbox)
    outbox.postpone(["a1"], "desk", SOON, held="quiet")
    (one,) = outbox.claim("desk", SOON, most=9, lease=LEASE)
    assert one.delivery.held == "quiet"


def test_one_channel_that_fails_leaves_the_other_alone(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    outbox.settle(["a1"], "desk", "sent", NOON)
    outbox.settle(["a1"], "chef", "failed", NOON, error="410")
    states = {one.channel: (one.state, one.error) for one in outbox.alerts(most=1)[0].deliveries}
    assert states == {"desk": ("sent", None), "chef": ("failed", "410")}
    assert outbox.overdue(SOON, most=9) == []


def test_only_failed_deliveries_are_opened_again(outbox):
    outbox.put(alert(channels=("desk", "chef")))
    outbox.settle(["a1"], "desk", "sent", NOON)
    claimed(outbox, channel="chef")
    assert not outbox.reopen("a1", SOON)
    outbox.settle(["a1"], "chef", "failed", NOON, error="410")
    assert outbox.reopen("a1", SOON)
    assert claimed(outbox, SOON, "chef") == ["a1"]
    assert claimed(outbox, SOON) == []


def test_what_is_sent_again_by_hand_is_counted(outbox):
    outbox.put(alert())
    assert not outbox.resend("a1", SOON)
    outbox.settle(["a1"], "desk", "sent", NOON)
    assert outbox.resend("a1", SOON)
    assert claimed(outbox, SOON) == ["a1"]
    assert delivery(outbox).resent == 1


def test_an_alert_without_channels_is_listed_and_never_due(outbox):
    outbox.put(alert(channels=()))
    assert outbox.overdue(SOON, most=9) == []
    assert outbox.alerts(most=1)[0].deliveries == ()


def test_the_newest_alerts_come_first(outbox):
    for minute in range(3):
        outbox.put(alone(f"a{minute}", created=NOON + timedelta(minutes=minute)))
    assert [raised.alert.id for raised in outbox.alerts(most=2)] == ["a2", "a1"]


def test_overdue_names_one_alert_a_channel(outbox):
    for name in ("a1", "a2"):
        outbox.put(alone(name, channels=("desk", "chef")))
    assert len(outbox.overdue(NOON, most=9)) in {1, 2}
    claimed(outbox)
    assert len(outbox.overdue(NOON, most=9)) == 1


def test_a_digest_that_was_begun_is_claimed_whole(outbox):
    for name in ("a1", "a2", "a3"):
        outbox.put(alone(name))
    claimed(outbox)
    outbox.begin(["a1", "a2"], "desk", NOON, lease=LEASE, bundle="b1")
    found = outbox.claim("desk", NOON + LEASE, most=1, lease=LEASE)
    assert {one.alert.id for one in found} == {"a1", "a2"}
    assert {one.delivery.bundle for one in found} == {"b1"}
    assert claimed(outbox, NOON + LEASE) == ["a3"]


def test_a_channel_is_added_once_to_an_alert_that_nobody_took_up(outbox):
    outbox.put(alert())
    outbox.settle(["a1"], "desk", "sent", NOON)
    assert outbox.extend("a1", "chef", SOON)
    assert not outbox.extend("a1", "chef", SOON)
    (one,) = outbox.claim("chef", SOON, most=9, lease=LEASE)
    assert one.delivery.escalated
    assert [d.channel for d in outbox.raised("a1").deliveries] == ["desk", "chef"]


def test_a_reminder_comes_at_its_time_until_it_is_forgotten(outbox):
    outbox.remind("a1", "chef", SOON)
    assert outbox.reminders(NOON, most=9) == []
    assert outbox.reminders(SOON, most=9) == [("a1", "chef")]
    outbox.forget_reminder("a1", "chef")
    assert outbox.reminders(SOON, most=9) == []
