"""What Kibana imports: whole, referring to what is there, each panel's question answered by a real server."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from elasticsearch_fixture import ask
from facts import NOON, alert, document, feed
from loopback import Site
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.edges.elastic_archive.fields_page import alert_fields, feed_day_fields
from workers.edges.elastic_archive.templates import fields
from workers.edges.elastic_ledger import ElasticFeedDays, ElasticLedger
from workers.edges.kibana_objects import import_objects
from workers.news.alert import Delivery, Raised
from workers.news.document import Country, Entity, Findings, Keyword, Point
from workers.news.errors import Permanent, Transient
from workers.news.feed_day import FeedDay
from workers.news.story import Placed
from workers.news.watch import Watch
from workers.stages.kibana import DASHBOARDS, VIEWS, ndjson, objects, queries, question, rules

SECOND, HALF_AN_HOUR = timedelta(seconds=1), timedelta(minutes=30)
KIBANA = Path(__file__).parents[1] / "ops" / "kibana"
PANELS = [(dashboard, panel) for dashboard in DASHBOARDS for panel in dashboard.panels]
KINDS = {
    "index-pattern": "8.0.0",
    "search": "8.0.0",
    "lens": "8.9.0",
    "map": "8.4.0",
    "dashboard": "8.9.0",
    "query": "8.0.0",
}
FIELDS = {"articles": dict(fields()), "alerts": dict(alert_fields()), "feeds": dict(feed_day_fields())}
NUMBERS = {"half_float", "float", "integer", "long"}
WATCHES = (Watch(id="sahel", title="Sahel"), Watch(id='dit-"x"', title="Dit « x »"))


def asked(text: str) -> dict:
    """Kibana's simple language, as the server's own reads it."""
    for ours, theirs in ((" : ", ":"), (" >= ", ":>="), (" <= ", ":<="), (" > ", ":>")):
        text = text.replace(ours, theirs)
    return {"query_string": {"query": text.replace(" and ", " AND ").replace(" or ", " OR ")}}


def test_the_file_is_what_the_builder_makes():
    assert (KIBANA / "beffroi.ndjson").read_text("utf-8") == ndjson(), "run `make kibana`"
    kept = {one.stem: json.loads(one.read_text("utf-8")) for one in (KIBANA / "rules").iterdir()}
    assert kept == rules(), "run `make kibana`"


def test_each_object_has_an_id_of_its_own_and_refers_to_one_before_it():
    known = set()
    for one in map(json.loads, ndjson(WATCHES).splitlines()):
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
    for dashboard, panel in PANELS:
        known = FIELDS[panel.view or dashboard.view]
        counted = [name for name in (panel.field, panel.beside, panel.split) if name]
        assert {known[name]["type"] for name in counted} <= {"keyword", "geo_point"}
        for measure in panel.measures:
            kinds = {"keyword"} if measure.operation == "distinct" else NUMBERS
            assert known[measure.field]["type"] in kinds


def test_every_field_has_a_label_and_every_form_is_of_a_field():
    for name, view in VIEWS.items():
        described = {field for field in view.described if field != "search"}
        assert described <= set(FIELDS[name])
        assert set(view.formats) | set(view.columns) <= described
    countries = VIEWS["articles"].formats["countries"]["params"]["lookupEntries"]
    assert {"key": "ML", "value": "🇲🇱 Mali"} in countries


@pytest.fixture
def indexed(elasticsearch_url) -> str:
    """A server with a story of two outlets, of which the first article has everything, and two alerts."""
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
    whole = replace(one, findings=findings, story=Placed(story_id="a1", is_first=True, agency="AFP"))
    placed = Placed(
        story_id="a1",
        is_first=False,
        copy_kind="verbatim",
        title="Embuscade",
        first_outlet="Sahel Info",
        first_seen=NOON,
        outlets=2,
        agency="AFP",
    )
    copy = replace(document("a2", source="Autre", seen=NOON + HALF_AN_HOUR), story=placed)
    ElasticArchive(elasticsearch_url, now=lambda: NOON).put([whole, copy])
    sent = Delivery(channel="desk", state="sent", begun=NOON + SECOND, at=NOON + 3 * SECOND)
    failed = Delivery(channel="chef", state="failed", attempts=20, error="410")
    ElasticLedger(Connection(url=elasticsearch_url).open, elasticsearch_url).record(
        [
            Raised(alert=alert("a1", seen=NOON, severity="high"), deliveries=(sent, failed), verdict="true"),
            Raised(alert=alert("a2", seen=NOON), deliveries=(sent,), verdict="false"),
        ]
    )
    ElasticFeedDays(Connection(url=elasticsearch_url).open, elasticsearch_url).record(
        [feed_day("sahel-info", entries=12, usual=10.5), feed_day("muet", usual=9.0, troubles=("silent",))]
    )
    return elasticsearch_url


def feed_day(name: str, **other) -> FeedDay:
    facts = {"day": NOON.date(), "at": NOON, "entries": 0, "troubles": (), "last_new": NOON}
    return FeedDay(feed=feed(name), **facts | {"delay_seconds": 60} | other)


@pytest.mark.parametrize("dashboard", DASHBOARDS, ids=lambda dashboard: dashboard.id)
def test_the_question_of_each_panel_is_answered(indexed, dashboard):
    for panel in dashboard.panels:
        query = {"query": asked(panel.query)} if panel.query else {}
        answer = ask(
            f"{indexed}/beffroi-{panel.view or dashboard.view}/_search", "POST", question(panel) | query
        )
        wanted = 1 if panel.query else 2
        assert answer["hits"]["total"]["value"] == wanted, panel.id
        assert len(answer["hits"]["hits"]) == (wanted if panel.kind == "list" else 0), panel.id
        for name, aggregation in answer.get("aggregations", {}).items():
            found = aggregation["buckets"][0] if "buckets" in aggregation else {name: aggregation}
            assert found.get("doc_count", 1) >= 1, panel.id
            assert not panel.beside or found["beside"]["buckets"], panel.id
            for at in range(len(panel.measures)):
                assert None not in figures(found[f"measure_{at}"]), panel.id


def figures(measured: dict) -> list[float | None]:
    return list(measured["values"].values()) if "values" in measured else [measured["value"]]


def answered(indexed: str, dashboard: str, panel: str) -> dict:
    (one,) = (panel_ for page, panel_ in PANELS if (page.id, panel_.id) == (dashboard, panel))
    view = one.view or next(page.view for page in DASHBOARDS if page.id == dashboard)
    query = {"query": asked(one.query)} if one.query else {}
    return ask(f"{indexed}/beffroi-{view}/_search", "POST", question(one) | query)["aggregations"]


def test_the_most_copied_story_stands_with_its_first_outlet_and_its_delay(indexed):
    (story,) = answered(indexed, "histoires", "vitesse")["values"]["buckets"]
    assert story["key"] == "Embuscade"
    assert story["beside"]["buckets"][0]["key"] == "Sahel Info"
    assert (story["measure_0"]["value"], figures(story["measure_1"])) == (2, [1_800_000])


def test_the_slowest_source_comes_first(indexed):
    slowest, quickest = answered(indexed, "sources", "delai")["values"]["buckets"]
    assert (slowest["key"], figures(slowest["measure_0"])) == ("Autre", [1_800_000])
    assert (quickest["key"], figures(quickest["measure_0"])) == ("Sahel Info", [0])


def test_a_feed_stands_with_what_it_brought_against_what_is_usual(indexed):
    lively, silent = answered(indexed, "sources", "attendu")["values"]["buckets"]
    assert [lively["key"], *(lively[f"measure_{at}"]["value"] for at in range(2))] == ["Sahel-Info", 12, 10.5]
    assert [silent["key"], *(silent[f"measure_{at}"]["value"] for at in range(2))] == ["Muet", 0, 9]
    (muted,) = answered(indexed, "sources", "muets")["values"]["buckets"]
    assert (muted["key"], muted["measure_0"]["value"]) == ("Muet", 9)


def test_the_mean_of_votes_is_the_precision_of_a_watch(indexed):
    (mali,) = answered(indexed, "alertes", "veilles")["values"]["buckets"]
    assert (mali["key"], mali["doc_count"], mali["measure_0"]["value"]) == ("mali", 2, 0.5)
    assert answered(indexed, "alertes", "canaux")["values"]["buckets"] == [{"key": "chef", "doc_count": 1}]
    (day,) = answered(indexed, "alertes", "etapes")["days"]["buckets"]
    assert [figures(day[f"measure_{at}"]) for at in range(3)] == [[0], [1000], [2000]]


def test_the_query_of_a_watch_finds_its_articles_and_its_alerts(indexed):
    first = next(queries([Watch(id="mali", title="Le Mali")]))
    assert first["attributes"]["title"] == "Veille · Le Mali"
    for alias in ("beffroi-articles", "beffroi-alerts"):
        query = {"query": asked(first["attributes"]["query"]["query"])}
        assert ask(f"{indexed}/{alias}/_search", "POST", query)["hits"]["total"]["value"] == 2
    assert json.loads(json.dumps([*queries(WATCHES)]))[1]["attributes"]["query"]["query"].startswith(
        'watches : "dit-\\"x\\"" or'
    )


@pytest.mark.parametrize(("name", "hits"), [("silence", 2), ("reprises", 0), ("echecs", 1), ("graves", 1)])
def test_the_question_of_each_rule_is_answered(indexed, name, hits):
    params = rules()[name]["params"]
    window = {"range": {params["timeField"]: {"gte": NOON.isoformat()}}}
    query = {"bool": {"filter": [json.loads(params["esQuery"])["query"], window]}}
    answer = ask(f"{indexed}/{params['index'][0]}/_search", "POST", {"query": query})
    assert answer["hits"]["total"]["value"] == hits


def test_a_rule_has_what_the_alerting_api_asks_for():
    for rule in rules().values():
        assert {"name", "rule_type_id", "consumer", "schedule", "params", "actions"} <= set(rule)
        params = rule["params"]
        assert params["thresholdComparator"] in {">", "<"}
        assert params["timeWindowUnit"] in set("smhd")
        assert FIELDS[params["index"][0].removeprefix("beffroi-")][params["timeField"]]["type"] == "date"


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
