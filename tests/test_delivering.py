"""Deliveries on memory edges: calm, troubles, escalation, and what the desk is told."""

from datetime import time, timedelta

import pytest

from facts import NOON, alert
from newsroom import WATCHES, Newsroom
from workers.news.alert import Story
from workers.news.calm import Calm, Escalation, Quiet, Throttle, Urgency
from workers.news.channel import Channel
from workers.news.errors import Busy, Doubtful, Permanent, Transient
from workers.news.watch import Watch

HOUR = timedelta(hours=1)


def room(calm: Calm | None = None, *, urgency: Urgency | None = None, desk=()) -> Newsroom:
    channels = (Channel(id="desk", kind="memory", calm=calm or Calm()), Channel(id="chef", kind="memory"))
    watches = (
        Watch(id="mali", title="Mali", any=("Mali",), channels=("desk",), urgency=urgency or Urgency()),
    )
    return Newsroom(channels=channels, watches=(*watches, WATCHES[1]), desk=desk)


def tell(here: Newsroom, *names: str, **other) -> None:
    """Raises alerts and tells what is due."""
    for name in names:
        here.outbox.put(alert(name, **{"article_id": name, "created": here.now_is[0]} | other))
    here.tick("sweep")
    here.work()


def forms(here: Newsroom) -> list[tuple[str, int]]:
    return [(notice.form, len(notice.alerts)) for notice in here.courier.notices]


def test_at_night_alerts_wait_and_come_as_one_digest_in_the_morning():
    here = room(Calm(quiet=Quiet(start=time(12), end=time(14))))  # 13:00 in Paris is noon in UTC
    tell(here, "a1", "a2")
    assert forms(here) == []
    assert here.outbox.raised("a1").deliveries[0].held == "quiet"
    here.wait(HOUR)
    tell(here, "a3")
    assert sorted(forms(here)) == [("alert", 1), ("digest", 2)]
    assert {one.state for one in here.outbox.deliveries.values()} == {"sent"}


def test_a_throttle_drops_nothing():
    here = room(Calm(throttle=Throttle(most=2, period=HOUR)))
    tell(here, *(f"a{n}" for n in range(14)))
    assert forms(here) == [("alert", 1)] * 2
    here.wait(HOUR)
    tell(here)
    assert forms(here)[2:] == [("digest", 12)]
    assert {one.state for one in here.outbox.deliveries.values()} == {"sent"}


def test_a_digest_that_fails_is_tried_again_as_it_was():
    here = room(Calm(digest=(time(18),)))
    tell(here, "a1", "a2")
    here.wait(5 * HOUR)
    here.courier.troubles.append(Doubtful("no answer in 10 s"))
    tell(here)
    here.wait(HOUR)
    tell(here, "a3")
    (digest,) = here.courier.notices
    assert (digest.form, len(digest.alerts), digest.doubtful) == ("digest", 2, True)


def test_a_story_through_two_watches_is_one_message_that_names_both():
    here = room()
    for name, watch in (("a1", "mali"), ("a2", "sahel")):
        here.outbox.put(alert(name, watch_id=watch, story=Story(id="s1")))
    tell(here)
    (notice,) = here.courier.notices
    assert [one.watch_id for one in notice.alerts] == ["mali", "sahel"]


@pytest.mark.parametrize("subject", ["story:a1", "source:sahel-info", "watch:mali"])
def test_a_mute_is_silence_until_its_time(subject):
    here = room()
    here.remarks.mute(subject, NOON + HOUR)
    tell(here, "a1")
    assert here.outbox.raised("a1").deliveries[0].state == "muted"
    here.wait(HOUR)
    tell(here, "a2")
    assert len(here.courier.notices) == 1


def test_an_alert_that_nobody_takes_up_goes_to_another_channel_once():
    here = room(urgency=Urgency(escalation=Escalation(after=timedelta(minutes=15), to="chef")))
    tell(here, "a1", "a2")
    here.remarks.acknowledge("a2", NOON)
    here.wait(timedelta(minutes=14))
    tell(here)
    assert forms(here) == [("alert", 1)] * 2
    for _ in range(3):
        here.wait(timedelta(minutes=1))
        tell(here)
    assert forms(here)[2:] == [("escalation", 1)]
    assert here.courier.delivered[2:] == [("a1", "chef")]


def test_a_channel_s_own_escalation_holds_where_the_watch_has_none():
    here = room(Calm(escalation=Escalation(after=HOUR, to="chef")))
    tell(here, "a1")
    here.wait(HOUR)
    tell(here)
    assert here.courier.delivered[1:] == [("a1", "chef")]


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


def test_a_copy_that_may_be_the_second_says_so():
    here = room()
    here.courier.troubles.append(Doubtful("no answer in 10 s"))
    tell(here, "a1")
    here.wait(HOUR)
    tell(here)
    assert [notice.doubtful for notice in here.courier.notices] == [True]


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


def test_an_alert_taken_over_by_a_graver_one_meanwhile_is_not_sent_by_itself():
    here = room()
    claim = here.outbox.claim

    def overtaken(*words, **options):
        found = claim(*words, **options)
        if "a2" not in here.outbox.written:
            here.outbox.put(alert("a2", article_id="a1", severity="critical"))
        return found

    here.outbox.claim = overtaken
    tell(here, "a1")
    (notice,) = here.courier.notices
    assert [one.id for one in notice.alerts] == ["a2", "a1"]


def test_a_batch_that_takes_long_is_given_back_before_its_lease_ends():
    here = room()
    deliver = here.courier.deliver

    def slow(notice, channel):
        here.wait(timedelta(minutes=2))
        return deliver(notice, channel)

    here.courier.deliver = slow
    tell(here, *(f"a{n}" for n in range(5)))
    assert len(here.courier.notices) == 5
    assert not [notice for notice in here.courier.notices if notice.doubtful]


def test_a_channel_of_an_unknown_kind_is_a_dead_letter():
    here = Newsroom(channels=(Channel(id="desk", kind="pigeon"),))
    tell(here, "a1")
    assert "unknown kind 'pigeon'" in here.dead.letters()[0].reason


def test_what_is_sent_again_by_hand_is_another_message():
    here = room()
    tell(here, "a1")
    here.outbox.resend("a1", here.now_is[0])
    tell(here)
    first, again = here.courier.notices
    assert first.id != again.id


def test_a_clock_set_back_or_forward_repeats_nothing():
    here = room()
    tell(here, "a1")
    for change in (-HOUR, 2 * HOUR, timedelta(days=-1)):
        here.wait(change)
        tell(here, "a1")
    assert len(here.courier.notices) == 1


def test_news_of_two_articles_on_one_story_are_two_messages_though_each_is_its_watch_s_first():
    here = room()
    for name, watch, article in (("a1", "mali", "e1"), ("a2", "sahel", "e2")):
        story = Story(id="s1", escalation=1, news=(f"de {article}",))
        here.outbox.put(alert(name, watch_id=watch, article_id=article, story=story))
    tell(here)
    assert sorted(one.alert.story.news for one in here.courier.notices) == [("de e1",), ("de e2",)]
