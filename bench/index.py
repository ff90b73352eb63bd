"""The index: the bulk writer beside raw `parallel_bulk`, search at 100,000 articles, upkeep.

Needs a real Elasticsearch: ELASTICSEARCH_URL, or one of the tests' kind is started. Writes bench/index.md.
"""

import os
import platform
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from elasticsearch import Elasticsearch, helpers

from elasticsearch_fixture import empty, ours
from elasticsearch_server import elasticsearch_server
from facts import NOON
from index_upkeep import upkeep
from relevance.collection import collection
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.document import Document
from workers.stages.index import body, parse

ARTICLES = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 100_000
COMPARED = min(10_000, ARTICLES)
ROUNDS = 3
MESSAGE = 20  # documents, as the relay packs them
THREADS = 64  # of the index service
FILLED = 2000  # documents a put, where nothing is measured
SEARCHES = 200
QUERIES = (
    "véhicule blindé Mali",
    '"coup d\'État" pays:GW',
    "drone OU missile",
    "pays:UA depuis:7j",
    'lieu:Odessa "attaque de drones" -film',
    "armée",
    "personne:Whitmore",
    "défense:>0.5 mot:naval",
)
REPORT = Path(__file__).with_suffix(".md")
TEXT = """\
# The index, measured

Written by `make bench`: articles made of the relevance collection, {cores} cores shared with the
server, Python {python}, one Elasticsearch node with 512 MB of heap.

| | |
|---|---|
| raw `parallel_bulk`, 4 threads of 500, no refresh | {raw:.0f} documents/s |
| the bulk writer, {threads} threads of {message}, searchable after the last | {ours:.0f} documents/s |
| ratio, median of {rounds} rounds | **{ratio:.2f}** (target 0.90 or more) |

Search at {articles:,} articles, {searches} searches of {queries} kinds, the best 20 marked:

| | median | p95 | p95 with facets | bytes each |
|---|---|---|---|---|
| Elasticsearch | {elastic} | {elastic_bytes:.0f} |
| embedded | {embedded} | {embedded_bytes:.0f} |
"""
UPKEEP = """\

Upkeep of {kept:,} articles, nothing else running and no limit of rate:

| | Elasticsearch | embedded |
|---|---|---|
| `beffroi index migrate` | {elastic_migrate:.0f} articles/s | {embedded_migrate:.0f} articles/s |
| `beffroi index reprocess`, no names | {elastic_again:.0f} articles/s | {embedded_again:.0f} articles/s |
| memory of a process that writes | {elastic_memory:.0f} MB | {embedded_memory:.0f} MB |

Names are left out of reading anew, for the model takes the same time as in the flow. The writing
process has a message of 20 articles in hand at a time.
"""


def documents(number: int) -> list[Document]:
    """The collection's texts again and again, each with an id and a time of its own."""
    chance = random.Random(1)  # noqa: S311 - the same articles each time
    originals, _ = collection()
    made = []
    for at in range(number):
        one = originals[at % len(originals)]
        published = NOON - timedelta(minutes=chance.randrange(500_000))
        article = replace(one.article, id=f"a{at}", published=published)
        made.append(replace(one, article=article))
    return made


def rate(work: Callable[[], None]) -> float:
    """Documents a second."""
    start = time.perf_counter()
    work()
    return COMPARED / (time.perf_counter() - start)


def raw(client: Elasticsearch, texts: Sequence[Document]) -> None:
    """The client's own helper."""
    actions = (
        {"_index": "beffroi-articles-v1-2026", "_id": one.article.id, "_source": body(one)} for one in texts
    )
    for done, told in helpers.parallel_bulk(client, actions, thread_count=4, chunk_size=500):
        if not done:
            raise SystemExit(told)


def put(archive: ElasticArchive | TantivyArchive, texts: Sequence[Document]) -> None:
    """Our writer, as the threads of the index service drive it."""
    with ThreadPoolExecutor(THREADS) as threads:
        for refused in threads.map(archive.put, messages(texts, MESSAGE)):
            if refused:
                raise SystemExit(refused)


def messages(texts: Sequence[Document], size: int) -> list[Sequence[Document]]:
    """The texts in parts of that size."""
    return [texts[at : at + size] for at in range(0, len(texts), size)]


def seconds(archive: ElasticArchive | TantivyArchive, *, facets: bool) -> list[float]:
    """How long each search took."""
    took = []
    for at in range(SEARCHES):
        query = parse(QUERIES[at % len(QUERIES)], NOON)
        start = time.perf_counter()
        archive.find(query, most=20, facets=facets)
        took.append(time.perf_counter() - start)
    return took


def row(archive: ElasticArchive | TantivyArchive) -> str:
    """The figures of one index."""
    seconds(archive, facets=True)  # warm
    plain, counted = seconds(archive, facets=False), seconds(archive, facets=True)
    figures = (quantiles(plain, n=2)[0], quantiles(plain, n=20)[-1], quantiles(counted, n=20)[-1])
    return " | ".join(f"{1000 * one:.1f} ms" for one in figures)


def compared(url: str, texts: Sequence[Document]) -> list[tuple[float, float]]:
    """Rates of the raw helper and of the writer, in turn, each on an empty index."""
    found = []
    with Elasticsearch(url) as client:
        for _ in range(ROUNDS):
            empty(url)
            ElasticArchive(url).setup()
            client.indices.create(index="beffroi-articles-v1-2026")
            plain = rate(lambda: raw(client, texts))
            empty(url)
            archive = ElasticArchive(url)
            archive.setup()
            found.append((plain, rate(partial(put, archive, texts))))
    return found


def main() -> None:
    """Measures and writes the report."""
    with ExitStack() as stack:
        url = os.environ.get("ELASTICSEARCH_URL") or stack.enter_context(elasticsearch_server())  # noqa: TID251
        if ours(url):
            raise SystemExit("the server holds articles, and this empties it")
        texts = documents(ARTICLES)
        recent = [one for one in texts if one.article.published.year == 2026][:COMPARED]
        rates = compared(url, recent)
        ratio = sorted(mine / plain for plain, mine in rates)[ROUNDS // 2]
        elastic = ElasticArchive(url, now=lambda: NOON)
        for part in messages(texts, FILLED):
            elastic.put(part)
        folder = Path(stack.enter_context(TemporaryDirectory()))
        embedded = TantivyArchive(folder / "index", lambda: NOON)
        for part in messages(texts, FILLED):
            embedded.put(part)
        text = TEXT.format(
            cores=os.cpu_count(),
            python=platform.python_version(),
            raw=sorted(plain for plain, _ in rates)[ROUNDS // 2],
            ours=sorted(mine for _, mine in rates)[ROUNDS // 2],
            ratio=ratio,
            rounds=ROUNDS,
            message=MESSAGE,
            threads=THREADS,
            articles=ARTICLES,
            searches=SEARCHES,
            queries=len(QUERIES),
            elastic=row(elastic),
            elastic_bytes=sum(one.bytes for one in elastic.shelves()) / ARTICLES,
            embedded=row(embedded),
            embedded_bytes=sum(one.bytes for one in embedded.shelves()) / ARTICLES,
        )
        text += UPKEEP.format(**upkeep(url, folder, recent))
        empty(url)
    REPORT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
