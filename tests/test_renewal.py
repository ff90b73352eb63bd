"""Watches are renewed while workers run, and a bad file changes nothing."""

import os
from datetime import timedelta

import pytest

from eventually import eventually
from facts import NOON, article
from workers.reading import Reader
from workers.renewal import Renewal, watching
from workers.watchlist.fresh import Fresh
from workers.watchlist.load import load


def no_names(texts):
    return [() for _ in texts]


class Desk:
    """A file of watches, and what reads by it."""

    def __init__(self, folder):
        self.path = folder / "feeds.yaml"
        self.told = []
        self.write("watches: [{id: mali, any: Mali}]")
        self.started = load(self.path, {})
        self.renewal = Renewal(
            Fresh(self.path, {}, self.started),
            tagger=no_names,
            now=lambda: NOON,
            tell=self.told.append,
            desk=("desk",),
            every=0.05,
        )
        self.reader = Reader(at_start=lambda: watching(self.started, no_names), renewed=self.renewal)

    def write(self, text):
        beside = self.path.with_suffix(".new")
        beside.write_text(text, "utf-8")
        beside.replace(self.path)

    def fired(self):
        """The watches that an article on Mali and Gao sets off now."""
        (found,) = self.reader.read([article(title="Mali", body="Un convoi à Gao.")], NOON)
        return [alert.watch_id for alert in found.alerts]


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.renewal.end()


def test_a_changed_file_is_in_force_without_a_restart(desk):
    assert desk.fired() == ["mali"]
    desk.write("watches: [{id: mali, any: Mali}, {id: gao, any: Gao}]")
    eventually(desk.fired, lambda fired: fired == ["gao", "mali"], within=40)
    assert desk.told == []


def test_a_bad_file_keeps_the_old_watches_and_tells_the_desk_once(desk):
    assert desk.fired() == ["mali"]
    desk.write("watches: [{id: mali, any: Mali}, {id: gao, any: Gao, chanels: x}]")
    (alert,) = eventually(lambda: desk.told, lambda told: len(told) == 1, within=40)
    assert desk.fired() == ["mali"]
    assert (alert.channels, alert.severity) == (("desk",), "high")
    assert "feeds.yaml:1:54: error: unknown key 'chanels'" in alert.passage
    desk.write("watches: [{id: gao, any: Gao}]")
    eventually(desk.fired, lambda fired: fired == ["gao"], within=40)


def test_a_file_that_was_changed_before_the_first_article_counts(desk):
    desk.write("watches: [{id: gao, any: Gao}]")
    assert desk.fired() == ["gao"]


def test_a_file_that_is_gone_keeps_the_old_watches(desk):
    assert desk.fired() == ["mali"]
    desk.path.unlink()
    eventually(lambda: desk.told, lambda told: len(told) == 1, within=40)
    assert desk.fired() == ["mali"]


def test_a_change_is_believed_at_the_second_look(tmp_path):
    desk = Desk(tmp_path)
    fresh = Fresh(desk.path, {}, desk.started)
    assert fresh.changed() is None
    desk.write("watches: [{id: gao, any: Gao}]")
    assert fresh.changed() is None
    found = fresh.changed()
    assert found is not None
    assert [watch.id for watch in found.watches] == ["gao"]
    assert fresh.changed() is None


def test_an_included_file_counts_as_well(tmp_path):
    (tmp_path / "more.d").mkdir()
    desk = Desk(tmp_path)
    desk.write("{include: more.d/*.yaml, watches: [{id: mali, any: Mali}]}")
    (tmp_path / "more.d/a.yaml").write_text("watches: [{id: gao, any: Gao}]", "utf-8")
    fresh = Fresh(desk.path, {}, load(desk.path, {}))
    (tmp_path / "more.d/b.yaml").write_text("watches: [{id: kidal, any: Kidal}]", "utf-8")
    fresh.changed()
    found = fresh.changed()
    assert found is not None
    assert [watch.id for watch in found.watches] == ["mali", "gao", "kidal"]
    later = (tmp_path / "more.d/a.yaml").stat().st_mtime + timedelta(seconds=5).total_seconds()
    os.utime(tmp_path / "more.d/a.yaml", (later, later))
    fresh.changed()
    assert fresh.changed() is not None
