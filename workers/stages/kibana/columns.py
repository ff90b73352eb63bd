"""The columns of a Lens layer: what it is parted by, its count, and its measures."""

from typing import Any

from workers.stages.kibana.panels import Measure, Panel
from workers.stages.kibana.views import TIME, View

Saved = dict[str, Any]

FORMS: dict[str, Saved] = {
    "number": {"id": "number", "params": {"decimals": 2, "compact": True}},
    "count": {"id": "number", "params": {"decimals": 0}},
    "percent": {"id": "percent", "params": {"decimals": 0}},
    "time": TIME,
}
OPERATIONS = {"distinct": "unique_count", "p95": "percentile"}
"""As Lens calls those that it does not call as we do."""


def columns_of(panel: Panel, view: View, at: int) -> dict[str, Saved]:
    """Gives the columns by their ids, in the order in which Lens asks for them."""
    measures = {f"measure_{n}": _measure(one, at) for n, one in enumerate(panel.measures)}
    count = {"count": _number("count", "___records___", view.counted[at], {"emptyAsNull": False})}
    if panel.kind == "number":
        return measures or count
    if panel.kind == "trend":
        return {"time": _time(view)} | measures
    if panel.kind == "time":
        return {"part": _terms(view, panel.split, panel.size, "count"), "time": _time(view)} | count
    by = "count" if panel.by is None else f"measure_{panel.by}"
    values = {"value": _terms(view, panel.field, panel.size, by)}
    if panel.beside:
        values["beside"] = _terms(view, panel.beside, 1, "count")
    return values | count | measures


def _measure(measure: Measure, at: int) -> Saved:
    operation = OPERATIONS.get(measure.operation, measure.operation)
    more: Saved = {"percentile": 95} if measure.operation == "p95" else {}
    params = {"format": FORMS[measure.form]} | more
    return _number(operation, measure.field, measure.title[at], params)


def _number(operation: str, field: str, name: str, params: Saved) -> Saved:
    return {
        "label": name,
        "customLabel": True,
        "dataType": "number",
        "operationType": operation,
        "sourceField": field,
        "isBucketed": False,
        "scale": "ratio",
        "params": params,
    }


def _terms(view: View, field: str, size: int, by: str) -> Saved:
    return {
        "label": view.label(field),
        "customLabel": True,
        "dataType": "string",
        "operationType": "terms",
        "sourceField": field,
        "isBucketed": True,
        "scale": "ordinal",
        "params": {
            "size": size,
            "orderBy": {"type": "column", "columnId": by},
            "orderDirection": "desc",
            "otherBucket": False,
            "missingBucket": False,
            "parentFormat": {"id": "terms"},
        },
    }


def _time(view: View) -> Saved:
    return {
        "label": view.label("@timestamp"),
        "customLabel": True,
        "dataType": "date",
        "operationType": "date_histogram",
        "sourceField": "@timestamp",
        "isBucketed": True,
        "scale": "interval",
        "params": {"interval": view.interval, "includeEmptyRows": True, "dropPartials": False},
    }
