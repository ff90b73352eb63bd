"""Writes ops/kibana/beffroi.ndjson: `make kibana`."""

from workers.stages.kibana.build import ndjson

print(ndjson(), end="")  # noqa: T201 - it is a file
