"""Indices of an earlier version copied into those of this one, beside them and while writes go on."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Event
from typing import Any

from elasticsearch import Elasticsearch

from workers import wire
from workers.edges.elastic_archive.bulk import MOST_DOCUMENTS, Action, Bulk
from workers.edges.elastic_archive.holdings import each, shelves
from workers.edges.elastic_archive.templates import mappings
from workers.news.errors import Permanent
from workers.stages.index import ALIAS, TEMPLATE
from workers.stages.index.elastic import year_of
from workers.stages.index.upgrade import upgraded

SAMPLE = 50  # documents that are compared one by one
Progress = Callable[[str, int, int], None]
"""Told the index, how many documents were copied, and how many there are."""


class Migration:
    """Copies, compares, then switches the alias in one step; on any failure all is as it was."""

    def __init__(self, client: Elasticsearch, progress: Progress) -> None:
        self._client = client
        self._progress = progress

    def run(self) -> list[str]:
        """Migrates every index of an earlier version; gives their names. They are kept, outside the alias.

        Raises Permanent where the copy is not whole: the alias was not touched.
        """
        old = [shelf.name for shelf in shelves(self._client) if shelf.searched and not shelf.current]
        for name in old:
            self._migrate(name, f"{TEMPLATE}-{year_of(name)}")
        return old

    def _migrate(self, old: str, new: str) -> None:
        ours = not self._client.indices.exists(index=new)
        if ours:
            self._client.indices.create(index=new)
            self._client.indices.delete_alias(index=new, name=ALIAS)  # unseen until it is whole
        try:
            self._copy(old, new)
            self._compare(old, new)
        except BaseException:
            if ours:
                self._client.indices.delete(index=new)
            raise
        self._client.indices.update_aliases(
            actions=[
                {"add": {"index": new, "alias": ALIAS}},
                {"remove": {"index": old, "alias": ALIAS}},
            ]
        )
        self._copy(old, new)  # what was still written to the old one meanwhile

    def _copy(self, old: str, new: str) -> None:
        self._client.indices.refresh(index=old)
        total, copied = int(self._client.count(index=old)["count"]), 0
        for batch in _batches(each(self._client, {"match_all": {}}, old)):
            written = Bulk(self._client, Event().wait).write([_action(new, fields) for fields in batch])
            if written.refused or written.waiting:
                raise Permanent(f"{new} does not take all of {old}: {written.refused or written.reason}")
            copied += len(batch)
            self._progress(new, copied, total)
        self._client.indices.refresh(index=new)

    def _compare(self, old: str, new: str) -> None:
        before, after = (int(self._client.count(index=name)["count"]) for name in (old, new))
        if after < before:
            raise Permanent(f"{new} has {after} documents where {old} has {before}")
        size = min(SAMPLE, before)
        question = {
            "query": {"match_all": {}},
            "size": size,
            "from": random.randint(0, min(before - size, 900)),  # noqa: S311 - any will do
        }
        for hit in self._client.search(index=old, body=question)["hits"]["hits"]:
            there = self._client.get(index=new, id=hit["_id"])["_source"]
            if any(there[name] != hit["_source"][name] for name in ("title", "body", "url")) and not (
                there["revision"] > hit["_source"].get("revision", 1)
            ):
                raise Permanent(f"document {hit['_id']} is not the same in {new} as in {old}")


def _action(index: str, fields: Mapping[str, Any]) -> Action:
    made = upgraded(fields, mappings()["properties"])
    version = int(str(made["revision"] or 1))
    return Action(id=str(fields["id"]), index=index, version=version, source=wire.dump(made))


def _batches(documents: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for fields in documents:
        batch.append(fields)
        if len(batch) == MOST_DOCUMENTS:
            yield batch
            batch = []
    if batch:
        yield batch
