"""Fields of an earlier version made into those of this one."""

from collections.abc import Collection, Mapping
from typing import cast

_FROM = {
    "persons": ("persons",),
    "organisations": ("organisations",),
    "places": ("places",),
    "events": ("events",),
    "equipment": ("equipment",),
    "entities": ("entities",),
    "regions": ("regions",),
    "keywords": ("keywords", "keyword_categories"),
    "sources": ("source", "feed"),
    "agencies": ("agencies",),
    "authors": ("authors",),
    "sections": ("section", "categories"),
}
"""The names that are searched, by the fields that they stood in before."""

_NEW: dict[str, object] = {"defence_score": 0.0, "revision": 1, "indexed": None}


def upgraded(fields: Mapping[str, object], known: Collection[str]) -> dict[str, object]:
    """Gives the fields that this version knows; those it has gained are made of others."""
    made = {name: value for name, value in (_NEW | dict(fields)).items() if name in known}
    if not isinstance(made.get("search"), Mapping):
        made["search"] = {
            field: [value for name in names for value in _values(fields.get(name))]
            for field, names in _FROM.items()
        }
    return made


def _values(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in cast("list[object]", value)]
    return [str(value)] if value else []
