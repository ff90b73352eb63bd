"""Stored texts read anew: with newer watches, newer vocabulary, from where it stopped."""

from datetime import timedelta

import pytest

from facts import NOON, document
from readers import reader
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.watch import Watch
from workers.reprocessing import Reprocessing
from workers.stages.index import parse

WATCHES = (Watch(id="drones", title="Drones", any=("drone",), channels=("desk",)),)


@pytest.fixture
def archive(tmp_path) -> TantivyArchive:
    archive = TantivyArchive(tmp_path / "index", lambda: NOON)
    texts = [
        document(f"a{number}", body="Un drone de l'armée à Bamako.", published=NOON - timedelta(days=number))
        for number in range(3)
    ]
    archive.put([*texts, document("part", body="Un drone.", store="extract")])
    return archive


def work(archive, **options) -> Reprocessing:
    return Reprocessing(archive, archive, reader(WATCHES), lambda: NOON, **{"rate": 10_000.0} | options)


def test_watches_are_matched_anew_and_the_findings_stay(archive):
    run = work(archive, only="watches")
    assert list(run.run(parse("drone"))) == ["a2", "a1", "a0", "part"]
    assert (run.read, run.left) == (3, 1)
    found = archive.search("veille:drones", most=9)
    assert sorted(one.id for one in found) == ["a0", "a1", "a2"]
    assert {one.keywords for one in found} == {("véhicule blindé",)}


def test_findings_are_made_anew_and_the_watches_stay(archive):
    list(work(archive, only="enrichment").run(parse("drone")))
    found = {one.id: one for one in archive.search("drone", most=9)}
    assert {one.watches for one in found.values()} == {("mali",)}
    assert "drone" in " ".join(found["a0"].keywords)
    assert found["part"].keywords == ("véhicule blindé",)


def test_it_goes_on_where_it_stopped(archive, tmp_path):
    state = tmp_path / "state.json"
    list(work(archive, state=state).run(parse("drone depuis:2026-02-28", NOON)))
    archive.put([document("late", body="Un drone.", published=NOON + timedelta(hours=1))])
    again = work(archive, state=state)
    assert list(again.run(parse("drone")))[-1] == "late"
    assert again.read <= 2
