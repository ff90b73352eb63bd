"""Elasticsearch in trouble, and what only Elasticsearch has: years, template, sizes."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from elasticsearch_fixture import ask
from facts import NOON, document
from loopback import Site
from workers.edges.elastic_archive import ElasticArchive, template
from workers.edges.elastic_archive.fields_page import page as fields_page
from workers.news.errors import Transient
from workers.news.not_taken import NotTaken
from workers.stages.index import ALIAS, NAMES, PATTERN, body
from workers.stages.index.words import elided_forms

PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
YEAR = "beffroi-articles-v1-2026"


@pytest.fixture
def archive(elasticsearch_url) -> ElasticArchive:
    return ElasticArchive(elasticsearch_url, pause=timedelta())


def test_the_template_analyses_as_the_query_is_read():
    analysis = template()["template"]["settings"]["analysis"]["filter"]
    assert analysis["beffroi_elision"]["articles"] == list(elided_forms())
    assert analysis["beffroi_unstemmed"]["keywords_pattern"] == "|".join([*NAMES, ".*'.*"])
    assert template()["index_patterns"] == [PATTERN]
    assert list(template()["template"]["aliases"]) == [ALIAS]


def test_the_template_knows_every_field_of_a_document():
    known = template()["template"]["mappings"]["properties"]
    fields = body(document("a1"))
    assert set(known) == set(fields)
    assert set(known["search"]["properties"]) == set(fields["search"])
    fields = known
    assert set(fields["mentions"]["properties"]) == set(body(document("a1"))["mentions"][0])


def test_each_year_has_an_index_and_one_alias_finds_all(archive, elasticsearch_url):
    archive.put([document("a1"), document("a2", published=NOON - timedelta(days=800))])
    assert set(ask(f"{elasticsearch_url}/{ALIAS}/_settings")) == {YEAR, "beffroi-articles-v1-2023"}
    assert archive.size() == 2


def test_a_field_that_the_template_gained_reaches_the_indices_of_before(archive, elasticsearch_url):
    older = json.loads(json.dumps(template()))
    del older["template"]["mappings"]["properties"]["regions"]
    ask(f"{elasticsearch_url}/_index_template/beffroi-articles-v1", "PUT", older)
    ask(f"{elasticsearch_url}/{YEAR}", "PUT")
    assert archive.put([document("a1")]) == []


def test_the_page_of_fields_is_that_of_the_mapping():
    page = Path(__file__).parents[2] / "docs" / "fields.md"
    assert page.read_text("utf-8") == fields_page(), "run `make fields`"


def test_a_setting_of_the_operator_wins_over_ours(archive, elasticsearch_url):
    own = {"template": {"settings": {"index.refresh_interval": "30s"}}}
    ask(f"{elasticsearch_url}/_component_template/beffroi@custom", "PUT", own)
    archive.put([document("a1")])
    told = ask(f"{elasticsearch_url}/{YEAR}/_settings")[YEAR]["settings"]["index"]
    assert (told["refresh_interval"], told["auto_expand_replicas"]) == ("30s", "0-1")


def test_an_index_made_without_the_template_is_not_written(archive, elasticsearch_url):
    archive.put([document("a1")])
    ask(f"{elasticsearch_url}/{YEAR}", "DELETE")
    ask(f"{elasticsearch_url}/_index_template/beffroi-articles-v1", "DELETE")
    with pytest.raises(Transient, match="index_not_found"):
        archive.put([document("a2")])
    assert archive.put([document("a2")]) == []


def test_settings_of_the_operator_are_applied(archive, elasticsearch_url):
    own = {"template": {"settings": {"index.max_result_window": 20000}}}
    ask(f"{elasticsearch_url}/_component_template/beffroi@custom", "PUT", own)
    archive.put([document("a1")])
    told = ask(f"{elasticsearch_url}/{YEAR}/_settings")[YEAR]["settings"]["index"]
    assert told["max_result_window"] == "20000"


def test_a_document_that_the_index_cannot_take_is_refused_and_the_rest_go_on(archive, elasticsearch_url):
    archive.put([])
    archive.setup()
    limits = {"settings": {"index.mapping.nested_objects.limit": 0}}
    ask(f"{elasticsearch_url}/{YEAR}", "PUT", limits)
    plain = document("a1")
    plain = replace(plain, findings=replace(plain.findings, entities=()))
    (refused,) = archive.put([document("a2"), plain])
    assert refused.id == "a2"
    assert "nested" in refused.reason
    assert archive.size() == 1


def test_messages_too_large_are_halved_and_a_document_too_large_is_refused(archive):
    half, whole = " " * 5_000_000, " " * 9_000_000
    (refused,) = archive.put(
        [document("a1", body=half), document("a2", body=half), document("a3", body=whole), document("a4")]
    )
    assert refused.id == "a3"
    assert "larger" in refused.reason
    assert archive.size() == 3


@pytest.mark.parametrize("block", ["read_only_allow_delete", "read_only", "write"])
def test_an_index_that_may_not_be_written_loses_nothing(archive, elasticsearch_url, block):
    archive.put([document("a1")])
    settings = f"{elasticsearch_url}/{YEAR}/_settings"
    ask(settings, "PUT", {f"index.blocks.{block}": True})
    with pytest.raises(NotTaken, match="block") as raised:
        archive.put([document("a2")])
    assert raised.value.standstill == ("disk-full" if block == "read_only_allow_delete" else "read-only")
    assert raised.value.waiting == {"a2"}
    ask(settings, "PUT", {f"index.blocks.{block}": None})
    assert archive.put([document("a2")]) == []
    assert archive.size() == 2


def test_an_index_deleted_under_a_running_process_is_made_again(archive, elasticsearch_url):
    archive.put([document("a1")])
    ask(f"{elasticsearch_url}/{YEAR}", "DELETE")
    with pytest.raises(Transient, match="index_not_found"):
        archive.put([document("a2")])
    archive.put([document("a2")])
    assert archive.size() == 1


def test_at_a_standstill_the_server_is_left_alone_for_a_while(elasticsearch_url):
    archive = ElasticArchive(elasticsearch_url, pause=timedelta(hours=1))
    archive.put([document("a1")])
    ask(f"{elasticsearch_url}/{YEAR}/_settings", "PUT", {"index.blocks.write": True})
    with pytest.raises(NotTaken, match="block"):
        archive.put([document("a2")])
    ask(f"{elasticsearch_url}/{YEAR}/_settings", "PUT", {"index.blocks.write": None})
    with pytest.raises(NotTaken) as raised:
        archive.put([document("a3")])
    assert (raised.value.waiting, raised.value.standstill) == ({"a3"}, "read-only")


def test_a_conflicting_field_is_a_dead_letter_with_its_reason(archive, elasticsearch_url):
    archive.put([document("a1")])
    ask(f"{elasticsearch_url}/{YEAR}", "DELETE")
    other = {"mappings": {"properties": {"section": {"type": "date"}}}}
    ask(f"{elasticsearch_url}/_component_template/beffroi@custom", "PUT", {"template": other})
    older = json.loads(json.dumps(template()))
    del older["template"]["mappings"]["properties"]["section"]
    ask(f"{elasticsearch_url}/_index_template/beffroi-articles-v1", "PUT", older)
    ask(f"{elasticsearch_url}/{YEAR}", "PUT")
    (refused,) = archive.put([document("a1", section="Monde"), document("a2")])
    assert refused.id == "a1"
    assert "failed to parse field [section] of type [date]" in refused.reason
    assert archive.size() == 1


def test_a_server_out_of_reach_is_named_without_its_password():
    archive = ElasticArchive("http://elastic:geheim@127.0.0.1:9", None)
    for call in (archive.size, archive.setup, lambda: archive.put([document("a1")])):
        with pytest.raises(Transient, match=r"127\.0\.0\.1:9 does not answer") as raised:
            call()
        assert "geheim" not in str(raised.value)


def test_an_address_without_a_port_is_explained():
    with pytest.raises(Transient, match="port included"):
        ElasticArchive("http://elastic.example", None).size()


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "API_KEY"),
        (403, "API_KEY"),
        (429, "overloaded"),
        (503, "overloaded"),
        (400, "refuses a request"),
    ],
)
def test_a_refusal_says_what_to_do(status, advice):
    with Site() as site:
        answer = b'{"error": {"type": "some_exception", "reason": "so"}}'
        site.serve("/beffroi-articles/_count?ignore_unavailable=true", answer, status=status, headers=PRODUCT)
        with pytest.raises(Transient, match=advice):
            ElasticArchive(site.url(""), "key").size()


def test_the_api_key_is_sent():
    with Site() as site:
        path = "/beffroi-articles/_count?ignore_unavailable=true"
        site.serve(path, b'{"count": 7}', headers=PRODUCT)
        assert ElasticArchive(site.url(""), "cle").size() == 7
        sent = {name.lower(): value for name, value in site.requests[0].headers.items()}
    assert sent["authorization"] == "ApiKey cle"


def test_a_server_of_another_make_is_told_apart():
    with Site() as site:
        site.serve("/", b'{"version": {"number": "3.8.0"}}', headers={"Content-Type": "application/json"})
        with pytest.raises(Transient, match="no Elasticsearch"):
            ElasticArchive(site.url(""), None).setup()


def test_a_server_too_old_is_told_apart():
    with Site() as site:
        site.serve("/", b'{"version": {"number": "8.19.2"}}', headers=PRODUCT)
        with pytest.raises(Transient, match=r"is 8\.19\.2; beffroi needs 9"):
            ElasticArchive(site.url(""), None).setup()
