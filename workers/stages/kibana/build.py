"""All that Kibana imports, in the order of its references."""

import json
from collections.abc import Iterator
from typing import Any

from workers.news.described import DESCRIBED
from workers.stages.kibana.dashboards import DASHBOARDS
from workers.stages.kibana.lens import VIEW, Saved, saved, shown
from workers.stages.kibana.panels import Dashboard, Panel

LANGUAGES = ("fr", "en")
ARTICLES = ("Articles", "Articles")
WIDTH = 48
TYPES = {"articles": "search", "map": "map"}


def ndjson() -> str:
    """Gives the file to import, one object a line."""
    return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in objects())


def objects() -> Iterator[Saved]:
    """Gives the data view, then for each language every panel and every dashboard."""
    yield _view()
    for at, language in enumerate(LANGUAGES):
        for dashboard in DASHBOARDS:
            for panel in dashboard.panels:
                yield shown(panel, _id(dashboard, panel, language), panel.title[at], ARTICLES[at])
            yield _dashboard(dashboard, at)


def _id(dashboard: Dashboard, panel: Panel, language: str) -> str:
    return f"beffroi-{dashboard.id}-{panel.id}-{language}"


def _view() -> Saved:
    labels = {name: {"customLabel": words[0]} for name, words in DESCRIBED.items() if name != "search"}
    formats = {
        "url": {"id": "url", "params": {"type": "a", "openLinkInCurrentTab": False}},
        "image": {"id": "url", "params": {"type": "img", "width": 120}},
        "defence_score": {"id": "percent", "params": {"pattern": "0 %"}},
        "body": {"id": "truncate", "params": {"fieldLength": 300}},
    }
    attributes = {
        "title": "beffroi-articles",
        "name": "Beffroi · articles",
        "timeFieldName": "@timestamp",
        "fieldAttrs": json.dumps(labels, ensure_ascii=False),
        "fieldFormatMap": json.dumps(formats, ensure_ascii=False),
        "sourceFilters": json.dumps([{"value": "search.*"}]),
        "fields": "[]",
        "runtimeFieldMap": "{}",
        "typeMeta": "{}",
    }
    return saved("index-pattern", VIEW, "8.0.0", attributes, [])


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
