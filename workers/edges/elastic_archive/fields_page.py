"""Writes docs/fields.md from the mapping: `python -m workers.edges.elastic_archive.fields_page`."""

from collections.abc import Mapping
from typing import Any

from workers.edges.elastic_archive.templates import fields
from workers.news.described import DESCRIBED

HEAD = """\
# The fields of the index

Written by `make fields` from the mapping and from `workers/news/described.py`. The labels are
those of Kibana.

| field | type | label | holds |
| --- | --- | --- | --- |
"""


def page() -> str:
    """Gives the page; raises KeyError for a field that is not described."""
    return HEAD + "".join(_row(name, mapping) for name, mapping in fields() if not name.startswith("search."))


def _row(name: str, mapping: Mapping[str, Any]) -> str:
    parent, _, leaf = name.rpartition(".")
    if name not in DESCRIBED and parent in DESCRIBED:
        return f"| `{name}` | {_type(mapping)} | | {_SUB[leaf]} |\n"
    label, holds = DESCRIBED[name]
    return f"| `{name}` | {_type(mapping)} | {label} | {holds} |\n"


_SUB = {
    "exact": "the same by its written words: elided articles, capitals and accents gone, not stemmed",
    "keyword": "the same whole, for sorting and counting",
}


def _type(mapping: Mapping[str, Any]) -> str:
    kind = str(mapping.get("type", "object"))
    return f"{kind}, not searched" if mapping.get("index") is False else kind


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it is a page
