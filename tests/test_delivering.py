"""Deliveries on memory edges: calm, troubles, escalation, and what the desk is told."""

from datetime import time, timedelta

import pytest

from delivery_room import HOUR, forms, room, tell
from facts import NOON, alert
from workers.news.alert import Story
from workers.news.calm import Calm, Escalation, Quiet, Throttle, Urgency
from workers.news.errors import Doubtful


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


def test_a_copy_that_may_be_the_second_says_so():
    here = room()
    here.courier.troubles.append(Doubtful("no answer in 10 s"))
    tell(here, "a1")
    here.wait(HOUR)
    tell(here)
    assert [notice.doubtful for notice in here.courier.notices] == [True]


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


def test_what_is_sent_again_by_hand_is_another_message():
    here = room()
    tell(here, "a1")
    here.outbox.resend("a1", here.now_is[0])
    tell(here)
    first, again = here.courier.notices
    assert first.id != again.id


def test_news_of_two_articles_on_one_story_are_two_messages_though_each_is_its_watch_s_first():
    here = room()
    for name, watch, article in (("a1", "mali", "e1"), ("a2", "sahel", "e2")):
        story = Story(id="s1", escalation=1, news=(f"de {article}",))
        here.outbox.put(alert(name, watch_id=watch, article_id=article, story=story))
    tell(here)
    assert sorted(one.alert.story.news for one in here.courier.notices) == [("de e1",), ("de e2",)]
