"""All that Kibana imports, in the order of its references."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from workers.news.watch import Watch
from workers.stages.kibana.columns import Saved
from workers.stages.kibana.dashboards import DASHBOARDS
from workers.stages.kibana.lens import saved, shown
from workers.stages.kibana.panels import Dashboard, Panel
from workers.stages.kibana.views import VIEWS, View

LANGUAGES = ("fr", "en")
WIDTH = 48
TYPES = {"list": "search", "map": "map"}


def ndjson(watches: Iterable[Watch] = ()) -> str:
    """Gives the file to import, one object a line, with a saved query for each watch."""
    all_of_them = chain(objects(), queries(watches))
    return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in all_of_them)


def queries(watches: Iterable[Watch]) -> Iterator[Saved]:
    """Gives a saved query for each watch: the articles that it matched, and its alerts."""
    for watch in watches:
        asked = {
            "language": "kuery",
            "query": f"watches : {_quoted(watch.id)} or watch : {_quoted(watch.id)}",
        }
        attributes = {
            "title": f"Veille · {watch.title}",
            "description": f"Articles que la veille « {watch.id} » a reconnus, et ses alertes.",
            "query": asked,
            "filters": [],
        }
        yield saved("query", f"beffroi-watch-{watch.id}", "8.0.0", attributes, [])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def objects() -> Iterator[Saved]:
    """Gives the data views, then for each language every panel and every dashboard."""
    yield from map(_view, VIEWS.values())
    for at, language in enumerate(LANGUAGES):
        for dashboard in DASHBOARDS:
            for panel in dashboard.panels:
                yield shown(panel, VIEWS[panel.view or dashboard.view], _id(dashboard, panel, language), at)
            yield _dashboard(dashboard, at)


def _id(dashboard: Dashboard, panel: Panel, language: str) -> str:
    return f"beffroi-{dashboard.id}-{panel.id}-{language}"


def _view(view: View) -> Saved:
    labels = {name: {"customLabel": words[0]} for name, words in view.described.items() if name != "search"}
    attributes = {
        "title": view.id,
        "name": view.name,
        "timeFieldName": "@timestamp",
        "fieldAttrs": json.dumps(labels, ensure_ascii=False),
        "fieldFormatMap": json.dumps(view.formats, ensure_ascii=False),
        "sourceFilters": json.dumps([{"value": name} for name in view.hidden]),
        "fields": "[]",
        "runtimeFieldMap": "{}",
        "typeMeta": "{}",
    }
    return saved("index-pattern", view.id, "8.0.0", attributes, [])


def _dashboard(dashboard: Dashboard, at: int) -> Saved:
    language = LANGUAGES[at]
    places = dict(_places(dashboard))
    panels = [
        {
            "type": _type(panel),
            "panelIndex": panel.id,
            "gridData": places[panel.id] | {"i": panel.id},
            "panelRefName": f"panel_{panel.id}",
            "embeddableConfig": {"enhancements": {}},
        }
        for panel in dashboard.panels
    ]
    references = [
        {"type": _type(panel), "id": _id(dashboard, panel, language), "name": f"{panel.id}:panel_{panel.id}"}
        for panel in dashboard.panels
    ]
    attributes = {
        "title": dashboard.title[at] + (" (English)" if language == "en" else ""),
        "description": dashboard.about[at],
        "panelsJSON": json.dumps(panels, ensure_ascii=False),
        "optionsJSON": json.dumps({"useMargins": True, "syncColors": True, "hidePanelTitles": False}),
        "timeRestore": True,
        "timeFrom": "now-7d",
        "timeTo": "now",
        "refreshInterval": {"pause": False, "value": 60_000},
        "version": 1,
        "kibanaSavedObjectMeta": {
            "searchSourceJSON": json.dumps({"query": {"language": "kuery", "query": ""}, "filter": []})
        },
    }
    return saved("dashboard", f"beffroi-{dashboard.id}-{language}", "8.9.0", attributes, references)


def _type(panel: Panel) -> str:
    return TYPES.get(panel.kind, "lens")


def _places(dashboard: Dashboard) -> Iterator[tuple[str, dict[str, Any]]]:
    """Puts the panels side by side, and on a new row where they no longer fit."""
    x = y = row = 0
    for panel in dashboard.panels:
        if x + panel.width > WIDTH:
            x, y, row = 0, y + row, 0
        yield panel.id, {"x": x, "y": y, "w": panel.width, "h": panel.height}
        x, row = x + panel.width, max(row, panel.height)
