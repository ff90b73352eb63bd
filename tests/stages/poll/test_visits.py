"""What a visit to a feed leaves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facts import entry
from workers.news.feed import Feed, Hints, Visit
from workers.news.web import Answer, NoAnswer
from workers.stages.poll import Brought, entries_missed, last_of, read_again, status_text, visit_after
from workers.stages.poll.visits import GONE_FOR, OWN_NETWORK, READ_WITHIN

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FEED = Feed(id="a", url="https://exemple.fr/fil", title="Le Fil", interval=10 * MINUTE)
LAST = Visit(
    feed_id="a",
    at=NOW - 10 * MINUTE,
    outcome="unchanged",
    url=FEED.url,
    etag='"v1"',
    modified="hier",
    shown_etag='"v1"',
    shown_modified="hier",
    whole_at=NOW - 10 * MINUTE,
    entries=9,
)
NONE = NoAnswer(id="a", url=FEED.url, reason="connection refused")
SECOND = timedelta(seconds=1)
HINTS = Hints()


def answered(status, **facts):
    return Answer(id="a", url=FEED.url, status=status, **facts)


def after(answer, *, last=LAST, now=NOW, own_network=False, **brought):
    read = {"hints": HINTS} if isinstance(answer, Answer) and answer.status == 200 else {}
    return visit_after(FEED, last, answer, Brought(**(read | brought)), now, own_network=own_network)


def some(count, **facts):
    return tuple(entry(id=str(number), **facts) for number in range(count))


def validators(visit):
    return visit.etag, visit.modified


def test_a_visit_with_new_entries_is_told_by_their_number():
    visit = after(answered(200, etag='"v2"'), entries=12, new=some(3))
    assert (visit.outcome, visit.entries, visit.new, visit.etag) == ("new", 12, 3, '"v2"')
    assert (visit.at, visit.succeeded) == (NOW, NOW)


@pytest.mark.parametrize("answer", [answered(200), answered(304)])
def test_nothing_new_is_no_failure(answer):
    visit = after(answer, last=replace(LAST, failures=3), entries=12)
    assert (visit.outcome, visit.failures, visit.reason) == ("unchanged", 0, None)


def test_a_304_keeps_the_validators_and_takes_newer_ones():
    assert validators(after(answered(304))) == ('"v1"', "hier")
    assert validators(after(answered(304, etag='"v2"'))) == ('"v2"', "hier")


def test_a_200_replaces_both_validators_even_by_none():
    assert validators(after(answered(200, modified="ce matin"))) == (None, "ce matin")


def test_a_body_that_is_no_feed_fails_and_wants_a_whole_body_next_time():
    visit = after(answered(200, etag='"v2"'), reason="an HTML page")
    assert (visit.outcome, visit.reason, visit.failures) == ("failed", "an HTML page", 1)
    assert validators(visit) == (None, None)


@pytest.mark.parametrize("answer", [NONE, answered(429), answered(500), answered(503)])
def test_passing_trouble_keeps_the_validators(answer):
    assert validators(after(answer)) == ('"v1"', "hier")


@pytest.mark.parametrize("status", [204, 301, 400, 403, 404, 410, 412])
def test_a_refusal_drops_the_validators(status):
    assert validators(after(answered(status))) == (None, None)


def test_failures_in_a_row_are_counted():
    first = after(NONE, last=None)
    second = after(answered(404), last=first)
    assert [first.failures, second.failures] == [1, 2]
    assert [first.reason, second.reason] == ["connection refused", status_text(404)]
    assert after(answered(200), last=second).failures == 0


@pytest.mark.parametrize("status", [200, 304, 403, 429, 503])
def test_the_wait_asked_for_is_kept_whatever_the_status(status):
    assert after(answered(status, retry_after=SECOND)).retry_after == SECOND


def test_a_304_keeps_what_was_known_of_the_body():
    last = replace(LAST, hints=Hints(ttl=5 * MINUTE), body_hash="ab", entries=9)
    visit = after(answered(304), last=last)
    assert (visit.hints, visit.body_hash, visit.entries) == (Hints(ttl=5 * MINUTE), "ab", 9)


def test_passing_faults_weigh_less_than_those_that_stay():
    faults = [NoAnswer(id="a", url="", reason="-", fault=fault) for fault in ("dns", "timeout", "private")]
    penalties = [after(one).penalty for one in [*faults, answered(404), answered(503), answered(403)]]
    assert penalties == [0.25, 0.5, 1.0, 0.5, 0.5, 1.0]


def test_what_fails_tells_since_when_until_it_succeeds():
    first = after(NONE)
    second = after(answered(404), last=first, now=NOW + MINUTE)
    assert (first.failing_since, second.failing_since) == (NOW, NOW)
    healed = after(answered(200), last=second, now=NOW + 2 * MINUTE)
    assert (healed.failing_since, healed.penalty, healed.fault) == (None, 0.0, "")


def test_no_feed_is_blamed_while_our_own_network_is_down():
    visit = after(NONE, own_network=True)
    assert (visit.failures, visit.penalty, visit.failing_since) == (0, 0.0, None)
    assert visit.reason == OWN_NETWORK + "connection refused"
    assert validators(visit) == validators(LAST)


def test_a_second_410_a_day_after_the_first_pauses_the_feed():
    first = after(answered(410))
    assert (first.gone_since, first.paused) == (NOW, False)
    hour_later = after(answered(410), last=first, now=NOW + 60 * MINUTE)
    assert not hour_later.paused
    assert after(answered(410), last=hour_later, now=NOW + GONE_FOR).paused


def test_another_answer_in_between_takes_the_410_back():
    assert after(answered(404), last=after(answered(410))).gone_since is None


def test_visits_sent_to_the_same_new_place_are_counted():
    moved = answered(200, moved_to="https://exemple.fr/neuf")
    second = after(moved, last=after(moved))
    assert (second.moved_to, second.moved) == ("https://exemple.fr/neuf", 2)
    assert after(answered(200, moved_to="https://exemple.fr/tiers"), last=second).moved == 1
    assert after(answered(304), last=second).moved == 0


def test_an_html_page_in_place_of_the_feed_proposes_the_feeds_it_names():
    visit = after(answered(200), reason="an HTML page", candidates=("https://exemple.fr/rss",))
    assert (visit.fault, visit.candidates) == ("html", ("https://exemple.fr/rss",))


def test_under_a_new_url_only_the_rhythm_counts():
    visit = after(answered(200), new=some(3), entries=3)
    elsewhere = replace(FEED, url="https://exemple.fr/autre")
    kept = last_of(elsewhere, visit)
    assert (kept.rhythm, kept.etag, kept.entries) == (visit.rhythm, None, 0)
    assert last_of(FEED, visit) == visit


def test_a_body_that_stays_the_same_is_read_once_a_month_all_the_same():
    read = replace(LAST, read_at=NOW)
    assert not read_again(read, NOW + READ_WITHIN - SECOND)
    assert read_again(read, NOW + READ_WITHIN)
    assert read_again(replace(read, failures=1), NOW)


def test_the_whole_body_is_asked_for_every_twelfth_time():
    visit, sent = LAST, []
    for _ in range(26):
        visit = after(answered(304) if visit.etag else answered(200, etag='"v1"'), last=visit)
        sent.append(visit.etag is not None)
    assert sent.count(False) == 2
    assert sent.index(False) == 10


def test_new_entries_under_an_old_etag_end_the_trust_in_304_for_a_week():
    blind = replace(LAST, etag=None, modified=None, conditional=11)
    visit = after(answered(200, etag='"v1"'), last=blind, entries=9, new=some(1))
    assert visit.distrusted_until == NOW + timedelta(days=7)
    assert validators(visit) == (None, None)
    healed = after(answered(200, etag='"v2"'), last=visit, now=NOW + timedelta(days=7))
    assert healed.etag == '"v2"'


def test_new_entries_under_a_new_etag_are_no_reason_for_distrust():
    blind = replace(LAST, etag=None, modified=None, conditional=11)
    fresh = some(1, published=NOW - 5 * MINUTE)
    assert after(answered(200, etag='"v2"'), last=blind, entries=9, new=fresh).distrusted_until is None


def test_an_entry_older_than_a_304_was_hidden_by_it():
    blind = replace(LAST, etag=None, modified=None, conditional=11)
    hidden = some(1, published=NOW - 120 * MINUTE)
    assert after(answered(200, etag='"v2"'), last=blind, entries=9, new=hidden).distrusted_until


def test_entries_were_missed_where_nothing_was_seen_before_and_all_is_newer():
    last = after(answered(200), entries=2, new=some(2, published=NOW - 60 * MINUTE))
    later = some(2, published=NOW - MINUTE)
    assert entries_missed(last, Brought(entries=2, new=later, oldest=NOW - MINUTE))
    assert not entries_missed(last, Brought(entries=2, new=later[:1], oldest=NOW - MINUTE))
    renamed = Brought(entries=2, new=later, oldest=NOW - 90 * MINUTE)
    assert not entries_missed(last, renamed)
    assert not entries_missed(None, Brought(entries=2, new=later))


def test_a_gap_is_counted_and_presses_the_pace():
    last = after(answered(200), last=None, entries=2, new=some(2, published=NOW - 60 * MINUTE))
    gap = after(answered(200), last=last, entries=2, new=some(2), oldest=NOW - MINUTE)
    assert (gap.missed, gap.pressure) == (1, 1.0)
    assert after(answered(304), last=gap).pressure < 1.0


def test_new_entries_without_a_new_date_are_counted():
    first = after(answered(200), entries=1, new=some(1, published=NOW))
    frozen = after(answered(200), last=first, entries=1, new=some(1, published=NOW))
    undated = after(answered(200), last=frozen, entries=1, new=some(1, published=None))
    assert [visit.frozen for visit in (first, frozen, undated)] == [0, 1, 2]
    assert after(answered(200), last=undated, entries=1, new=some(1, published=NOW + MINUTE)).frozen == 0
