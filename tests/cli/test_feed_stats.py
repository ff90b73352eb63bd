"""What `beffroi feeds stats` tells of a feed."""

from datetime import timedelta

from facts import NOON, entry, feed, visit
from workers.cli.feeds.kept import in_words, kept
from workers.stages.poll.rhythm import observed

DAY = timedelta(days=1)


def told(known, now=NOON):
    return kept(feed("fil", interval=None), known, {"fil": NOON + DAY}, now)


def test_a_feed_never_visited_has_only_its_due_time():
    row = told(None)
    assert (row.id, row.next, row.outcome, row.interval) == ("fil", NOON + DAY, None, None)
    assert in_words(row) == ""


def test_volume_is_told_by_week_and_weekday():
    rhythm = None
    for ago in range(27, -1, -1):
        at = NOON - ago * DAY
        count = 1 if at.weekday() >= 5 else 3
        new = [entry(id=f"{ago}-{number}", published=at) for number in range(count)]
        rhythm = observed(rhythm, new, at)
    row = told(visit("fil", rhythm=rhythm))
    assert (row.week, row.usual_week) == (17, 16.8)
    assert row.expected_by_weekday == (3.0, 3.0, 3.0, 3.0, 3.0, 1.0, 1.0)
    assert row.delay == 0
    assert in_words(row) == (
        "last success never, last new entry 2026-03-02 12:00, 17 entries this week where 16.8 are usual, "
        "seen 0:00:00 after publication"
    )


def test_a_paused_feed_has_no_next_visit_and_tells_why():
    row = told(visit("fil", outcome="failed", failures=2, paused=True, gone_since=NOON - DAY))
    assert row.next is None
    assert [trouble.kind for trouble in row.troubles] == ["gone"]
