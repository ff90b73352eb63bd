"""What upkeep of the index takes: migrate, read anew, and the memory of the process that writes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from elasticsearch import Elasticsearch, helpers

from elasticsearch_fixture import ask, empty
from facts import NOON
from readers import reader
from workers import wire
from workers.edges.elastic_archive import ElasticArchive, template
from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.news.document import Document
from workers.news.watch import Watch
from workers.reprocessing import Reprocessing
from workers.stages.index import body, parse

OLD = "beffroi-articles-v0-2026"
UNLIMITED = 1e9  # articles/s
PART = 500  # documents a put
WATCHES = (
    Watch(id="drones", title="Drones", any=("drone", "missile"), channels=("desk",)),
    Watch(id="sahel", title="Sahel", any=("Mali", "Niger", "Burkina Faso"), channels=("desk",)),
)


def upkeep(url: str, folder: Path, texts: Sequence[Document]) -> dict[str, float]:
    """Gives articles/s and MB by the names of the report; the server's articles are deleted first."""
    empty(url)
    elastic = ElasticArchive(url, now=lambda: NOON)
    embedded = TantivyArchive(folder / "upkeep", lambda: NOON)
    reader(WATCHES).read([texts[0].article], NOON)  # what is compiled once is not measured
    _old_index(url, elastic, texts)
    _old_folder(folder / "upkeep", embedded, texts)
    lines = folder / "documents.ndjson"
    lines.write_bytes(b"".join(wire.dump(one) + b"\n" for one in texts))
    return {
        "kept": len(texts),
        "elastic_migrate": _rate(len(texts), lambda: elastic.migrate(lambda *_: None)),
        "embedded_migrate": _rate(len(texts), lambda: embedded.migrate(lambda *_: None)),
        "elastic_again": _rate(len(texts), lambda: _read_anew(elastic)),
        "embedded_again": _rate(len(texts), lambda: _read_anew(embedded)),
        "elastic_memory": _memory(url, lines),
        "embedded_memory": _memory(str(folder / "writer"), lines),
    }


def _rate(number: int, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return number / (time.perf_counter() - start)


def _old_index(url: str, archive: ElasticArchive, texts: Sequence[Document]) -> None:
    """An index of an earlier version: the same fields, for the copying is what costs."""
    archive.setup()
    ask(f"{url}/{OLD}", "PUT", json.loads(json.dumps(template()["template"])))
    with Elasticsearch(url) as client:
        actions = ({"_index": OLD, "_id": one.article.id, "_source": body(one)} for one in texts)
        helpers.bulk(client, actions, chunk_size=PART)
    ask(f"{url}/{OLD}/_refresh", "POST")


def _old_folder(folder: Path, archive: TantivyArchive, texts: Sequence[Document]) -> None:
    _put(archive, texts)
    (folder / SCHEMA_VERSION).rename(folder / "v1")


def _put(archive: ElasticArchive | TantivyArchive, texts: Sequence[Document]) -> None:
    for at in range(0, len(texts), PART):
        if refused := archive.put(texts[at : at + PART]):
            raise SystemExit(refused)


def _read_anew(archive: ElasticArchive | TantivyArchive) -> None:
    work = Reprocessing(archive, archive, reader(WATCHES), lambda: NOON, rate=UNLIMITED)
    for _ in work.run(parse("defense:0", NOON)):
        pass


def _memory(place: str, lines: Path) -> float:
    """MB at the most of a process that writes as the index service does."""
    command = [sys.executable, Path(__file__).with_name("index_writer.py"), place, lines]
    env = {**os.environ, "MALLOC_ARENA_MAX": "1"}  # noqa: TID251 - as every service is started
    return float(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
