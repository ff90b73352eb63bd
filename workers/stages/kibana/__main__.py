"""Writes the folder ops/kibana that is named: `make kibana`."""

import json
import sys

from workers.stages.kibana.build import ndjson
from workers.stages.kibana.rules import rules


def write(folder: str) -> None:
    """Writes what is imported, and each rule in a file of its own."""
    with open(f"{folder}/beffroi.ndjson", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(ndjson())
    for name, rule in rules().items():
        with open(f"{folder}/rules/{name}.json", "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(json.dumps(rule, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    write(sys.argv[1])
