"""Alerts in the embedded index: a folder of its own, the same fields as in Elasticsearch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import tantivy

from workers import wire
from workers.gathering import Gathering
from workers.news.alert import Raised
from workers.news.errors import Transient
from workers.news.holdings import Shelf
from workers.stages.ledger import Entry, entry

SCHEMA_VERSION = "alerts-v1"
WRITER_MEMORY = 15_000_000  # bytes; the least that Tantivy takes
LOCK_WAIT = timedelta(seconds=2)  # a commit takes some 50 ms
MOST = 1_000  # alerts of one commit


@cache
def schema() -> tantivy.Schema:
    """Gives the fields that one searches by; all of them stand in `source`."""
    fields = tantivy.SchemaBuilder()
    for name in ("id", "watch"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_integer_field("raised", fast=True)
    fields.add_bytes_field("source", stored=True)
    return fields.build()


class TantivyLedger:
    """Alerts by their ids; one writer at a time, any number of readers.

    A record waits `linger` seconds for those of other threads: a commit takes 8 ms of the processor.
    """

    def __init__(self, folder: Path, *, linger: float = 0) -> None:
        self._folder = folder / SCHEMA_VERSION
        # The index service has threads, and Tantivy one writer; a commit a message takes half of its time.
        self._gathering = Gathering(self._write, most=MOST, linger=linger)

    def record(self, raised: Sequence[Raised]) -> None:
        """Writes alerts, each once by its id; what other threads record at the same moment goes with them."""
        if raised:
            self._gathering.put(raised)

    def _write(self, raised: Sequence[Raised]) -> None:
        with self._trouble():
            self._folder.mkdir(parents=True, exist_ok=True)
            writer = tantivy.Index(schema(), str(self._folder)).writer(WRITER_MEMORY, 1)
            try:
                for one in raised:
                    writer.delete_documents_by_term("id", one.alert.id)
                    writer.add_document(_document(one))
                writer.commit()
            finally:
                writer.wait_merging_threads()  # gives its lock back: the next may be another process

    def newest(self, *, most: int) -> list[Entry]:
        """The alerts raised last, the newest first."""
        if not (self._folder / "meta.json").exists():
            return []
        with self._trouble():
            searcher = tantivy.Index.open(str(self._folder)).searcher()
            hits = searcher.search(tantivy.Query.all_query(), most, order_by_field="raised").hits
            packed = [bytes(searcher.doc(address)["source"][0]) for _, address in hits]
        return [wire.load(raw, dict[str, object]) for raw in packed]

    def shelves(self) -> list[Shelf]:
        """The folder, where there is one."""
        if not (self._folder / "meta.json").exists():
            return []
        with self._trouble():
            searcher = tantivy.Index.open(str(self._folder)).searcher()
            oldest, newest = (_end(searcher, order) for order in (tantivy.Order.Asc, tantivy.Order.Desc))
            return [
                Shelf(
                    name=self._folder.name,
                    articles=0,
                    alerts=searcher.num_docs,
                    bytes=sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file()),
                    current=True,
                    searched=True,
                    oldest=oldest,
                    newest=newest,
                )
            ]

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Tantivy tells all its errors as ValueError."""
        try:
            yield
        except (ValueError, OSError) as error:
            raise Transient(
                f"the index in {self._folder} takes no alerts now: {error}", after=LOCK_WAIT
            ) from error


def _end(searcher: tantivy.Searcher, order: tantivy.Order) -> datetime | None:
    hits = searcher.search(tantivy.Query.all_query(), 1, order_by_field="raised", order=order).hits
    if not hits:
        return None
    fields = wire.load(bytes(searcher.doc(hits[0][1])["source"][0]), dict[str, object])
    return datetime.fromisoformat(str(fields["@timestamp"]))


def _document(one: Raised) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", one.alert.id)
    document.add_text("watch", one.alert.watch_id)
    document.add_integer("raised", int(one.alert.created.timestamp()))
    document.add_bytes("source", wire.dump(entry(one)))
    return document
