"""Writes docs/fields.md from the mapping: `python -m workers.edges.elastic_archive.fields_page`."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from workers import wire
from workers.edges.elastic_archive.templates import fields, listed
from workers.news.described import DESCRIBED
from workers.news.described_alerts import ALERTS
from workers.news.described_feeds import FEED_DAYS

TABLE = """\
| field | type | label | holds |
| --- | --- | --- | --- |
"""
HEAD = """\
# The fields of the index

Written by `make fields` from the mapping, `workers/news/described.py`, `described_alerts.py` and
`described_feeds.py`. The labels are those of Kibana.

## Articles

"""


def page() -> str:
    """Gives the page; raises KeyError for a field that is not described."""
    articles = (one for one in fields() if not one[0].startswith("search."))
    return "".join(
        (
            HEAD,
            *_table(articles, DESCRIBED),
            "\n## Alerts\n\n",
            *_table(alert_fields(), ALERTS),
            "\n## Feeds by day\n\n",
            *_table(feed_day_fields(), FEED_DAYS),
        ),
    )


def alert_fields() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Gives each field of an alert with its mapping."""
    return _beside("alerts.json")


def feed_day_fields() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Gives each field of a feed's day with its mapping."""
    return _beside("feeds.json")


def _beside(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    packed = files("workers.edges.elastic_ledger").joinpath(name).read_bytes()
    return listed(wire.load(packed, dict[str, Any])["template"]["mappings"]["properties"])


def _table(
    rows: Iterator[tuple[str, Mapping[str, Any]]], described: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    yield TABLE
    for name, mapping in rows:
        yield _row(name, mapping, described)


def _row(name: str, mapping: Mapping[str, Any], described: Mapping[str, tuple[str, str]]) -> str:
    parent, _, leaf = name.rpartition(".")
    if name not in described and parent in described:
        return f"| `{name}` | {_type(mapping)} | | {_SUB[leaf]} |\n"
    label, holds = described[name]
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
