"""What several alerts tell of is one delivery on each channel."""

from datetime import timedelta

from facts import NOON, alert
from outboxes import LEASE, SOON, STORY, claimed, delivery
from workers.news.alert import TOGETHER, Story


def test_one_story_through_two_watches_is_one_delivery(outbox):
    outbox.put(alert("a1", watch_id="mali", story=STORY))
    outbox.put(alert("a2", watch_id="sahel", story=STORY, article_id="e2", channels=("desk", "chef")))
    (one,) = outbox.claim("desk", NOON, most=9, lease=LEASE)
    assert [alert.id for alert in one.alerts] == ["a1", "a2"]
    assert (delivery(outbox, "a2").state, delivery(outbox, "a2").joined) == ("joined", "a1")
    assert claimed(outbox, channel="chef") == ["a2"]


def test_a_story_raised_anew_is_told_anew(outbox):
    outbox.put(alert("a1", story=STORY))
    outbox.put(alert("a2", story=Story(id="s1", escalation=1)))
    assert claimed(outbox) == ["a1", "a2"]


def test_an_article_that_escalates_one_watchs_story_and_begins_anothers_is_one_message(outbox):
    for first in ("b1", "a2"):
        outbox.put(alert(f"a1{first}", story=Story(id=first)))
        outbox.settle([f"a1{first}"], "desk", "sent", NOON)
        later = {"article_id": "e2", "created": NOON + timedelta(hours=1)}
        news = alert("a2" + first, story=Story(id=first, escalation=1), **later)
        begun = alert("b1" + first, story=Story(id=first), watch_id="sahel", **later)
        for one in sorted((news, begun), key=lambda one: one.id[:2] != first):
            outbox.put(one)
        (one,) = outbox.claim("desk", NOON + timedelta(hours=1), most=9, lease=LEASE)
        assert {one.id for one in one.alerts} == {"a2" + first, "b1" + first}


def test_who_comes_after_a_takeover_is_told_with_the_one_that_took_over(outbox):
    outbox.put(alert("b1", story=STORY))
    outbox.put(alert("c1", story=STORY, article_id="e2", severity="critical"))
    outbox.put(alert("a1", watch_id="sahel", story=Story(id="s1", escalation=1)))
    outbox.put(alert("d1", story=STORY, article_id="e3"))
    (one,) = outbox.claim("desk", NOON, most=9, lease=LEASE)
    assert [alert.id for alert in one.alerts] == ["c1", "a1", "b1", "d1"]


def test_a_watch_that_fires_much_later_is_told(outbox):
    outbox.put(alert("a1"))
    outbox.put(alert("a2", created=NOON + TOGETHER))
    outbox.put(alert("a3", created=NOON + TOGETHER + timedelta(seconds=1)))
    assert claimed(outbox, NOON + timedelta(hours=1)) == ["a1", "a3"]


def test_an_alert_of_a_story_that_was_just_sent_is_told_already(outbox):
    outbox.put(alert("a1"))
    outbox.settle(["a1"], "desk", "sent", SOON)
    outbox.put(alert("a2", created=SOON))
    one = delivery(outbox, "a2")
    assert (one.state, one.at, one.joined) == ("sent", SOON, "a1")


def test_a_graver_alert_takes_over_one_that_waits(outbox):
    outbox.put(alert("a1"))
    outbox.put(alert("a2"))
    outbox.put(alert("a3", severity="critical"))
    (one,) = outbox.claim("desk", NOON, most=9, lease=LEASE)
    assert [alert.id for alert in one.alerts] == ["a3", "a1", "a2"]
    assert delivery(outbox, "a1").joined == "a3"


def test_a_graver_alert_is_told_though_one_was_sent(outbox):
    outbox.put(alert("a1"))
    outbox.settle(["a1"], "desk", "sent", NOON)
    outbox.put(alert("a2", breaking=True))
    assert claimed(outbox) == ["a2"]
    assert delivery(outbox, "a1").state == "sent"


def test_after_a_mute_another_watch_tells_of_the_story(outbox):
    outbox.put(alert("a1"))
    claimed(outbox)
    outbox.settle(["a1"], "desk", "muted", NOON)
    outbox.put(alert("a2"))
    assert claimed(outbox) == ["a2"]
