"""What a panel of a dashboard shows, and the question that it asks of the index."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = tuple[str, str]
"""The same in French and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure beside the count: `operation` is average, sum, median, p95, max or distinct, over a field.

    `form` says how it is written: number, count, percent or time (of milliseconds).
    """

    title: Words
    operation: str
    field: str
    form: str = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One panel: `kind` is time, trend, top, share, number, map or list.

    `field` is what is counted, `beside` a second field whose commonest value stands beside it; `split`
    parts a timeline. `measures` stand beside the count; the first of a number takes its place, those of a
    trend are its lines, and with `by` one of them orders a top. `query` narrows it down, in Kibana's
    language. Width is in 48ths of the page.
    """

    id: str
    title: Words
    kind: str
    field: str = ""
    beside: str = ""
    split: str = ""
    measures: tuple[Measure, ...] = ()
    by: int | None = None
    query: str = ""
    size: int = 10
    width: int = 12
    height: int = 12
    view: str = ""
    """Where it reads something else than its dashboard does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A page of panels, in their order; `view` is articles, alerts or feeds."""

    id: str
    title: Words
    about: Words
    panels: tuple[Panel, ...]
    view: str = "articles"


ASKED: Mapping[str, tuple[str, dict[str, object]]] = {
    "average": ("avg", {}),
    "sum": ("sum", {}),
    "max": ("max", {}),
    "distinct": ("cardinality", {}),
    "median": ("percentiles", {"percents": [50]}),
    "p95": ("percentiles", {"percents": [95]}),
}
"""The aggregation of each operation of a measure."""


def question(panel: Panel) -> dict[str, object]:
    """Gives the search that a panel comes down to, without its query and its time."""
    asked: dict[str, object] = {"size": 0, "track_total_hits": True}
    inner = {f"measure_{at}": _measured(one) for at, one in enumerate(panel.measures)}
    if panel.kind in {"top", "share"}:
        if panel.beside:
            inner["beside"] = {"terms": {"field": panel.beside, "size": 1}}
        asked["aggs"] = {"values": {"terms": _terms(panel), **({"aggs": inner} if inner else {})}}
    if panel.kind == "time":
        asked["aggs"] = {
            "parts": {"terms": {"field": panel.split, "size": panel.size}, "aggs": {"days": _days()}}
        }
    if panel.kind == "trend":
        asked["aggs"] = {"days": {**_days(), "aggs": inner}}
    if panel.kind == "number" and inner:
        asked["aggs"] = inner
    if panel.kind == "map":
        asked["aggs"] = {"grid": {"geotile_grid": {"field": panel.field, "precision": 6}}}
    if panel.kind == "list":
        asked |= {"size": 50, "sort": [{"@timestamp": "desc"}]}
    return asked


def _terms(panel: Panel) -> dict[str, object]:
    asked: dict[str, object] = {"field": panel.field, "size": panel.size}
    if panel.by is None:
        return asked
    percents = {"median": ".50", "p95": ".95"}.get(panel.measures[panel.by].operation, "")
    return {**asked, "order": {f"measure_{panel.by}{percents}": "desc"}}


def _measured(measure: Measure) -> dict[str, object]:
    name, more = ASKED[measure.operation]
    return {name: {"field": measure.field, **more}}


def _days() -> dict[str, object]:
    return {"date_histogram": {"field": "@timestamp", "fixed_interval": "1d"}}
