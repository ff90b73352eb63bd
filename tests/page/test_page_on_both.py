"""The page shows the same over Elasticsearch as over the embedded index."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, document
from page_server import served
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive


@pytest.fixture(params=["tantivy", "elasticsearch"])
def reader(request, press, tmp_path):
    """A reader of the page over either index, with the same articles."""
    if request.param == "tantivy":
        archive = TantivyArchive(tmp_path / "own", lambda: NOON)
    else:
        archive = ElasticArchive(request.getfixturevalue("elasticsearch_url"), now=lambda: NOON)
    archive.setup()
    archive.put([document(f"a{n}", title=f"Titre {n}", published=NOON - timedelta(days=n)) for n in range(5)])
    archive.put([document("b", body="Un avion.", published=NOON - timedelta(days=9))])
    with served(replace(press, archive=archive, holdings=archive)) as one:
        yield one


def test_every_view_tells_the_same(reader):
    assert [one["id"] for one in reader.ask("/fil.json").json] == ["a0", "a1", "a2", "a3", "a4", "b"]
    found = reader.ask("/recherche.json?q=v%C3%A9hicule&tri=date").json
    assert [one["id"] for one in found["found"]] == ["a0", "a1", "a2", "a3", "a4"]
    assert found["facets"]["countries"] == [{"value": "ML", "articles": 5}]
    assert "<mark>véhicules</mark>" in reader.ask("/recherche?q=v%C3%A9hicule").text
    assert '<span class="m m-watch">Mali</span>' in reader.ask("/article/a1").text
    assert reader.ask("/article/nul").status == 404
    assert reader.ask("/carte.json?role=tous&jours=1").json["countries"] == {"ML": 2}
    assert sum(one["articles"] for one in reader.ask("/etat.json").json["shelves"]) == 6
    assert [one["query"] for one in reader.ask("/recherche/completer?q=lieu:ma").json] == ["lieu:Mali "]
