"""The data views: how the fields of articles, alerts and feeds are called and written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workers.french.geography import country_names
from workers.news.described import DESCRIBED
from workers.news.described_alerts import ALERTS
from workers.news.described_feeds import FEED_DAYS
from workers.stages.kibana.panels import Words

LETTER = 0x1F1E6 - ord("A")  # from a letter to its regional indicator; two of them are a flag


def flag(code: str) -> str:
    """Gives a country's flag, by its two letters."""
    return "".join(chr(ord(letter) + LETTER) for letter in code)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A data view: `described` gives each field's label and description, `formats` Kibana's form of some."""

    id: str
    """Its id, and the alias that it reads."""
    name: str
    counted: Words
    """What a count is called."""
    described: Mapping[str, Words]
    formats: Mapping[str, Mapping[str, Any]]
    columns: tuple[str, ...]
    """Of a list."""
    hidden: tuple[str, ...] = ()
    interval: str = "auto"
    """Of a timeline."""

    def label(self, field: str) -> str:
        """Gives a field's French label."""
        return self.described[field][0]


LINK = {"id": "url", "params": {"type": "a", "openLinkInCurrentTab": False}}
PERCENT = {"id": "percent", "params": {"pattern": "0 %"}}
TIME = {
    "id": "duration",
    "params": {
        "inputFormat": "milliseconds",
        "outputFormat": "humanizePrecise",
        "outputPrecision": 1,
        "useShortSuffix": True,
    },
}
COUNTRY = {
    "id": "static_lookup",
    "params": {
        "lookupEntries": [
            {"key": code, "value": f"{flag(code)} {name}"} for code, name in sorted(country_names().items())
        ],
        "unknownKeyValue": None,
    },
}
SEVERITY = {
    "id": "color",
    "params": {
        "fieldType": "string",
        "colors": [
            {"range": "-Infinity:Infinity", "regex": name, "text": text, "background": ground}
            for name, text, ground in (
                ("critical", "#ffffff", "#bd271e"),
                ("high", "#000000", "#f5a700"),
                ("low", "#343741", "#e0e5ee"),
            )
        ],
    },
}

ARTICLES = View(
    id="beffroi-articles",
    name="Beffroi · articles",
    counted=("Articles", "Articles"),
    described=DESCRIBED,
    formats={
        "url": LINK,
        "image": {"id": "url", "params": {"type": "img", "width": 120}},
        "defence_score": PERCENT,
        "body": {"id": "truncate", "params": {"fieldLength": 300}},
        "behind_ms": TIME,
        "late_ms": TIME,
        **dict.fromkeys(("countries", "place_countries", "actor_countries"), COUNTRY),
    },
    columns=("source", "title", "place_countries", "persons", "watches", "defence_score", "url"),
    hidden=("search.*",),
)
ALERT_VIEW = View(
    id="beffroi-alerts",
    name="Beffroi · alertes",
    counted=("Alertes", "Alerts"),
    described=ALERTS,
    formats={
        "url": LINK,
        "countries": COUNTRY,
        "severity": SEVERITY,
        "as_meant": PERCENT,
        **dict.fromkeys(("reading_ms", "waiting_ms", "sending_ms", "total_ms"), TIME),
    },
    columns=("severity", "watch", "source", "title", "passage", "channels", "states", "url"),
)
FEED_VIEW = View(
    id="beffroi-feeds",
    name="Beffroi · flux par jour",
    counted=("Jours", "Days"),
    described=FEED_DAYS,
    formats={"delay_ms": TIME},
    interval="1d",
    columns=("source", "entries", "usual", "troubles", "last_new"),
)
VIEWS = {"articles": ARTICLES, "alerts": ALERT_VIEW, "feeds": FEED_VIEW}
