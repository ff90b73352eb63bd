"""What Kibana imports: whole, referring to what is there, each panel's question answered by a real server."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from elasticsearch_fixture import ask
from facts import document
from loopback import Site
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.elastic_archive.templates import fields
from workers.edges.kibana_objects import import_objects
from workers.news.document import Country, Entity, Findings, Keyword, Point
from workers.news.errors import Permanent, Transient
from workers.stages.kibana import DASHBOARDS, ndjson, objects, question

FILE = Path(__file__).parents[1] / "ops" / "kibana" / "beffroi.ndjson"
PANELS = [panel for dashboard in DASHBOARDS for panel in dashboard.panels]
KINDS = {"index-pattern": "8.0.0", "search": "8.0.0", "lens": "8.9.0", "map": "8.4.0", "dashboard": "8.9.0"}


def test_the_file_is_what_the_builder_makes():
    assert FILE.read_text("utf-8") == ndjson(), "run `make kibana`"


def test_each_object_has_an_id_of_its_own_and_refers_to_one_before_it():
    known = set()
    for one in map(json.loads, ndjson().splitlines()):
        assert {"type", "id", "attributes", "references", "coreMigrationVersion"} <= set(one)
        assert KINDS[one["type"]] == one["typeMigrationVersion"]
        assert {(ref["type"], ref["id"]) for ref in one["references"]} <= known
        assert (one["type"], one["id"]) not in known
        known.add((one["type"], one["id"]))
    assert {kind for kind, _ in known} == set(KINDS)


def test_the_panels_of_a_dashboard_lie_beside_each_other_and_name_their_objects():
    for one in objects():
        if one["type"] != "dashboard":
            continue
        panels = json.loads(one["attributes"]["panelsJSON"])
        names = {ref["name"] for ref in one["references"]}
        assert {f"{panel['panelIndex']}:{panel['panelRefName']}" for panel in panels} == names
        cells = [
            (x, y)
            for place in (panel["gridData"] for panel in panels)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        ]
        assert len(cells) == len(set(cells))
        assert max(x for x, _ in cells) < 48


def test_every_field_that_is_shown_exists_and_can_be_counted():
    known = dict(fields())
    used = {name for panel in PANELS for name in (panel.field, panel.split, panel.average) if name}
    assert used <= set(known)
    assert {known[name]["type"] for name in used} <= {"keyword", "half_float", "float", "geo_point"}


@pytest.fixture
def articles(elasticsearch_url) -> str:
    """A server with one article that has everything."""
    findings = Findings(
        language="fr",
        entities=tuple(
            Entity(text="X", type=type, canonical=f"Un {type}", mentions=((0, 1),))
            for type in ("person", "organisation", "place")
        ),
        countries=(
            Country(
                code="ML",
                name="Mali",
                mentions=(),
                roles=("place", "actor"),
                places=(Point(name="Kidal", latitude=18.4, longitude=1.4),),
            ),
        ),
        keywords=(Keyword(category="losses", term="embuscade", mentions=()),),
        defence_score=0.9,
    )
    one = document("a1", agencies=("AFP",), text_quality="stub", revision=2)
    ElasticArchive(elasticsearch_url).put([replace(one, findings=findings), document("a2")])
    return elasticsearch_url


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.id)
def test_the_question_of_each_panel_is_answered(articles, panel):
    query = {
        "query_string": {"query": panel.query.replace(" : ", ":").replace(" >= ", ":>=").replace(" > ", ":>")}
    }
    asked = question(panel) | ({"query": query} if panel.query else {})
    answer = ask(f"{articles}/beffroi-articles/_search", "POST", asked)
    assert answer["hits"]["total"]["value"] == (1 if panel.query else 2)
    for aggregation in answer.get("aggregations", {}).values():
        assert aggregation["buckets"][0]["doc_count"] >= 1
        if panel.average:
            assert aggregation["buckets"][0]["mean"]["value"] is not None
    if panel.kind == "articles":
        assert [hit["_id"] for hit in answer["hits"]["hits"]] == ["a1"]


def test_the_objects_are_sent_as_kibana_takes_them():
    with Site() as site:
        path = "/api/saved_objects/_import?overwrite=true"
        site.serve(path, b'{"success": true, "successCount": 3}')
        assert import_objects(site.url(""), "{}\n", ("elastic", "x")) == 3
        sent = site.requests[0]
        assert b'name="file"' in sent.body
        headers = {name.lower(): value for name, value in sent.headers.items()}
        assert headers["kbn-xsrf"] == "beffroi"
        site.serve(path, b'{"success": false, "errors": [{"id": "x"}]}')
        with pytest.raises(Permanent, match="'id': 'x'"):
            import_objects(site.url(""), "{}\n", ("elastic", "x"))
    with pytest.raises(Transient, match="does not answer"):
        import_objects("http://127.0.0.1:9", "{}\n", ("elastic", "x"))
