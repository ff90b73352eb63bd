"""Rules for those who want Kibana's own alerts: examples, as its alerting API takes them."""

import json
from typing import Any

Rule = dict[str, Any]


def rules() -> dict[str, Rule]:
    """Gives the body of each rule by its name: `POST /api/alerting/rule/beffroi-<name>`."""
    silence: Rule = {"match_all": {}}
    defence = [{"range": {"defence_score": {"gte": 0.8}}}, {"range": {"outlets": {"gte": 5}}}]
    return {
        "silence": _rule(
            "Beffroi · aucun article depuis une heure",
            "beffroi-articles",
            silence,
            "<",
            1,
            "1h",
            time="indexed",
        ),
        "reprises": _rule(
            "Beffroi · histoire de défense reprise par cinq titres",
            "beffroi-articles",
            {"bool": {"filter": defence}},
            ">",
            0,
            "10m",
            time="indexed",
        ),
        "echecs": _rule(
            "Beffroi · alerte non remise", "beffroi-alerts", {"term": {"states": "failed"}}, ">", 0, "1d"
        ),
        "graves": _rule(
            "Beffroi · alerte grave",
            "beffroi-alerts",
            {"terms": {"severity": ["high", "critical"]}},
            ">",
            0,
            "10m",
        ),
    }


def _rule(  # noqa: PLR0913 - a rule has that many parts
    name: str, alias: str, query: Rule, than: str, threshold: int, window: str, *, time: str = "@timestamp"
) -> Rule:
    return {
        "name": name,
        "rule_type_id": ".es-query",
        "consumer": "stackAlerts",
        "schedule": {"interval": "1m"},
        "tags": ["beffroi"],
        "enabled": True,
        "actions": [],
        "params": {
            "searchType": "esQuery",
            "index": [alias],
            "timeField": time,
            "esQuery": json.dumps({"query": query}),
            "size": 100,
            "threshold": [threshold],
            "thresholdComparator": than,
            "timeWindowSize": int(window[:-1]),
            "timeWindowUnit": window[-1],
            "aggType": "count",
            "groupBy": "all",
            "excludeHitsFromPreviousRun": than == ">",
        },
    }
