"""Panels as saved objects: charts and tables of Lens, a map, a list of articles.

Written in the form of Kibana 8.9, which later versions bring up to date as they import it; a form that is
newer than the importing Kibana would be refused.
"""

import json
from typing import Any

from workers.news.described import label
from workers.stages.kibana.panels import Panel

VIEW = "beffroi-articles"
"""Id of the data view."""

LAYER = "articles"
CORE = "8.8.0"
COLUMNS = ("source", "title", "place_countries", "persons", "watches", "defence_score", "url")

Saved = dict[str, Any]


def saved(type: str, id: str, version: str, attributes: Saved, references: list[Saved]) -> Saved:
    """Gives one saved object."""
    return {
        "type": type,
        "id": id,
        "attributes": attributes,
        "references": references,
        "coreMigrationVersion": CORE,
        "typeMigrationVersion": version,
        "managed": False,
    }


def shown(panel: Panel, id: str, title: str, articles: str) -> Saved:
    """Gives the saved object of a panel; `articles` is what a count is called."""
    if panel.kind == "articles":
        return _list(panel, id, title)
    if panel.kind == "map":
        return _map(panel, id, title)
    return _lens(panel, id, title, articles)


def _lens(panel: Panel, id: str, title: str, articles: str) -> Saved:
    columns = _columns(panel, articles)
    layer = {"columnOrder": list(columns), "columns": columns, "incompleteColumns": {}, "sampling": 1}
    kind, visualization = _visualization(panel, list(columns))
    state = {
        "datasourceStates": {"formBased": {"layers": {LAYER: layer}}},
        "visualization": visualization,
        "query": {"language": "kuery", "query": panel.query},
        "filters": [],
        "internalReferences": [],
        "adHocDataViews": {},
    }
    attributes = {"title": title, "description": "", "visualizationType": kind, "state": state}
    reference = {"type": "index-pattern", "id": VIEW, "name": f"indexpattern-datasource-layer-{LAYER}"}
    return saved("lens", id, "8.9.0", attributes, [reference])


def _columns(panel: Panel, articles: str) -> dict[str, Saved]:
    columns: dict[str, Saved] = {}
    if panel.kind == "time":
        columns["part"] = _terms(panel.split, panel.size)
        columns["time"] = _time()
    if panel.kind in {"top", "share"}:
        columns["value"] = _terms(panel.field, panel.size)
    columns["count"] = _number("count", "___records___", articles) | {"params": {"emptyAsNull": False}}
    if panel.average:
        columns["mean"] = _number("average", panel.average, label(panel.average)) | {
            "params": {"format": {"id": "number", "params": {"decimals": 2}}}
        }
    return columns


def _number(operation: str, field: str, name: str) -> Saved:
    return {
        "label": name,
        "customLabel": True,
        "dataType": "number",
        "operationType": operation,
        "sourceField": field,
        "isBucketed": False,
        "scale": "ratio",
    }


def _terms(field: str, size: int) -> Saved:
    return {
        "label": label(field),
        "customLabel": True,
        "dataType": "string",
        "operationType": "terms",
        "sourceField": field,
        "isBucketed": True,
        "scale": "ordinal",
        "params": {
            "size": size,
            "orderBy": {"type": "column", "columnId": "count"},
            "orderDirection": "desc",
            "otherBucket": False,
            "missingBucket": False,
            "parentFormat": {"id": "terms"},
        },
    }


def _time() -> Saved:
    return {
        "label": label("@timestamp"),
        "customLabel": True,
        "dataType": "date",
        "operationType": "date_histogram",
        "sourceField": "@timestamp",
        "isBucketed": True,
        "scale": "interval",
        "params": {"interval": "auto", "includeEmptyRows": True, "dropPartials": False},
    }


def _visualization(panel: Panel, columns: list[str]) -> tuple[str, Saved]:
    layer: Saved = {"layerId": LAYER, "layerType": "data"}
    if panel.kind == "number":
        return "lnsMetric", layer | {"metricAccessor": "count"}
    if panel.kind == "top":
        return "lnsDatatable", layer | {"columns": [{"columnId": one} for one in columns]}
    if panel.kind == "share":
        part = layer | {"primaryGroups": ["value"], "metrics": ["count"], "numberDisplay": "percent"}
        displays = {"categoryDisplay": "default", "legendDisplay": "default", "nestedLegend": False}
        return "lnsPie", {"shape": "donut", "layers": [part | displays]}
    bars = layer | {"seriesType": "bar_stacked", "accessors": ["count"], "xAccessor": "time"}
    return "lnsXY", {
        "preferredSeriesType": "bar_stacked",
        "legend": {"isVisible": True, "position": "right"},
        "valueLabels": "hide",
        "layers": [bars | {"splitAccessor": "part"}],
    }


def _list(panel: Panel, id: str, title: str) -> Saved:
    source = {
        "query": {"language": "kuery", "query": panel.query},
        "filter": [],
        "indexRefName": "kibanaSavedObjectMeta.searchSourceJSON.index",
    }
    attributes = {
        "title": title,
        "description": "",
        "columns": list(COLUMNS),
        "sort": [["@timestamp", "desc"]],
        "grid": {},
        "hideChart": True,
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps(source)},
    }
    reference = {"type": "index-pattern", "id": VIEW, "name": source["indexRefName"]}
    return saved("search", id, "8.0.0", attributes, [reference])


def _map(panel: Panel, id: str, title: str) -> Saved:
    reference = "layer_1_source_index_pattern"
    grid = {
        "id": "lieux",
        "label": title,
        "type": "MVT_VECTOR",
        "visible": True,
        "alpha": 0.75,
        "minZoom": 0,
        "maxZoom": 24,
        "sourceDescriptor": {
            "id": "grille",
            "type": "ES_GEO_GRID",
            "geoField": panel.field,
            "requestType": "point",
            "resolution": "MOST_FINE",
            "metrics": [{"type": "count"}],
            "applyGlobalQuery": True,
            "applyGlobalTime": True,
            "indexPatternRefName": reference,
        },
        "style": {"type": "VECTOR", "properties": {}, "isTimeAware": True},
    }
    ground = {
        "id": "fond",
        "type": "EMS_VECTOR_TILE",
        "visible": True,
        "alpha": 1,
        "minZoom": 0,
        "maxZoom": 24,
        "label": None,
        "sourceDescriptor": {"type": "EMS_TMS", "isAutoSelect": True},
        "style": {"type": "EMS_VECTOR_TILE", "color": ""},
    }
    view = {"zoom": 2.5, "center": {"lon": 10, "lat": 20}, "timeFilters": {"from": "now-7d", "to": "now"}}
    attributes = {
        "title": title,
        "description": "",
        "layerListJSON": json.dumps([ground, grid]),
        "mapStateJSON": json.dumps(view),
        "uiStateJSON": json.dumps({"isLayerTOCOpen": False, "openTOCDetails": []}),
    }
    return saved("map", id, "8.4.0", attributes, [{"type": "index-pattern", "id": VIEW, "name": reference}])
