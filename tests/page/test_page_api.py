"""The REST API: it answers as its own document says, whatever it is asked."""

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from facts import NOON, alert, document, feed, visit
from page_server import WATCHES, served, world
from workers.page.api import document as described
from workers.page.operations import OPERATIONS
from workers.watchlist.listing import Watchlist


@pytest.fixture(scope="module")
def api(tmp_path_factory, valkey_socket):
    """A reader of a page that knows a little of everything."""
    with redis.Redis(unix_socket_path=valkey_socket) as store:
        store.flushall()
        folder = tmp_path_factory.mktemp("api")
        (folder / "feeds.yaml").write_text("feeds: []\nwatches:\n  - {id: mali, any: [Mali]}\n")
        press = world(folder, store, lambda: NOON)
        press = replace(press, watchlist=lambda: Watchlist(watches=WATCHES, feeds=(feed(), feed("autre"))))
        before = NOON - timedelta(minutes=5)
        press.archive.put([document("e1", published=before), document("e2", title="Autre", published=before)])
        press.outbox.put(alert("a1"))
        press.notebook.note(visit(outcome="failed", reason="404", failures=3))
        with served(press) as reader:
            yield reader


def valid(operation: str, status: int, answer: object) -> list[str]:
    """What is wrong with an answer, by the document."""
    whole = described()
    methods = [method for one in whole["paths"].values() for method in one.values()]
    (told,) = [one["responses"] for one in methods if one["operationId"] == operation]
    assert str(status) in told, f"{operation} answered {status}"
    schema = told[str(status)]["content"]["application/json"]["schema"]
    checker = Draft202012Validator(schema | {"components": whole["components"]})
    return [error.message for error in checker.iter_errors(answer)]


def path_of(operation, **values: str) -> str:
    path = operation.path.replace("{id}", quote(values.pop("id", ""), safe=""))
    return f"/api/v1{path}?{urlencode(values)}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_every_operation_answers_as_described(api, operation):
    answer = api.ask(path_of(operation, id="e1", q="mali"))
    if operation.name == "story":
        assert answer.status == 404
    else:
        assert answer.status == 200
        assert answer.json
    assert valid(operation.name, answer.status, answer.json) == []


WILD = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PARTS = ("pays:", "depuis:", "(", ")", "OU", '"', "-", "défense:>", "mali", "id:", "\x00", "e1")
PIECES = st.sampled_from(PARTS)
QUERIES = WILD | st.lists(PIECES, max_size=8).map(" ".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operation=st.sampled_from(OPERATIONS), q=QUERIES, n=WILD | st.integers().map(str), id=WILD, other=WILD)
def test_whatever_is_asked_the_answer_is_as_described(api, operation, q, n, id, other):
    id = id.strip(".") or "x"  # a path of dots is another path
    answer = api.ask(path_of(operation, id=id, q=q, n=n, sort=other, watch=other))
    if answer.status == 404 and "error" not in json.loads(answer.text):
        return
    assert valid(operation.name, answer.status, answer.json) == []


def test_the_document_is_one_and_refers_to_what_it_has(api):
    told = api.ask("/api/v1/openapi.json").json
    assert told["openapi"] == "3.1.0"
    assert told == json.loads(json.dumps(described()))
    named = set(json.dumps(told).split('"#/components/schemas/')[1:])
    assert {one.split('"')[0] for one in named} <= set(told["components"]["schemas"])
    Draft202012Validator.check_schema({"$defs": told["components"]["schemas"]})


def test_alerts_and_feeds_are_told(api):
    assert [one["alert"]["id"] for one in api.ask("/api/v1/alerts?watch=mali").json] == ["a1"]
    assert api.ask("/api/v1/alerts?watch=autre").json == []
    failing, never = api.ask("/api/v1/feeds").json
    assert (failing["outcome"], failing["failures"], never["outcome"]) == ("failed", 3, "")


def dry_run(api, body: object, **headers: str):
    """What a program is answered that has a watch tried."""
    text = body if isinstance(body, str) else json.dumps(body)
    answer = api.ask("/api/v1/watches/dry-run", "POST", text, {"Content-Type": "application/json"} | headers)
    assert valid("dry-run", answer.status, answer.json) == []
    return answer


def test_a_watch_is_tried_by_a_program(api):
    told = dry_run(api, {"text": "id: essai\nany: [Mali]", "days": 2}).json
    assert (told["watches"], told["articles"], told["whole"]) == (["essai"], 2, True)
    assert {one["article_id"] for one in told["told"]} == {"e1", "e2"}
    assert sum(told["days"]) == 2
    by_query = dry_run(api, {"text": "mali", "form": "query", "days": 1}).json
    assert [one["term"] for one in by_query["told"]] == ["mali", "mali"]


def test_mistakes_of_a_tried_watch_are_told_at_their_signs(api):
    answer = dry_run(api, {"text": "id: essai\nany: [Mali]\nwhere: {countries: [ZZ]}"})
    assert answer.status == 422
    (mistake,) = answer.json["mistakes"]
    assert (mistake["line"], mistake["level"]) == (3, "error")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("no json", {}, 400),
        ("[" * 100_000, {}, 400),
        ('{"text": "mali", "other": ' + "[" * 100_000, {}, 400),
        ({"days": 3}, {}, 400),
        ({"text": "mali", "form": "query", "days": 15}, {}, 400),
        ({"text": "m" * 20_001}, {}, 400),
        ({"text": "m" * 300_000}, {}, 413),
        ({"text": "mali"}, {"Content-Type": "text/plain"}, 415),
        ({"text": "mali"}, {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"text": "mali"}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"text": "mali"}, {"Origin": "https://ailleurs.example"}, 403),
    ],
)
def test_a_trial_is_bounded_and_not_for_other_sites(api, body, headers, status):
    assert dry_run(api, body, **headers).status == status


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WILD | QUERIES, form=st.sampled_from(["yaml", "query"]), days=st.integers(-1, 15))
def test_whatever_is_tried_the_answer_is_as_described(api, text, form, days):
    dry_run(api, {"text": text, "form": form, "days": days})


def test_a_trial_answers_to_no_other_host(api):
    headers = {"Content-Type": "application/json", "Host": "ailleurs.example"}
    assert api.ask("/api/v1/watches/dry-run", "POST", "{}", headers).status == 421


def test_nothing_is_changed_by_it(api):
    for method in ("POST", "PUT", "DELETE"):
        assert api.ask("/api/v1/search", method).status == 405
