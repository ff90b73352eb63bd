"""Panels as saved objects: charts and tables of Lens, a map, a list.

Written in the form of Kibana 8.9, which later versions bring up to date as they import it; a form that is
newer than the importing Kibana would be refused.
"""

import json

from workers.stages.kibana.columns import Saved, columns_of
from workers.stages.kibana.panels import Panel
from workers.stages.kibana.views import View

LAYER = "articles"
CORE = "8.8.0"


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


def shown(panel: Panel, view: View, id: str, at: int) -> Saved:
    """Gives the saved object of a panel over a data view; `at` is 0 in French, 1 in English."""
    if panel.kind == "list":
        return _list(panel, view, id, panel.title[at])
    if panel.kind == "map":
        return _map(panel, view, id, panel.title[at])
    return _lens(panel, view, id, at)


def _lens(panel: Panel, view: View, id: str, at: int) -> Saved:
    columns = columns_of(panel, view, at)
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
    attributes = {"title": panel.title[at], "description": "", "visualizationType": kind, "state": state}
    reference = {"type": "index-pattern", "id": view.id, "name": f"indexpattern-datasource-layer-{LAYER}"}
    return saved("lens", id, "8.9.0", attributes, [reference])


def _visualization(panel: Panel, columns: list[str]) -> tuple[str, Saved]:
    layer: Saved = {"layerId": LAYER, "layerType": "data"}
    if panel.kind == "number":
        return "lnsMetric", layer | {"metricAccessor": columns[0]}
    if panel.kind == "top":
        return "lnsDatatable", layer | {"columns": [{"columnId": one} for one in columns]}
    if panel.kind == "share":
        part = layer | {"primaryGroups": ["value"], "metrics": ["count"], "numberDisplay": "percent"}
        displays = {"categoryDisplay": "default", "legendDisplay": "default", "nestedLegend": False}
        return "lnsPie", {"shape": "donut", "layers": [part | displays]}
    series = "line" if panel.kind == "trend" else "bar_stacked"
    drawn = [one for one in columns if one not in {"time", "part"}]
    bars = layer | {"seriesType": series, "accessors": drawn, "xAccessor": "time"}
    parts = {"splitAccessor": "part"} if panel.split else {}
    return "lnsXY", {
        "preferredSeriesType": series,
        "legend": {"isVisible": True, "position": "right"},
        "valueLabels": "hide",
        "layers": [bars | parts],
    }


def _list(panel: Panel, view: View, id: str, title: str) -> Saved:
    source = {
        "query": {"language": "kuery", "query": panel.query},
        "filter": [],
        "indexRefName": "kibanaSavedObjectMeta.searchSourceJSON.index",
    }
    attributes = {
        "title": title,
        "description": "",
        "columns": list(view.columns),
        "sort": [["@timestamp", "desc"]],
        "grid": {},
        "hideChart": True,
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps(source)},
    }
    reference = {"type": "index-pattern", "id": view.id, "name": source["indexRefName"]}
    return saved("search", id, "8.0.0", attributes, [reference])


def _map(panel: Panel, view: View, id: str, title: str) -> Saved:
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
    state = {"zoom": 2.5, "center": {"lon": 10, "lat": 20}, "timeFilters": {"from": "now-7d", "to": "now"}}
    attributes = {
        "title": title,
        "description": "",
        "layerListJSON": json.dumps([ground, grid]),
        "mapStateJSON": json.dumps(state),
        "uiStateJSON": json.dumps({"isLayerTOCOpen": False, "openTOCDetails": []}),
    }
    return saved(
        "map", id, "8.4.0", attributes, [{"type": "index-pattern", "id": view.id, "name": reference}]
    )
