"""All that the folder holds: walked through, counted, thinned out by age, brought up to date."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import tantivy

from workers import wire
from workers.edges.tantivy_archive.entries import entry, schema, source
from workers.news.holdings import Shelf
from workers.stages.index import body_fields
from workers.stages.index.upgrade import upgraded

PAGE = 500


def each(searcher: tantivy.Searcher, asked: tantivy.Query | None) -> Iterator[dict[str, object]]:
    """Gives the fields of every answer, oldest first; nothing where nothing was asked."""
    if asked is None:
        return
    offset = 0
    while hits := searcher.search(
        asked, PAGE, offset=offset, order_by_field="published", order=tantivy.Order.Asc
    ).hits:
        yield from (source(searcher, address) for _, address in hits)
        offset += PAGE


def older(before: datetime) -> tantivy.Query:
    """Gives the question for all that was published before."""
    second = int(before.timestamp())
    kind = tantivy.FieldType.Integer
    return tantivy.Query.range_query(schema(), "published", kind, None, second, include_upper=False)


def earlier(folder: Path) -> list[Path]:
    """Gives the folders of earlier versions."""
    beside = sorted(folder.parent.glob("v*")) if folder.parent.exists() else []
    return [one for one in beside if one != folder and (one / "meta.json").exists()]


def shelves(folder: Path) -> list[Shelf]:
    """Gives each folder with what it holds."""
    there = [one for one in (*earlier(folder), folder) if (one / "meta.json").exists()]
    return [_shelf(one, current=one == folder) for one in there]


def _shelf(folder: Path, *, current: bool) -> Shelf:
    searcher = tantivy.Index.open(str(folder)).searcher()
    return Shelf(
        name=folder.name,
        articles=searcher.num_docs,
        bytes=sum(file.stat().st_size for file in folder.iterdir() if file.is_file()),
        current=current,
        searched=current,
        oldest=_end(searcher, tantivy.Order.Asc),
        newest=_end(searcher, tantivy.Order.Desc),
    )


def _end(searcher: tantivy.Searcher, order: tantivy.Order) -> datetime | None:
    asked = tantivy.Query.all_query()
    hits = searcher.search(asked, 1, order_by_field="published", order=order).hits
    return datetime.fromisoformat(str(_fields(searcher, hits[0][1])["@timestamp"])) if hits else None


def copy(
    old: Path,
    here: tantivy.Searcher | None,
    writer: tantivy.IndexWriter,
    progress: Callable[[str, int, int], None],
) -> str:
    """Adds what an earlier folder holds and this one does not; gives the folder's name."""
    searcher = tantivy.Index.open(str(old)).searcher()
    hits = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1)).hits
    for number, (_, address) in enumerate(hits, start=1):
        fields = upgraded(_fields(searcher, address), body_fields())
        if here is None or not _has(here, str(fields["id"])):
            writer.add_document(entry(fields))
        progress(old.name, number, len(hits))
    return old.name


def _fields(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, object]:
    found = searcher.doc(address)
    packed = found["_source"] or found["source"]  # of v2, of v1
    return wire.load(bytes(packed[0]), dict[str, object])


def _has(searcher: tantivy.Searcher, id: str) -> bool:
    return bool(searcher.search(tantivy.Query.term_query(schema(), "id", id), 1).hits)
