"""What Tantivy holds of a document, and how it is read back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import cast

import tantivy

from workers import wire
from workers.edges.tantivy_archive.analysis import of_text, of_words
from workers.stages.index import FIELDS

TEXTS = ("title", "body")
CODES = (
    "countries",
    "place_countries",
    "actor_countries",
    "persons",
    "organisations",
    "places",
    "keywords",
    "keyword_categories",
    "source",
    "agencies",
    "watches",
    "language",
    "text_quality",
)
"""Fields that are counted, or asked for letter by letter."""

NAMED = tuple(field.store for field in FIELDS if field.kind == "name")
"""Fields of names, asked for by their words."""


@cache
def schema() -> tantivy.Schema:
    """Gives the fields; a text stands twice, by its stems and by its written words."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        fields.add_text_field(name, tokenizer_name="raw")
        fields.add_text_field(f"{name}.exact", tokenizer_name="raw")
    for name in NAMED:
        fields.add_text_field(f"search.{name}", tokenizer_name="raw")
    for name in CODES:
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    fields.add_integer_field("published", fast=True)
    fields.add_integer_field("story", fast=True, indexed=True)
    fields.add_float_field("defence_score", fast=True)
    fields.add_bytes_field("_source", stored=True)
    return fields.build()


def story_number(story_id: str) -> int:
    """Gives a number for a story's id: Tantivy reads only numbers quickly, and tells them as floats."""
    return int.from_bytes(blake2b(story_id.encode(), digest_size=8).digest()) >> 12


def entry(fields: Mapping[str, object]) -> tantivy.Document:
    """Gives the entry of a document's fields, as `body` made them."""
    made = tantivy.Document()
    made.add_text("id", str(fields["id"]))
    made.add_integer("published", int(datetime.fromisoformat(str(fields["@timestamp"])).timestamp()))
    made.add_integer("story", story_number(str(fields.get("story_id") or fields["id"])))
    made.add_float("defence_score", float(str(fields["defence_score"])))
    made.add_bytes("_source", wire.dump(fields))
    for name in TEXTS:
        by_stems, as_written = of_text(str(fields[name]))
        made.add_pre_tokenized_text(name, by_stems)
        made.add_pre_tokenized_text(f"{name}.exact", as_written)
    searched = cast("Mapping[str, list[str]]", fields["search"])
    for name in NAMED:
        made.add_pre_tokenized_text(f"search.{name}", of_words(searched[name]))
    for name in CODES:
        for value in _values(fields.get(name)):
            made.add_text(name, value)
    return made


def _values(value: object) -> Sequence[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if value else []


def source(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, object]:
    """Gives the fields of a document back."""
    return wire.load(bytes(searcher.doc(address)["_source"][0]), dict[str, object])
