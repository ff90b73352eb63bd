"""The export as a Parquet file: every field of an article a column of its own type."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workers import wire
from workers.news.described import body_fields

if TYPE_CHECKING:
    from arro3.core import DataType, Schema

MISSING = (
    "parquet needs two packages that Beffroi is not installed with: "
    "python -m pip install 'arro3-core>=0.9' 'arro3-io>=0.9' (or 'beffroi[parquet]')"
)
HIDDEN = "search"  # names by their words: for the index alone
COMPRESSION = "zstd(3)"
AT_ONCE = 1000  # articles: some 10 MB in memory, whatever the export's size
TIMES = frozenset({"@timestamp", "published", "seen", "paged", "read", "indexed", "modified"})
COUNTS = frozenset({"revision", "removed", "late_ms", "behind_ms", "outlets"})
TRUTHS = frozenset({"paywalled", "is_first"})
TEXTS = frozenset({
    "id", "feed", "source", "url", "title", "body", "language", "origin", "origin_reason", "trace_id",
    "section", "image", "photo_credit", "text_quality", "store", "story_id", "story_title", "first_outlet",
    "story_agency", "copy_kind",
})  # fmt: skip
"""One value each; what stands nowhere here is a list of texts."""


class NoParquet(Exception):
    """The packages that write the form are not there; the text says what to install."""


def write(found: Iterable[Mapping[str, object]], out: IO[bytes]) -> None:
    """Writes all articles; raises NoParquet before it asks for the first.

    They pass through a file of lines, so that an export of any size takes the memory of a thousand articles.
    """
    try:
        from arro3.io import read_json, write_parquet
    except ImportError as error:
        raise NoParquet(MISSING) from error
    with tempfile.TemporaryDirectory(prefix="beffroi-export-") as folder:
        lines = Path(folder) / "articles.ndjson"
        with lines.open("wb") as written:
            for fields in found:
                written.write(wire.dump({n: v for n, v in fields.items() if n != HIDDEN}) + b"\n")
        rows = read_json(lines, schema(), batch_size=AT_ONCE)
        write_parquet(rows, out, compression=COMPRESSION, max_row_group_size=AT_ONCE * 50)


def schema() -> "Schema":
    """Gives the columns: the fields of docs/fields.md under their names, in alphabetical order."""
    from arro3.core import Field, Schema

    names = sorted(body_fields() - {HIDDEN})
    return Schema([Field(name, _type(name), nullable=True) for name in names])


def _type(name: str) -> "DataType":
    from arro3.core import DataType, Field

    if name == "mentions":
        parts = [Field(one, DataType.string()) for one in ("canonical", "text", "type")]
        return _listed(DataType.struct([*parts, Field("count", DataType.int64())]))
    if name == "geo":
        return _listed(DataType.struct([Field(one, DataType.float64()) for one in ("lat", "lon")]))
    if name == "defence_score":
        return DataType.float64()
    if name in TIMES:
        return DataType.timestamp("us", tz="UTC")
    if name in TEXTS:
        return DataType.string()
    simple = DataType.int64() if name in COUNTS else DataType.bool() if name in TRUTHS else None
    return simple or _listed(DataType.string())


def _listed(type: "DataType") -> "DataType":
    from arro3.core import DataType, Field

    return DataType.list(Field("item", type, nullable=True))
