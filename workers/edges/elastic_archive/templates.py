"""The index template and the components it is made of."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from elasticsearch import Elasticsearch

from workers import wire
from workers.stages.index import TEMPLATE

SETTINGS, MAPPINGS, CUSTOM = "beffroi-settings@v1", "beffroi-mappings@v1", "beffroi@custom"


@cache
def template() -> Mapping[str, object]:
    """Gives the index template whole: settings, analysis, fields and alias."""
    packed = files("workers.edges").joinpath("elastic_template.json").read_bytes()
    return wire.load(packed, dict[str, object])


def mappings() -> dict[str, Any]:
    """Gives the fields."""
    return dict(_content()["mappings"])


def put_templates(client: Elasticsearch) -> None:
    """Puts the components, then the template over them; an operator's own component wins over ours.

    Analysis and fields are one component: a field whose analyzer stands in another is refused.
    """
    index = dict(cast("Mapping[str, object]", _content()["settings"]["index"]))
    analysis = index.pop("analysis", None) or _content()["settings"]["analysis"]
    client.cluster.put_component_template(name=SETTINGS, template={"settings": {"index": index}})
    fields = {"settings": {"analysis": analysis}, "mappings": mappings()}
    client.cluster.put_component_template(name=MAPPINGS, template=fields)
    client.indices.put_index_template(
        name=TEMPLATE,
        index_patterns=cast("list[str]", template()["index_patterns"]),
        priority=cast("int", template()["priority"]),
        composed_of=[SETTINGS, MAPPINGS, CUSTOM],
        ignore_missing_component_templates=[CUSTOM],
        template={"aliases": _content()["aliases"]},
        meta=cast("dict[str, str]", template()["_meta"]),
    )


def _content() -> dict[str, Any]:
    return cast("dict[str, Any]", template()["template"])


def fields() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Gives each field and sub-field with its mapping, by its full name."""
    return listed(mappings()["properties"])


def listed(
    properties: Mapping[str, Mapping[str, Any]], prefix: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Gives each field of a mapping, sub-fields and nested ones too."""
    for name, mapping in properties.items():
        yield f"{prefix}{name}", mapping
        yield from listed(mapping.get("properties", {}) | mapping.get("fields", {}), f"{prefix}{name}.")
