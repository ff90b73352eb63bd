"""The index as an operator keeps it, the same on both."""

import json
from datetime import timedelta

import pytest

from elasticsearch_fixture import ask
from facts import NOON, document
from workers.edges.elastic_archive import ElasticArchive, template
from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.news.errors import Permanent
from workers.news.search import Count
from workers.stages.index import article_of, body, kept_findings, parse

DAY = timedelta(days=1)
OLD, NEW = "beffroi-articles-v0-2026", "beffroi-articles-v1-2026"


@pytest.fixture(params=["tantivy", "elasticsearch"])
def archive(request, tmp_path):
    if request.param == "tantivy":
        return TantivyArchive(tmp_path / "index", lambda: NOON)
    return ElasticArchive(request.getfixturevalue("elasticsearch_url"), now=lambda: NOON)


def days(*ages: int) -> list:
    return [document(f"a{age}", body="Un drone.", published=NOON - age * DAY) for age in ages]


def test_every_answer_is_given_with_all_its_fields_oldest_first(archive):
    archive.put([*days(*range(1100)), document("b", body="Un avion.")])
    found = list(archive.each(parse("drone")))
    assert [fields["id"] for fields in found] == [f"a{age}" for age in reversed(range(1100))]
    assert found[0]["body"] == "Un drone."
    assert list(archive.each(parse(""))) == []


def test_the_latest_answers_are_given_with_all_their_fields_newest_first(archive):
    assert archive.latest(parse("drone"), most=3) == []
    archive.put([*days(3, 0, 2, 1), document("b", body="Un avion.")])
    found = archive.latest(parse("drone"), most=3)
    assert [fields["id"] for fields in found] == ["a0", "a1", "a2"]
    assert found[0]["body"] == "Un drone."
    assert archive.latest(parse(""), most=3) == []


def test_the_values_of_a_field_are_counted(archive):
    assert archive.counted(parse("drone"), "countries", most=3) == []
    archive.put([*days(0, 1), document("b", body="Un avion.")])
    assert archive.counted(parse("drone"), "countries", most=3) == [Count(value="ML", articles=2)]
    assert archive.counted(parse("drone"), "persons", most=3) == []
    assert archive.counted(parse(""), "countries", most=3) == []


def test_a_stored_document_is_read_back_as_it_was(archive):
    one = document("a1", section="Monde", authors=("Awa",), agencies=("AFP",), revision=2, paywalled=True)
    archive.put([one])
    (fields,) = archive.each(parse("id:a1"))
    assert article_of(fields) == one.article
    findings = kept_findings(fields, one.findings)
    assert body(document("a1"))["mentions"][0]["canonical"] == findings.entities[0].canonical
    assert [(one.category, one.term) for one in findings.keywords] == [("armament", "véhicule blindé")]


def test_what_is_older_than_the_retention_is_deleted(archive):
    archive.put(days(0, 10, 40, 400, 900))
    assert archive.drop(NOON - 30 * DAY) == 3
    assert sorted(fields["id"] for fields in archive.each(parse("drone"))) == ["a0", "a10"]
    assert archive.size() == 2


def test_nothing_is_deleted_where_nothing_is(archive):
    assert archive.drop(NOON) == 0
    assert archive.shelves() == []


def test_the_parts_are_counted(archive):
    archive.put(days(0, 1, 2))
    (shelf,) = archive.shelves()
    assert (shelf.articles, shelf.current, shelf.searched) == (3, True, True)
    assert shelf.bytes > 0
    assert (shelf.oldest, shelf.newest) == (NOON - 2 * DAY, NOON)
    archive.drop(NOON + DAY)
    assert [(one.articles, one.oldest, one.newest) for one in archive.shelves()] == [(0, None, None)]


def old_index(url: str, *, field: str = "text") -> None:
    """An index as an earlier version made it: without the fields that were gained since."""
    content = json.loads(json.dumps(template()["template"]))
    for gained in ("search", "indexed", "defence_score"):
        del content["mappings"]["properties"][gained]
    content["mappings"]["properties"]["photo_credit"] = {"type": field}
    content["mappings"]["properties"]["gone"] = {"type": "keyword"}
    ask(f"{url}/{OLD}", "PUT", content)
    for name in ("v1", "v2", "v3"):
        fields = body(document(name, body="Un drone."))
        for gained in ("search", "indexed", "defence_score"):
            del fields[gained]
        ask(f"{url}/{OLD}/_doc/{name}", "PUT", fields | {"gone": "x"})
    ask(f"{url}/{OLD}/_refresh", "POST")


def test_an_index_of_an_earlier_version_is_copied_and_takes_the_others_place(elasticsearch_url):
    old_index(elasticsearch_url)
    archive = ElasticArchive(elasticsearch_url)
    assert [(one.articles, one.current) for one in archive.shelves()] == [(3, False)]
    seen = []
    assert archive.migrate(lambda *told: seen.append(told)) == [OLD]
    assert seen[0] == (NEW, 3, 3)
    assert list(ask(f"{elasticsearch_url}/beffroi-articles/_settings")) == [NEW]
    assert sorted(one.id for one in archive.search("lieu:mali drone", most=5)) == ["v1", "v2", "v3"]
    assert archive.migrate(lambda *_: None) == []
    assert [(one.name, one.searched) for one in archive.shelves()] == [(OLD, False), (NEW, True)]
    assert ask(f"{elasticsearch_url}/{OLD}/_count")["count"] == 3


def test_what_was_written_meanwhile_is_newer_and_stays(elasticsearch_url):
    archive = ElasticArchive(elasticsearch_url)
    archive.put([document("v2", body="Un avion.", revision=2), document("n1")])
    old_index(elasticsearch_url)
    archive.migrate(lambda *_: None)
    assert archive.size() == 4
    assert [one.id for one in archive.search("avion", most=5)] == ["v2"]


def test_a_copy_that_is_not_whole_changes_nothing(elasticsearch_url):
    archive = ElasticArchive(elasticsearch_url)
    own = {"template": {"settings": {"index.mapping.nested_objects.limit": 0}}}
    archive.setup()
    ask(f"{elasticsearch_url}/_component_template/beffroi@custom", "PUT", own)
    old_index(elasticsearch_url)
    with pytest.raises(Permanent, match="does not take all"):
        archive.migrate(lambda *_: None)
    assert list(ask(f"{elasticsearch_url}/beffroi-articles/_settings")) == [OLD]
    assert archive.size() == 3


def test_a_folder_of_an_earlier_version_is_copied(tmp_path):
    TantivyArchive(tmp_path / "index").put([*days(0, 1), document("a2", body="Un drone ancien.")])
    (tmp_path / "index" / SCHEMA_VERSION).rename(tmp_path / "index" / "v1")
    archive = TantivyArchive(tmp_path / "index")
    archive.put([document("a2", body="Un avion.")])
    assert [(one.name, one.articles, one.current) for one in archive.shelves()] == [
        ("v1", 3, False),
        (SCHEMA_VERSION, 1, True),
    ]
    assert archive.migrate(lambda *_: None) == ["v1"]
    assert sorted(one.id for one in archive.search("drone", most=5)) == ["a0", "a1"]
    assert archive.size() == 3
