"""What becomes of deliveries in trouble, and what the desk is told of them."""

from datetime import timedelta

import pytest

from delivery_room import HOUR, room, tell
from facts import NOON, alert
from newsroom import Newsroom
from workers.news.calm import Urgency
from workers.news.channel import Channel
from workers.news.errors import Busy, Permanent, Transient


def test_a_channel_in_trouble_is_left_alone_and_its_alerts_lose_no_attempt():
    here = room()
    here.courier.troubles.extend([Transient("503")] * 3)
    tell(here, *(f"a{n}" for n in range(5)))
    attempts = [here.outbox.raised(f"a{n}").deliveries[0].attempts for n in range(5)]
    assert sorted(attempts) == [0, 0, 1, 1, 1]
    tell(here)
    assert here.courier.notices == []
    here.wait(timedelta(minutes=1))
    tell(here)
    assert len(here.courier.notices) == 5
    assert here.lines.line("desk").failures == 0


def test_what_a_receiver_asks_for_holds_for_the_whole_channel():
    here = room()
    here.courier.troubles.append(Busy("429", after=timedelta(minutes=10)))
    tell(here, "a1", "a2")
    here.wait(timedelta(minutes=9))
    tell(here, "a3")
    assert here.courier.notices == []
    here.wait(timedelta(minutes=1))
    tell(here)
    assert len(here.courier.notices) == 3


def test_a_delivery_that_breaks_its_worker_is_given_up_in_the_end():
    here = room()
    tell(here)
    here.courier.troubles.extend([ZeroDivisionError()] * 30)
    here.outbox.put(alert("a1", article_id="a1"))
    for _ in range(20):
        with pytest.raises(ZeroDivisionError):
            here.pipeline.deliver(["a1"])
        here.wait(HOUR)
    here.pipeline.deliver(["a1"])
    assert here.outbox.raised("a1").deliveries[0].state == "failed"
    assert "broke off" in here.dead.letters()[0].reason


def test_the_desk_is_told_of_a_channel_that_refuses_once_a_day():
    here = room(desk=("desk", "chef"))
    here.courier.troubles.extend([Permanent("410: gone")] * 2)
    tell(here, "a1", "a2")
    told = [one for one in here.courier.delivered if one[1] == "chef"]
    assert len(told) == 1
    assert "« desk » refuse" in here.courier.notices[-1].alerts[0].title
    assert len(here.dead.letters()) == 2


def test_the_desk_is_told_of_recipients_that_are_refused():
    here = room(desk=("chef",))
    here.courier.remark = "1 of 2 recipients refused (550)"
    tell(here, "a1")
    delivery = here.outbox.raised("a1").deliveries[0]
    assert (delivery.state, delivery.error) == ("sent", here.courier.remark)
    assert "n’atteint pas tous" in here.courier.notices[1].alerts[0].title


def test_an_alert_that_came_too_late_is_told_once_an_hour():
    here = room(urgency=Urgency(slo=timedelta(seconds=60)), desk=("chef",))
    tell(here, "a1", "a2", seen=NOON - timedelta(seconds=61))
    late = [notice for notice in here.courier.notices if notice.alerts[0].watch_id == "alert-health"]
    assert [notice.alerts[0].passage for notice in late] == [
        "61 s jusqu’au canal « desk », pour 60 s permises."
    ]
    assert here.lines.latencies()[-1].reading == timedelta(seconds=61)


def test_an_alert_in_time_is_nobody_s_trouble():
    here = room(urgency=Urgency(slo=timedelta(seconds=60)), desk=("chef",))
    tell(here, "a1", seen=NOON - timedelta(seconds=59))
    assert len(here.courier.notices) == 1


def test_a_channel_of_an_unknown_kind_is_a_dead_letter():
    here = Newsroom(channels=(Channel(id="desk", kind="pigeon"),))
    tell(here, "a1")
    assert "unknown kind 'pigeon'" in here.dead.letters()[0].reason


def test_a_clock_set_back_or_forward_repeats_nothing():
    here = room()
    tell(here, "a1")
    for change in (-HOUR, 2 * HOUR, timedelta(days=-1)):
        here.wait(change)
        tell(here, "a1")
    assert len(here.courier.notices) == 1
