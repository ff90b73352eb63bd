"""The JSON Schema of feeds.yaml, with which editors complete and check it.

`python -m workers.watchlist.schema` prints it.
"""

import json
import sys
from typing import Any

from workers.watchlist.model import File


def json_schema() -> dict[str, Any]:
    """Gives the schema, draft 2020-12, short forms included."""
    schema = File.model_json_schema()
    # pydantic leaves a mapping open to keys that its pattern refuses.
    schema["properties"]["channels"]["additionalProperties"] = False
    for model in (schema, *schema["$defs"].values()):
        _nothing_is_absent(model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "feeds.yaml of Beffroi",
        "minProperties": 1,
    }


def _nothing_is_absent(model: dict[str, Any]) -> None:
    """Allows `null` where a key may be left out: the loader takes the one for the other."""
    for key, value in model["properties"].items():
        value.pop("title", None)
        if key in model.get("required", ()) or {"type": "null"} in value.get("anyOf", ()):
            continue
        kept = {name: value.pop(name) for name in ("default", "description") if name in value}
        model["properties"][key] = {**kept, "anyOf": [*value.pop("anyOf", [value]), {"type": "null"}]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
