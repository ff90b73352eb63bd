"""All that Elasticsearch holds: walked through, counted, thinned out by age."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from workers.news.asked import Query
from workers.news.holdings import Shelf
from workers.news.search import Count
from workers.stages import feed_days
from workers.stages.index import ALIAS, PATTERN, counts, matching
from workers.stages.index.elastic import year_of

PAGE = 500  # documents; 2 MB of articles
KEPT_OPEN = "5m"


def each(
    client: Elasticsearch, question: Mapping[str, object], index: str = ALIAS
) -> Iterator[dict[str, Any]]:
    """Gives the fields of every document that answers, oldest first, as they stood when it was asked."""
    view = client.open_point_in_time(index=index, keep_alive=KEPT_OPEN)["id"]
    try:
        after: list[Any] | None = None
        while True:
            body: dict[str, Any] = {
                "query": question,
                "size": PAGE,
                "sort": [{"@timestamp": "asc"}, {"id": "asc"}],
                "pit": {"id": view, "keep_alive": KEPT_OPEN},
                "track_total_hits": False,
            }
            hits = client.search(body=body | ({"search_after": after} if after else {}))["hits"]["hits"]
            yield from (hit["_source"] for hit in hits)
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        client.close_point_in_time(id=view)


def answering(client: Elasticsearch, query: Query) -> Iterator[dict[str, Any]]:
    """Gives the fields of every answer to a query."""
    return each(client, matching(query))


def newest_answers(client: Elasticsearch, query: Query, most: int) -> list[dict[str, Any]]:
    """Gives the fields of the answers published last, the newest first."""
    body = {"query": matching(query), "size": most, "sort": [{"@timestamp": "desc"}, {"id": "asc"}]}
    answer = client.search(index=ALIAS, ignore_unavailable=True, body=body | {"track_total_hits": False})
    return [hit["_source"] for hit in answer["hits"]["hits"]]


def values_of(client: Elasticsearch, query: Query, field: str, most: int) -> list[Count]:
    """Gives in how many answers each value of a field stands, the commonest first."""
    order = [{"_count": "desc"}, {"_key": "asc"}]
    wanted = {"values": {"terms": {"field": field, "size": most, "order": order}}}
    body = {"query": matching(query), "size": 0, "aggs": wanted}
    answer = client.search(index=ALIAS, ignore_unavailable=True, body=body)
    return list(counts(answer["aggregations"]["values"]["buckets"])) if "aggregations" in answer else []


def shelves(client: Elasticsearch) -> list[Shelf]:
    """Gives each index of articles, those outside the alias too."""
    known = client.indices.get_alias(index=f"{ALIAS}-*").body
    if not known:
        return []
    stats = client.indices.stats(index=",".join(sorted(known)), metric="store")["indices"]
    return [
        _shelf(
            client,
            name,
            bytes=int(stats[name]["primaries"]["store"]["size_in_bytes"]),
            searched=ALIAS in told,
        )
        for name, told in sorted((name, told["aliases"]) for name, told in known.items())
    ]


def _shelf(client: Elasticsearch, name: str, *, bytes: int, searched: bool) -> Shelf:
    ends = {"oldest": {"min": {"field": "@timestamp"}}, "newest": {"max": {"field": "@timestamp"}}}
    answer = client.search(index=name, size=0, track_total_hits=True, aggregations=ends)
    oldest, newest = (answer["aggregations"][end]["value"] for end in ends)
    return Shelf(
        name=name,
        # Not of the statistics: these count each nested mention as a document.
        articles=int(answer["hits"]["total"]["value"]),
        bytes=bytes,
        current=name.startswith(PATTERN.rstrip("*")),
        searched=searched,
        oldest=_time(oldest),
        newest=_time(newest),
    )


def _time(milliseconds: float | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)


def drop_before(client: Elasticsearch, before: datetime) -> int:
    """Deletes what was published before: whole years as indices, the rest one by one; gives how many."""
    dropped = 0
    there = [shelf for shelf in shelves(client) if shelf.searched]
    for shelf in there:
        if year_of(shelf.name) < before.astimezone(UTC).year:
            client.indices.delete(index=shelf.name)
            dropped += shelf.articles
    _drop_feed_days(client, before)
    older = {"range": {"@timestamp": {"lt": before.astimezone(UTC).isoformat()}}}
    ids = [str(fields["id"]) for fields in each(client, older)] if there else []
    for at in range(0, len(ids), PAGE):
        dropped += _delete(client, ids[at : at + PAGE])
    return dropped


def _drop_feed_days(client: Elasticsearch, before: datetime) -> None:
    """Whole years alone: a year of a hundred feeds has 5 MB."""
    for name in client.indices.get_alias(index=feed_days.PATTERN).body:
        if year_of(name) < before.astimezone(UTC).year:
            client.indices.delete(index=name)


def _delete(client: Elasticsearch, ids: list[str]) -> int:
    found = client.search(
        index=ALIAS, body={"query": {"ids": {"values": ids}}, "size": len(ids), "_source": False}
    )
    operations = [{"delete": {"_index": hit["_index"], "_id": hit["_id"]}} for hit in found["hits"]["hits"]]
    answer = client.bulk(operations=operations, refresh=True)
    return sum(next(iter(item.values())).get("result") == "deleted" for item in answer["items"])
