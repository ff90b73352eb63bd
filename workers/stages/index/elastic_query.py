"""A query as Elasticsearch is asked it, and its facets read back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import singledispatch
from typing import cast

from workers.news.asked import All, Any, Asked, Between, Code, Named, Not, Query, Words
from workers.news.search import Count
from workers.stages.index import ranking
from workers.stages.index.elastic import CLOSE, MOST_FOUND, OPEN
from workers.stages.index.facets import FACETS, MOST_VALUES, counts

Clause = dict[str, object]

SORTS: dict[bool, list[object]] = {
    False: ["_score", {"@timestamp": "desc"}],
    True: [{"@timestamp": "desc"}],
}


STORIES = "stories"
EXACTLY = 40_000  # stories up to which they are counted exactly; the most that the server takes


def search_request(
    query: Query, *, most: int, facets: bool = False, newest: bool = False, stories: bool = False
) -> Clause:
    """Gives the body of a search: best first, or newest first; newest among equals; perhaps one a story."""
    asked: Clause = {
        "query": _ranked(query),
        "sort": SORTS[newest],
        "size": min(most, MOST_FOUND),
        "_source": {"excludes": ["body", "mentions", "search"]},
        "track_total_hits": True,
        "highlight": _highlight(query.marked),
    }
    counted: Clause = dict(AGGREGATIONS) if facets else {}
    if stories:
        asked["collapse"] = {"field": "story_id", "inner_hits": {"name": STORIES, "size": 0}}
        counted[STORIES] = {"cardinality": {"field": "story_id", "precision_threshold": EXACTLY}}
    if counted:
        asked["aggs"] = counted
    return asked


def also_of(hit: Mapping[str, object]) -> int:
    """Gives how many more answers of its story a hit stands for."""
    inner = cast("dict[str, dict[str, dict[str, dict[str, int]]]]", hit.get("inner_hits") or {})
    return inner[STORIES]["hits"]["total"]["value"] - 1 if inner else 0


def matching(query: Query) -> Clause:
    """Gives the bare question, without any rank: for counting and exporting."""
    return clause(query.root) if query.root else {"match_none": {}}


def _ranked(query: Query) -> Clause:
    root = matching(query)
    if not query.marked:  # nothing to tell one answer from another but its time
        return {"constant_score": {"filter": root, "boost": 1.0}}
    best: Clause = {"bool": {"must": [root], "should": _better(query)}}
    functions = [{"weight": 1.0}, _DEFENCE, *([_ageing(query.now)] if query.now else [])]
    return {
        "function_score": {
            "query": best,
            "functions": functions,
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


def _ageing(now: datetime) -> Clause:
    half = {"scale": f"{int(ranking.HALF.total_seconds())}s", "decay": 0.5}
    origin = {"origin": now.astimezone(UTC).isoformat()}
    return {"exp": {"@timestamp": origin | half}, "weight": ranking.RECENT}


_DEFENCE: Clause = {
    "field_value_factor": {"field": "defence_score", "missing": 0.0},
    "weight": ranking.DEFENCE,
}


def _better(query: Query) -> list[Clause]:
    """What makes an answer better but is not wanted of it."""
    wanted = query.words
    found = [_weighed(_phrases(word, exact=True), ranking.EXACT) for word in wanted if not word.exact]
    found += [
        {"constant_score": {"filter": _about(word), "boost": ranking.ABOUT}}
        for word in wanted
        if word.scope == "all"
    ]
    found += [_phrases(name, exact=True) for name in query.names]
    free = [word.readings[0] for word in wanted if word.scope == "all"]
    if len(free) > 1:
        near = {
            "query": " ".join(free),
            "type": "phrase",
            "slop": ranking.NEAR_WORDS,
            "fields": _fields("all"),
        }
        found.append({"multi_match": near | {"boost": ranking.NEAR}})
    return found


def _about(word: Words) -> Clause:
    fields = ["search.entities", "search.keywords"]
    return _any(
        [{"multi_match": {"query": one, "type": "phrase", "fields": fields}} for one in word.readings]
    )


def _weighed(part: Clause, boost: float) -> Clause:
    return {"bool": {"must": [part], "boost": boost}}


@singledispatch
def clause(asked: Asked) -> Clause:
    """Gives a part of the tree as Elasticsearch reads it; what is no text counts nothing for the rank."""
    raise TypeError(f"no part of a query: {asked!r}")


@clause.register
def _(asked: Words) -> Clause:
    return _phrases(asked, exact=asked.exact)


@clause.register
def _(asked: Named) -> Clause:
    return _unranked({"match_phrase": {f"search.{asked.field}": asked.text}})


@clause.register
def _(asked: Code) -> Clause:
    return _unranked({"terms": {asked.field: list(asked.values)}})


@clause.register
def _(asked: Between) -> Clause:
    field = "@timestamp" if asked.field == "published" else asked.field
    bounds: Clause = {}
    if asked.least is not None:
        bounds["gt" if asked.open_least else "gte"] = _bound(field, asked.least)
    if asked.most is not None:
        bounds["lt" if asked.open_most else "lte"] = _bound(field, asked.most)
    return _unranked({"range": {field: bounds}})


@clause.register
def _(asked: Not) -> Clause:
    return {"bool": {"must": [{"match_all": {"boost": 0.0}}], "must_not": [clause(asked.part)]}}


@clause.register
def _(asked: All) -> Clause:
    return {"bool": {"must": [clause(part) for part in asked.parts]}}


@clause.register
def _(asked: Any) -> Clause:
    return _any([clause(part) for part in asked.parts])


def _any(parts: list[Clause]) -> Clause:
    return {"bool": {"should": parts, "minimum_should_match": 1}}


def _bound(field: str, value: float) -> object:
    return datetime.fromtimestamp(value, UTC).isoformat() if field == "@timestamp" else value


def _unranked(part: Clause) -> Clause:
    return {"constant_score": {"filter": part, "boost": 0.0}}


def _phrases(word: Words, *, exact: bool) -> Clause:
    # A phrase, because one typed word may be two for the index: « Etats-Unis ».
    fields = _fields(word.scope, exact=exact)
    queries = [{"multi_match": {"query": one, "type": "phrase", "fields": fields}} for one in word.readings]
    return {"dis_max": {"queries": queries}}


def _fields(scope: str, *, exact: bool = False) -> list[str]:
    ending = ".exact" if exact else ""
    title, body = f"title{ending}^{ranking.TITLE:g}", f"body{ending}"
    return {"all": [title, body], "title": [title], "body": [body]}[scope]


def _highlight(wanted: Sequence[Words]) -> Clause:
    queries = [_phrases(word, exact=False) for word in wanted]
    return {
        "type": "unified",
        "pre_tags": [OPEN],
        "post_tags": [CLOSE],
        "max_analyzed_offset": 1_000_000,  # beyond, the server refuses the whole search
        "highlight_query": _any(queries) if queries else {"match_none": {}},
        "fields": {
            "title": {"number_of_fragments": 0},
            "body": {"number_of_fragments": 3, "fragment_size": 160},
        },
    }


AGGREGATIONS: Mapping[str, Mapping[str, object]] = {
    name: {"terms": {"field": field, "size": MOST_VALUES, "order": [{"_count": "desc"}, {"_key": "asc"}]}}
    for name, field in FACETS.items()
} | {"days": {"date_histogram": {"field": "@timestamp", "calendar_interval": "day", "min_doc_count": 1}}}


def facets_of(aggregations: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[Count, ...]]:
    """Reads the facets of an answer."""
    return {name: counts(_buckets(aggregations[name])) for name in FACETS}


def hours_request(query: object) -> Clause:
    """Gives the body that counts the answers of a query, as a search has it, by hours."""
    hours = {"field": "@timestamp", "fixed_interval": "1h", "min_doc_count": 1}
    return {"query": query, "size": 0, "aggs": {"days": {"date_histogram": hours}}}


def days_of(aggregations: Mapping[str, Mapping[str, object]]) -> dict[datetime, int]:
    """Reads how many of the answers were published in each stretch of time that was counted."""
    return {
        datetime.fromtimestamp(int(str(one["key"])) / 1000, UTC): int(str(one["doc_count"]))
        for one in _buckets(aggregations["days"])
    }


def _buckets(aggregation: Mapping[str, object]) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", aggregation["buckets"])
