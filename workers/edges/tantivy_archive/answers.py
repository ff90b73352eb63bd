"""The best answers, their passages and their facets."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import tantivy

from workers.edges.tantivy_archive.analysis import stems
from workers.edges.tantivy_archive.copies import leading
from workers.edges.tantivy_archive.entries import source
from workers.news.asked import Query, Words
from workers.news.document import Found
from workers.news.search import Count, Period
from workers.stages.index import (
    FACETS,
    MOST_VALUES,
    by_hours,
    counts,
    found,
    hourly,
    passages,
    ranking,
    spans,
    spelt,
    timeline,
)

FIRST_WEIGHED = 256  # of these the best are nearly always there
MOST_WEIGHED = 4096  # answers whose age is looked at; beyond, the rank by words alone decides
HOUR, DAY = 3600, 86_400

Scored: TypeAlias = tuple[float, int, tantivy.DocAddress]
"""Score, time of publication in seconds, address."""


def best(
    searcher: tantivy.Searcher, asked: tantivy.Query, most: int, *, stories: bool, now: datetime | None
) -> list[tantivy.DocAddress]:
    """The best, newest first among equals: asks for more as long as a newer one might be better yet."""
    limit = max(most + 1, FIRST_WEIGHED)
    while True:
        hits = searcher.search(asked, limit, count=False).hits
        scored = _aged(searcher, hits, now)
        if stories:
            scored = [scored[at] for at in leading(searcher, [address for *_, address in scored])]
        if len(hits) < limit or (len(scored) >= most and _enough(limit, hits[-1][0], scored[most - 1][0])):
            return [address for *_, address in scored[:most]]
        limit = 4 * limit if len(scored) < most else min(4 * limit, MOST_WEIGHED)


def _enough(limit: int, last: float, worst: float) -> bool:
    """Whether no answer that scores no more than the last seen is looked at any more."""
    return limit >= MOST_WEIGHED or not _may_rise(last, worst)


def _may_rise(last: float, worst: float) -> bool:
    """Whether an answer that scores no more than the last seen may be as good as the worst kept."""
    return last * ranking.MOST >= worst


def _aged(
    searcher: tantivy.Searcher, hits: Sequence[tuple[float, tantivy.DocAddress]], now: datetime | None
) -> list[Scored]:
    if not hits:
        return []
    addresses = [address for _, address in hits]
    times = searcher.fast_field_values("published", addresses)
    defence = searcher.fast_field_values("defence_score", addresses)
    scored = [
        (score * ranking.factor(_age(time, now), float(sure or 0)), int(time or 0), address)
        for (score, address), time, sure in zip(hits, times, defence, strict=True)
    ]
    return sorted(scored, key=lambda one: one[:2], reverse=True)


def _age(time: object, now: datetime | None) -> float | None:
    return now.timestamp() - int(str(time or 0)) if now else None


def newest(
    searcher: tantivy.Searcher, asked: tantivy.Query, most: int, *, stories: bool = False
) -> list[tantivy.DocAddress]:
    """The answers published last, the newest first: asks for more as long as there are too few stories."""
    limit = most
    while True:
        hits = searcher.search(asked, limit, order_by_field="published").hits
        addresses = [address for _, address in hits]
        if stories:
            addresses = [addresses[at] for at in leading(searcher, addresses)]
        if len(hits) < limit or len(addresses) >= most:
            return addresses[:most]
        limit *= 4


def told(searcher: tantivy.Searcher, address: tantivy.DocAddress, query: Query) -> Found:
    """An answer as the analyst sees it, its forms marked."""
    fields = source(searcher, address)
    marked = _passages(str(fields["body"]), query.marked, "body")
    return found(fields, marked or _passages(str(fields["title"]), query.marked, "title"))


def _passages(text: str, wanted: Sequence[Words], scope: str) -> tuple[str, ...]:
    here = [word for word in wanted if word.scope in {"all", scope}]
    if not here:
        return ()
    stemmed, places = stems(text)
    hits = spans(stemmed, places, [stems(one)[0] for word in here if not word.exact for one in word.readings])
    exact = [spelt(one) for word in here if word.exact for one in word.readings]
    if exact:
        hits = sorted({*hits, *spans(spelt(text), places, exact)})
    return passages(text, hits)


def facets(searcher: tantivy.Searcher, asked: tantivy.Query) -> dict[str, tuple[Count, ...]]:
    """Counts the answers by each facet."""
    return counted(searcher, asked, FACETS, MOST_VALUES)


def counted(
    searcher: tantivy.Searcher, asked: tantivy.Query, fields: Mapping[str, str], most: int
) -> dict[str, tuple[Count, ...]]:
    """Counts the answers by the values of fields, under the names that are given to these."""
    wanted = {name: {"terms": {"field": field, "size": most}} for name, field in fields.items()}
    found: Mapping[str, Mapping[str, list[Mapping[str, object]]]] = searcher.aggregate(asked, wanted)
    return {name: counts(found[name]["buckets"]) for name in fields}


def by_time(searcher: tantivy.Searcher, asked: tantivy.Query) -> tuple[Period, ...]:
    """Counts the answers by the time of their publication, by hours where that lies within few days."""
    days = _every(searcher, asked, DAY)
    return hourly(_every(searcher, asked, HOUR)) if by_hours(days) else timeline(days)


def _every(searcher: tantivy.Searcher, asked: tantivy.Query, seconds: int) -> dict[datetime, int]:
    wanted = {"times": {"histogram": {"field": "published", "interval": seconds, "min_doc_count": 1}}}
    return {
        datetime.fromtimestamp(one["key"], UTC): int(one["doc_count"])
        for one in searcher.aggregate(asked, wanted)["times"]["buckets"]
        if one["doc_count"]
    }
