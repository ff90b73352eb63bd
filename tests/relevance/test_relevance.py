"""How well the best ten answer forty queries over 300 texts: nDCG@10, beside a plain `french` analyzer."""

import math
import sys

import pytest

from elasticsearch_fixture import ask
from facts import NOON
from relevance.collection import collection
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive
from workers.stages.index import body, loosened, parse

FLOOR = 0.90
APART = 0.01

PLAIN = "beffroi-essai-plain"  # emptied with the others


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """1 where the best possible ten come in the best order."""
    best = sorted(grades.values(), reverse=True)[:10]
    return gain([grades.get(one, 0) for one in found[:10]]) / gain(best)


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))


@pytest.fixture(scope="module")
def texts():
    documents, queries = collection()
    assert (len(documents), len(queries)) == (300, 40)
    return documents, queries


def ten(archive, query: str) -> list[str]:
    """As `beffroi search` asks on a terminal."""
    asked = parse(query, NOON)
    return [one.id for one in archive.find(asked, most=10, loose=loosened(asked)).found]


def scores(ask_for, queries) -> list[float]:
    return [ndcg(ask_for(query, plain), grades) for query, plain, grades in queries]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def weakest(queries, values: list[float]) -> list[tuple[float, str]]:
    return sorted((round(value, 3), query) for (query, *_), value in zip(queries, values, strict=True))[:8]


def test_the_best_ten_of_both_indices_are_what_was_wanted(texts, elasticsearch_url, tmp_path, capsys):
    documents, queries = texts
    indices = {
        "elasticsearch": ElasticArchive(elasticsearch_url, now=lambda: NOON),
        "embedded": TantivyArchive(tmp_path / "index", lambda: NOON),
    }
    found = {}
    for name, archive in indices.items():
        assert archive.put(documents) == []
        found[name] = scores(lambda query, _, it=archive: ten(it, query), queries)
    found["plain"] = scores(plain_french(elasticsearch_url, documents), queries)
    with capsys.disabled():
        sys.stdout.write(f"\nnDCG@10: { {name: round(mean(one), 3) for name, one in found.items()} }\n")
        sys.stdout.write(f"beside plain: {beside(found['elasticsearch'], found['plain'])}\n")
    assert mean(found["elasticsearch"]) >= FLOOR, weakest(queries, found["elasticsearch"])
    assert mean(found["embedded"]) >= FLOOR, weakest(queries, found["embedded"])


def beside(ours: list[float], theirs: list[float]) -> str:
    """On how many queries the one is better by more than 0.01, and on how many the other."""
    apart = [mine - other for mine, other in zip(ours, theirs, strict=True)]
    return f"better on {sum(one > APART for one in apart)}, worse on {sum(one < -APART for one in apart)}"


def plain_french(url: str, documents):
    """The same texts under Elasticsearch's own French analyzer, asked with the bare words."""
    texts = {"type": "text", "analyzer": "french"}
    ask(f"{url}/{PLAIN}", "PUT", {"mappings": {"properties": {"title": texts, "body": texts}}})
    for document in documents:
        fields = body(document)
        kept = {"title": fields["title"], "body": fields["body"]}
        ask(f"{url}/{PLAIN}/_doc/{document.article.id}", "PUT", kept)
    ask(f"{url}/{PLAIN}/_refresh", "POST")

    def answer(_: str, words: str) -> list[str]:
        query = {"multi_match": {"query": words, "fields": ["title", "body"]}}
        hits = ask(f"{url}/{PLAIN}/_search", "POST", {"query": query, "size": 10})["hits"]["hits"]
        return [hit["_id"] for hit in hits]

    return answer
