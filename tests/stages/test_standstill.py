"""What the desk is told of an index that stands still."""

from datetime import timedelta

from facts import NOON
from workers.stages.standstill import over, standstill


def test_a_standstill_is_one_alert_for_all_workers_that_see_it():
    first = standstill("disk-full", "de la place", NOON, ("desk",))
    second = standstill("disk-full", "de la place", NOON + timedelta(minutes=3), ("desk",))
    assert first.id == second.id
    assert (first.severity, first.channels) == ("critical", ("desk",))
    assert "disque est plein" in first.title
    assert "aucun n'est perdu" in first.passage


def test_its_end_is_another_alert_and_says_since_when():
    first, last = (
        standstill("no-access", "-", NOON, ("desk",)),
        over("no-access", NOON, NOON + timedelta(days=1), ("desk",)),
    )
    assert first.id != last.id
    assert "depuis 02/03 12:00 UTC" in last.passage
