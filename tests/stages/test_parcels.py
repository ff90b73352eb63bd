"""Deliveries put together in messages."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, alert
from workers.news.alert import Claimed, Delivery
from workers.news.channel import Channel
from workers.news.notice import NOWHERE
from workers.stages.links import delivery_id
from workers.stages.parcels import notice, parcels
from workers.stages.retry import LONGEST_PAUSE, LONGEST_WAIT, MOST_ATTEMPTS, next_attempt, pause

HOOK = Channel(id="hook", kind="webhook")
CHAT = Channel(id="chat", kind="slack")


def ready(name="a1", **delivery):
    one = Claimed(alert=alert(name), delivery=Delivery(**{"channel": "hook", "state": "pending"} | delivery))
    return one, one.alerts


def told(parcel, channel=HOOK):
    return notice(parcel, channel, lambda _: NOWHERE, NOON)


def test_an_alert_is_a_message_whose_id_is_that_of_its_delivery():
    (parcel,) = parcels([ready()], "hook")
    assert (told(parcel).id, told(parcel).form) == (delivery_id("a1", "hook"), "alert")
    assert told(parcel).id != told(parcel, CHAT).id


def test_what_a_person_asks_for_again_is_another_message():
    first, again = (told(parcels([ready(resent=n)], "hook")[0]).id for n in (0, 1))
    assert first != again


def test_what_was_held_is_one_digest():
    (parcel,) = parcels([ready("a1", held="quiet"), ready("a2", held="throttle")], "hook")
    assert (parcel.ids, told(parcel).form) == (("a1", "a2"), "digest")
    assert told(parcel).id == parcel.bundle


def test_a_digest_has_the_same_id_whatever_the_order():
    one, other = ready("a1", held="quiet"), ready("a2", held="quiet")
    assert parcels([one, other], "hook")[0].bundle == parcels([other, one], "hook")[0].bundle


def test_what_was_held_alone_is_told_as_an_alert():
    (parcel,) = parcels([ready(held="quiet")], "hook")
    assert told(parcel).form == "alert"


def test_a_digest_that_was_begun_takes_in_nothing_new():
    begun = [ready(name, held="quiet", bundle="b1", attempts=1, state="sending") for name in ("a1", "a2")]
    first, second = parcels([*begun, ready("a3", held="quiet")], "hook")
    assert (first.bundle, first.ids, first.doubtful) == ("b1", ("a1", "a2"), True)
    assert second.ids == ("a3",)


def test_nothing_is_no_message():
    assert parcels([], "hook") == []


def test_a_possible_second_copy_is_marked_where_the_channel_carries_no_key():
    for delivery in ({"state": "sending"}, {"doubtful": True}):
        (parcel,) = parcels([ready(**delivery)], "hook")
        assert told(parcel, CHAT).doubtful
        assert not told(parcel, HOOK).doubtful


def test_an_escalated_alert_says_so():
    assert told(parcels([ready(escalated=True)], "hook")[0]).form == "escalation"


@given(st.integers(1, 40), st.integers(1, 7200), st.floats(-1, 1))
def test_waits_grow_spread_and_are_never_less_than_was_asked_for(attempts, asked, jitter):
    after = timedelta(seconds=asked)
    wait = next_attempt(attempts, after, jitter)
    assert (wait is None) == (attempts >= MOST_ATTEMPTS)
    if wait is not None:
        assert after <= wait <= max(after, LONGEST_WAIT) * 1.2 + timedelta(seconds=1)


def test_twenty_attempts_take_half_a_day():
    waits = [next_attempt(attempt, timedelta(seconds=10), 0.0) for attempt in range(1, MOST_ATTEMPTS)]
    assert timedelta(hours=9) < sum(waits, timedelta()) < timedelta(hours=14)
    assert next_attempt(MOST_ATTEMPTS, timedelta(seconds=10), 0.0) is None


def test_a_channel_is_left_alone_after_three_failures_in_a_row():
    pauses = [pause(failures, timedelta(seconds=10), 0.0) for failures in (1, 2, 3, 4, 99)]
    assert pauses == [None, None, timedelta(seconds=10), timedelta(seconds=20), LONGEST_PAUSE]
    assert pause(3, timedelta(minutes=30), -1.0) == timedelta(minutes=30)
