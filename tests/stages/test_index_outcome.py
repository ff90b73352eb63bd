"""What became of each document of a bulk request, and what is to be done next."""

import pytest

from workers.news.document import Refused
from workers.stages.index import outcome

FULL = "index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded, read-only-allow-delete block]"


def item(id: str, status: int, op: str = "index", **error: object) -> dict:
    return {op: {"_id": id, "status": status} | ({"error": error} if error else {})}


def test_a_document_with_a_fault_of_its_own_is_refused_with_all_the_reasons():
    cause = {"type": "illegal_argument", "reason": "no number"}
    answer = [
        item("a", 201),
        item("b", 400, type="parsing", reason="bad field", caused_by=cause),
        item("c", 200),
    ]
    refused = Refused(id="b", reason="parsing: bad field; illegal_argument: no number")
    assert (outcome(answer).refused, outcome(answer).reason) == ((refused,), None)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_for_those_alone(status):
    result = outcome([item("a", 201), item("b", status)])
    assert (result.busy, result.standstill, result.reason) == (("b",), None, f"status {status}")


def test_an_index_that_is_missing_is_not_waited_for():
    result = outcome([item("a", 404, type="index_not_found"), item("b", 429)])
    assert (result.missing, result.busy) == (("a",), ("b",))


@pytest.mark.parametrize(
    ("status", "kind", "why", "standstill"),
    [
        (401, "security_exception", "expired", "no-access"),
        (403, "security_exception", "not allowed", "no-access"),
        (403, "cluster_block_exception", "index read-only (api)", "read-only"),
        (429, "cluster_block_exception", FULL, "disk-full"),
        (503, "cluster_block_exception", "no master", None),
    ],
)
def test_what_only_a_person_can_end_is_told_apart(status, kind, why, standstill):
    result = outcome([item("a", status, type=kind, reason=why)])
    assert (result.busy, result.standstill, result.refused) == (("a",), standstill, ())


def test_a_newer_document_in_the_index_is_no_trouble_and_a_known_one_becomes_a_revision():
    result = outcome([item("a", 409), item("b", 409, op="create")])
    assert (result.known, result.busy, result.refused) == (("b",), (), ())
