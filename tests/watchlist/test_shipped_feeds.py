"""The feeds.yaml that Beffroi comes with: a French defence desk's."""

import csv
from pathlib import Path

import pytest

from workers.watchlist.examples import failing
from workers.watchlist.load import load

SHIPPED = Path(__file__).parents[2] / "feeds.yaml"
KNOWN = Path(__file__).parents[3] / "shared" / "feeds" / "feeds.tsv"


@pytest.fixture(scope="module")
def shipped():
    return load(SHIPPED, {})


def test_it_has_no_mistake_and_every_watch_keeps_its_word(shipped):
    assert failing(shipped, SHIPPED) == ()


def test_it_lists_what_a_desk_follows(shipped):
    assert len(shipped.feeds) + len(shipped.disabled) >= 60
    assert len(shipped.watches) >= 12


def test_every_watch_has_examples_of_what_it_fires_on_and_of_what_it_leaves(shipped):
    tried = {one.watch_id for one in shipped.examples if one.match and one.ignore}
    assert tried == {watch.id for watch in shipped.watches}


def doubtful() -> set[str]:
    """The URLs that the project's survey of feeds found in one place only; none where it is absent."""
    if not KNOWN.exists():
        return set()
    with KNOWN.open(encoding="utf-8", newline="") as table:
        return {row["url"] for row in csv.DictReader(table, delimiter="\t") if row["confidence"] == "low"}


def test_feeds_of_low_confidence_are_there_but_switched_off(shipped):
    assert shipped.disabled
    assert {feed.url for feed in shipped.feeds}.isdisjoint(doubtful())
