"""Whether a delivery is told now, later with others, or not at all."""

from datetime import time, timedelta

import pytest

from facts import NOON, alert
from workers.news.alert import Claimed, Delivery, Story
from workers.news.calm import ALWAYS, Calm, Quiet, Throttle, Urgency
from workers.stages.calm import Hold, Silence, Tally, Tell, decided

THREE = Throttle(most=3, period=timedelta(hours=1))
QUIET = Calm(quiet=Quiet(start=time(12), end=time(14)))  # 13:00 in Paris is noon in UTC
DIGEST = Calm(digest=(time(18),))


def claimed(one=None, *also, **delivery) -> Claimed:
    return Claimed(
        alert=one or alert(),
        delivery=Delivery(**{"channel": "desk", "state": "pending"} | delivery),
        also=also,
    )


def decide(one, calm=ALWAYS, *, urgencies=None, mutes=(), tally=None, now=NOON):
    muted = dict.fromkeys(mutes, NOON)
    return decided(one, calm, urgencies or {}, muted, tally or Tally(), now)


def test_where_nothing_is_asked_for_an_alert_is_told():
    assert decide(claimed()) == Tell((alert(),))


@pytest.mark.parametrize(("calm", "hours", "why"), [(QUIET, 1, "quiet"), (DIGEST, 5, "digest")])
def test_quiet_hours_and_digests_hold_it(calm, hours, why):
    assert decide(claimed(), calm) == Hold(NOON + timedelta(hours=hours), why)


@pytest.mark.parametrize("calm", [QUIET, DIGEST])
@pytest.mark.parametrize(
    "one",
    [claimed(alert(breaking=True)), claimed(alert(), alert("a2", breaking=True)), claimed(escalated=True)],
)
def test_what_breaks_through_is_told(calm, one):
    assert isinstance(decide(one, calm), Tell)


def test_what_was_held_for_a_digest_is_told_when_it_is_due_but_not_in_a_rest():
    assert isinstance(decide(claimed(held="digest"), DIGEST), Tell)
    assert isinstance(decide(claimed(held="digest"), QUIET), Hold)


def test_a_digest_that_was_begun_is_told_even_in_a_rest():
    assert isinstance(decide(claimed(held="quiet", bundle="b"), QUIET), Tell)


def test_more_than_a_throttle_allows_waits_for_the_end_of_its_period():
    calm, tally = (
        Calm(throttle=THREE),
        Tally({"": [NOON - timedelta(minutes=minutes) for minutes in (50, 20)]}),
    )
    assert isinstance(decide(claimed(), calm, tally=tally), Tell)
    assert decide(claimed(alert("a2")), calm, tally=tally) == Hold(NOON + timedelta(minutes=10), "throttle")
    later = NOON + timedelta(minutes=10)
    assert isinstance(decide(claimed(held="throttle"), calm, tally=tally, now=later), Tell)


def test_a_throttle_holds_what_breaks_through_too():
    tally = Tally({"": [NOON] * 3})
    assert isinstance(decide(claimed(alert(breaking=True)), Calm(throttle=THREE), tally=tally), Hold)


def test_a_watch_s_throttle_counts_its_own_messages_alone():
    urgencies = {"mali": Urgency(throttle=THREE)}
    tally = Tally({"mali": [NOON] * 3, "": [NOON] * 9})
    assert isinstance(decide(claimed(), urgencies=urgencies, tally=tally), Hold)
    other = alert("a2", watch_id="sahel")
    assert isinstance(decide(claimed(other), urgencies=urgencies, tally=tally), Tell)
    assert isinstance(decide(claimed(alert(), other), urgencies=urgencies, tally=tally), Tell)


@pytest.mark.parametrize("subject", ["story:s1", "source:sahel-info", "watch:mali"])
def test_what_is_muted_is_not_told(subject):
    assert decide(claimed(alert(story=Story(id="s1"))), mutes=[subject]) == Silence()


def test_without_a_story_its_article_is_muted():
    assert decide(claimed(), mutes=["story:e1"]) == Silence()


def test_a_muted_watch_leaves_the_others_of_the_story():
    other = alert("a2", watch_id="sahel")
    assert decide(claimed(alert(), other), mutes=["watch:mali"]) == Tell((other,))


def test_ten_thousand_alerts_under_a_throttle_are_three_messages_and_a_digest():
    calm, tally = Calm(throttle=THREE), Tally()
    found = [decide(claimed(alert(f"a{n}")), calm, tally=tally) for n in range(10_000)]
    assert sum(isinstance(one, Tell) for one in found) == 3
    assert set(found[3:]) == {Hold(NOON + timedelta(hours=1), "throttle")}
