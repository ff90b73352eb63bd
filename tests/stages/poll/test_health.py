"""How a feed is doing, and when the desk is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facts import entry
from workers.news.feed import Feed, Visit
from workers.stages.poll import alarms, health, in_french, own_network_down
from workers.stages.poll.french import FAULTS
from workers.stages.poll.rhythm import median_delay, observed
from workers.stages.poll.visits import OWN_NETWORK

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FEED = Feed(id="fil", url="https://exemple.fr/fil", title="Le Fil")
WELL = Visit(feed_id="fil", at=NOW, outcome="unchanged", entries=20, succeeded=NOW)


def rhythm(*, every=HOUR, days=28, until=NOW):
    """Of a feed that published at this distance, seen as it went, until some time."""
    known = observed(None, [], until - days * DAY)
    for number in range(int(days * DAY / every), -1, -1):
        at = until - number * every
        known = observed(known, [entry(id=str(number), published=at)], at)
    return known


def kinds(visit, now=NOW):
    return [trouble.kind for trouble in health(visit, now)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"failures": 3, "failing_since": NOW - HOUR, "reason": "-"}, ["failing"]),
        ({"failures": 2, "failing_since": NOW - HOUR, "reason": "-"}, []),
        ({"failures": 9, "failing_since": NOW - HOUR / 2, "reason": "-"}, []),
        ({"failures": 3, "failing_since": NOW, "fault": "html", "reason": "-"}, ["html"]),
        ({"failures": 1, "failing_since": NOW, "gone_since": NOW, "fault": "http-410"}, ["gone"]),
        ({"frozen": 3}, ["frozen-dates"]),
        ({"cut_short": 3}, ["cut-short"]),
        ({"moved": 3, "moved_to": "https://exemple.fr/neuf"}, ["moved"]),
        ({"moved": 2, "moved_to": "https://exemple.fr/neuf"}, []),
        ({"distrusted_until": NOW + DAY}, ["stale-validator"]),
        ({"distrusted_until": NOW}, []),
        ({"missed": 4, "pressure": 1.0}, ["missed"]),
    ],
)
def test_each_trouble_is_told_by_its_name(facts, expected):
    assert kinds(replace(WELL, **facts)) == expected


def test_a_feed_of_one_entry_an_hour_is_silent_after_half_a_day_without_any():
    visit = replace(WELL, rhythm=rhythm())
    assert kinds(visit, NOW + 5 * HOUR) == []
    assert kinds(visit, NOW + 12 * HOUR) == ["silent"]


def test_a_weekly_is_not_silent_for_being_quiet_three_weeks():
    assert kinds(replace(WELL, rhythm=rhythm(every=7 * DAY)), NOW + 21 * DAY) == []


def test_fewer_than_a_third_of_a_usual_week_is_told():
    lively = rhythm(every=4 * HOUR, days=21, until=NOW - 7 * DAY)
    for day in range(6, -1, -1):
        at = NOW - day * DAY
        lively = observed(lively, [entry(id=f"j{day}", published=at)], at)
    assert "few" in kinds(replace(WELL, rhythm=lively))


def test_the_delay_is_the_median_of_what_was_seen_in_passing():
    known = observed(None, [entry(published=NOW - DAY)], NOW)
    assert median_delay(known) is None
    late = [entry(id=str(seconds), published=NOW - timedelta(seconds=seconds)) for seconds in (30, 60, 900)]
    assert median_delay(observed(known, late, NOW)) == 60


def told(visit, now=NOW):
    return alarms(FEED, visit, health(visit, now), now, ("desk",))


def test_the_desk_is_told_once_of_an_incident_and_once_of_its_end():
    failing = replace(
        WELL, outcome="failed", failures=3, failing_since=NOW - HOUR, reason="connexion refusée"
    )
    noted, (alert,) = told(failing)
    assert (alert.watch_id, alert.channels, alert.title) == (
        *("feed-health", ("desk",)),
        "Le Fil : le flux ne répond plus",
    )
    assert "connexion refusée" in alert.passage
    assert told(noted)[1] == ()
    well, (over,) = told(replace(noted, outcome="unchanged", failures=0, failing_since=None))
    assert over.title == "Le Fil : le flux est rétabli"
    assert told(well)[1] == ()


@pytest.mark.parametrize(
    ("trouble", "passage"),
    [
        (
            {"fault": "http-500", "reason": "500: the server is in trouble"},
            "3 relevés de suite ont échoué depuis le {} UTC : 500 : le serveur est en panne.",
        ),
        (
            {"fault": "html", "reason": "an HTML page", "candidates": ("https://un.example/rss",)},
            (
                "À l’adresse du flux depuis le {} UTC, ce qui répond n’est pas un flux ; "
                "la page nomme https://un.example/rss."
            ),
        ),
        (
            {"fault": "http-410", "reason": "410: gone", "gone_since": NOW - HOUR},
            "Le serveur répond 410 : le flux a disparu pour de bon.",
        ),
    ],
)
def test_the_desk_is_told_in_french(trouble, passage):
    failing = replace(WELL, outcome="failed", failures=3, failing_since=NOW - HOUR, **trouble)
    _, (alert,) = told(failing)
    assert alert.passage == passage.format(f"{NOW - HOUR:%d/%m à %H:%M}")


@pytest.mark.parametrize("answer", [*FAULTS, "http-404", "http-418", "http-503", "http-999"])
def test_every_fault_has_french_words(answer):
    said = in_french(replace(WELL, outcome="failed", reason="-", fault=answer))
    assert len(said) > 5
    assert said not in {answer, "-", "sans motif"}


def test_our_own_network_is_named_in_french_too():
    failed = replace(WELL, outcome="failed", reason=f"{OWN_NETWORK}no such host", fault="dns")
    assert in_french(failed) == "notre réseau est sans doute en panne (nom introuvable)"


def test_an_incident_told_twice_has_one_id():
    failing = replace(WELL, outcome="failed", failures=3, failing_since=NOW - HOUR, reason="-")
    assert told(failing)[1][0].id == told(replace(failing, failures=4), NOW + HOUR)[1][0].id


@pytest.mark.parametrize(
    ("reached", "unreached", "ours"),
    [(0, 2, False), (0, 3, True), (3, 3, False), (3, 4, True), (9, 1, False)],
)
def test_most_hosts_out_of_reach_means_our_own_network(reached, unreached, ours):
    assert own_network_down(reached=reached, unreached=unreached) is ours
