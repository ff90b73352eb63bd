"""What the server answers to a search, as the analyst sees it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from elasticsearch import Elasticsearch

from workers.news.document import Found
from workers.news.search import Period, Results
from workers.stages.index import (
    ALIAS,
    STORIES,
    also_of,
    by_hours,
    days_of,
    facets_of,
    found,
    highlights,
    hourly,
    hours_request,
    newest_request,
    timeline,
)


def best(client: Elasticsearch, request: dict[str, Any], *, facets: bool) -> Results:
    """Gives the answers to a search, with how many there are and what they are about."""
    answer = client.search(
        index=ALIAS,
        search_type="dfs_query_then_fetch",  # one scale of scores for all years
        ignore_unavailable=True,
        allow_partial_search_results=False,
        body=request,
    )
    hits, counted = answer["hits"], answer.get("aggregations") or {}
    return Results(
        total=int(hits["total"]["value"]),
        found=tuple(map(_found, hits["hits"])),
        facets=facets_of(counted) if facets and counted else {},
        timeline=_timeline(client, request, counted) if facets and counted else (),
        stories=int(counted[STORIES]["value"]) if STORIES in counted else None,
    )


def _timeline(
    client: Elasticsearch, request: Mapping[str, Any], counted: Mapping[str, Any]
) -> tuple[Period, ...]:
    """By hours where the answers lie within few days: then they are counted once more."""
    days = days_of(counted)
    if not by_hours(days):
        return timeline(days)
    asked = hours_request(request["query"])
    answer = client.search(
        index=ALIAS, ignore_unavailable=True, allow_partial_search_results=False, body=asked
    )
    return hourly(days_of(answer.get("aggregations") or {"days": {"buckets": []}}))


def newest_of(client: Elasticsearch, *, most: int) -> list[Found]:
    """Gives the articles published last, the newest first."""
    answer = client.search(index=ALIAS, ignore_unavailable=True, body=newest_request(most=most))
    return [found(hit["_source"], ()) for hit in answer["hits"]["hits"]]


def _found(hit: Mapping[str, Any]) -> Found:
    passages = highlights(hit.get("highlight", {}))
    return replace(found(hit["_source"], passages), also=also_of(hit))
