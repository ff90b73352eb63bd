"""How many alerts stand in the indices of a pattern, and of which time."""

from collections.abc import Iterator
from datetime import UTC, datetime

from elasticsearch import Elasticsearch

from workers.news.holdings import Shelf


def counted(client: Elasticsearch, pattern: str, alias: str) -> Iterator[Shelf]:
    """Gives each index by its name; `alias` is what is searched."""
    known = client.indices.get_alias(index=pattern).body
    ends = {"oldest": {"min": {"field": "@timestamp"}}, "newest": {"max": {"field": "@timestamp"}}}
    for name, told in sorted(known.items()):
        size = client.indices.stats(index=name, metric="store")["indices"][name]["primaries"]["store"]
        # Not of the statistics: these count each nested delivery as a document.
        answer = client.search(index=name, size=0, track_total_hits=True, aggregations=ends)
        oldest, newest = (_time(answer["aggregations"][end]["value"]) for end in ends)
        yield Shelf(
            name=name,
            articles=0,
            alerts=int(answer["hits"]["total"]["value"]),
            bytes=int(size["size_in_bytes"]),
            current=True,
            searched=alias in told["aliases"],
            oldest=oldest,
            newest=newest,
        )


def _time(milliseconds: float | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
