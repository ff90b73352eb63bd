"""The page shows the same over Elasticsearch as over the embedded index."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, document, feed
from page_server import served
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.edges.elastic_replay import ElasticReplay
from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.edges.tantivy_replay import TantivyReplay
from workers.watchlist.listing import Watchlist

LISTED = Watchlist(feeds=(feed(),))


@pytest.fixture(params=["tantivy", "elasticsearch"])
def reader(request, press, tmp_path):
    """A reader of the page over either index, with the same articles."""
    if request.param == "tantivy":
        archive = TantivyArchive(tmp_path / "own", lambda: NOON)
        replay = TantivyReplay(tmp_path / "own" / SCHEMA_VERSION)
    else:
        url = request.getfixturevalue("elasticsearch_url")
        archive = ElasticArchive(url, now=lambda: NOON)
        replay = ElasticReplay(Connection(url=url).open)
    archive.setup()
    archive.put([document(f"a{n}", title=f"Titre {n}", published=NOON - timedelta(days=n)) for n in range(5)])
    archive.put([document("b", body="Un avion.", published=NOON - timedelta(days=9))])
    with served(
        replace(press, archive=archive, holdings=archive, replay=replay, watchlist=lambda: LISTED)
    ) as one:
        yield one


def test_every_view_tells_the_same(reader, tmp_path):
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
    (tmp_path / "feeds.yaml").write_text("watches:\n  - id: mali\n    any: [Mali]\n")
    told = reader.ask("/veilles/essai.json?forme=requete&texte=avion+OU+Mali&jours=7").json["told"]
    assert [one["article_id"] for one in told] == ["a4", "a3", "a2", "a1"]
    assert len(re.findall('href="/article/', reader.ask("/sources/sahel-info").text)) == 6
