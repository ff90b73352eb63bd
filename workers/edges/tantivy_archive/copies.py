"""Answers told by story: one of each, and how many it stands for."""

from collections.abc import Sequence

import tantivy

from workers.edges.tantivy_archive.entries import schema


def leading(searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]) -> list[int]:
    """Gives the places of those that are the first of their story, in the order given."""
    first: dict[object, int] = {}
    for at, story in enumerate(_stories(searcher, addresses)):
        first.setdefault(story, at)
    return list(first.values())


def behind(
    searcher: tantivy.Searcher, asked: tantivy.Query, addresses: Sequence[tantivy.DocAddress]
) -> dict[int, int]:
    """Gives by its place how many more answers of its story an answer stands for."""
    numbers = _stories(searcher, addresses)
    if not numbers:
        return {}
    theirs = tantivy.Query.term_set_query(schema(), "story", numbers)
    both = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.Must, theirs)])
    wanted = {"stories": {"terms": {"field": "story", "size": len(numbers)}}}
    buckets = searcher.aggregate(both, wanted)["stories"]["buckets"]
    counted = {int(one["key"]): int(one["doc_count"]) for one in buckets}
    return {at: counted.get(number, 1) - 1 for at, number in enumerate(numbers)}


def stories(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    """Gives in how many stories the answers are."""
    wanted = {"stories": {"cardinality": {"field": "story"}}}
    return round(float(searcher.aggregate(asked, wanted)["stories"]["value"]))


def _stories(searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]) -> list[int]:
    values = searcher.fast_field_values("story", list(addresses)) if addresses else []
    return [int(value or 0) for value in values]
