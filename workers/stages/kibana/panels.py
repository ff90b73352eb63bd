"""What a panel of a dashboard shows, and the question that it asks of the index."""

from dataclasses import dataclass

Words = tuple[str, str]
"""The same in French and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One panel: `kind` is time, top, share, number, map or articles.

    `field` is what is counted; `split` parts a timeline. `average` is a field whose mean stands beside the
    count. `query` narrows it down, in Kibana's language. Width is in 48ths of the page.
    """

    id: str
    title: Words
    kind: str
    field: str = ""
    split: str = ""
    average: str = ""
    query: str = ""
    size: int = 10
    width: int = 12
    height: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A page of panels, in their order."""

    id: str
    title: Words
    about: Words
    panels: tuple[Panel, ...]


def question(panel: Panel) -> dict[str, object]:
    """Gives the search that a panel comes down to, without its query and its time."""
    asked: dict[str, object] = {"size": 0, "track_total_hits": True}
    inner = {"mean": {"avg": {"field": panel.average}}} if panel.average else {}
    if panel.kind in {"top", "share"}:
        terms: dict[str, object] = {"terms": {"field": panel.field, "size": panel.size}}
        asked["aggs"] = {"values": terms | ({"aggs": inner} if inner else {})}
    if panel.kind == "time":
        days = {"date_histogram": {"field": "@timestamp", "fixed_interval": "1d"}}
        asked["aggs"] = {
            "parts": {"terms": {"field": panel.split, "size": panel.size}, "aggs": {"days": days}}
        }
    if panel.kind == "map":
        asked["aggs"] = {"grid": {"geotile_grid": {"field": panel.field, "precision": 6}}}
    if panel.kind == "articles":
        asked |= {"size": 50, "sort": [{"@timestamp": "desc"}]}
    return asked
