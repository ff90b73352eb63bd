"""Plain indices, one a year, behind one alias: what alerts and feeds' days have in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any, cast

from elastic_transport import TransportError
from elasticsearch import ApiError, AuthorizationException, Elasticsearch, UnsupportedProductError

from workers import wire
from workers.news.errors import Permanent, Transient

EXISTS = "resource_already_exists_exception"
REFUSED = 400  # of one document: its fields, and not the index


@dataclass(frozen=True, kw_only=True)
class Years:
    """Writes into the indices of one template, creating those that are missing; asks nothing before that."""

    open: Callable[[], Elasticsearch]
    place: str
    """Host and port, as they are told."""
    template: str
    """Its name; `<template>-<year>` is an index."""
    packed: str
    """The file beside this one that has it."""
    of: str
    """What is written, in the plural."""
    ready: set[str] = field(default_factory=set)
    """Indices known to exist."""

    @cached_property
    def client(self) -> Elasticsearch:
        """The one of this process."""
        return self.open()

    def setup(self) -> None:
        """Puts the template, and its fields into the indices there are; harmless to repeat."""
        with self.trouble():
            self._put_template()
            for name in self.client.indices.get_alias(index=f"{self.template}-*").body:
                self._put_fields(name)

    def bulk(self, names: Iterable[str], operations: list[dict[str, object]]) -> None:
        """Writes into indices of these names; raises Permanent for what no index will ever take."""
        with self.trouble():
            for name in sorted(set(names) - self.ready):
                self._create(name)
            answer = self.client.bulk(operations=operations, refresh=True)
        told = (next(iter(item.values())) for item in answer["items"])
        for one in (item for item in told if item["status"] >= REFUSED):
            said = f"{one['_id']} of {self.of}: {one.get('error', {}).get('reason', one['status'])}"
            if one["status"] == REFUSED:
                raise Permanent(f"Elasticsearch refuses {said}")
            self.ready.clear()
            raise Transient(f"Elasticsearch at {self.place} does not take {said} now")

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Nothing that a server says of a whole request is final."""
        try:
            yield
        except (ApiError, TransportError, UnsupportedProductError, ValueError) as error:
            self.ready.clear()
            raise Transient(f"Elasticsearch at {self.place} takes no {self.of} now: {error}") from error

    def _create(self, name: str) -> None:
        with suppress(AuthorizationException):  # a key that may not leaves that to `beffroi setup`
            self._put_template()
        try:
            self.client.indices.create(index=name)
        except ApiError as error:
            if error.error != EXISTS:
                raise
        told = self.client.indices.get_mapping(index=name)[name]["mappings"]
        if told.get("dynamic") != "strict":  # made without our template: it would take anything
            raise Transient(
                f"index {name} at {self.place} was made without its template: delete it and run "
                "`beffroi setup`"
            )
        if not self._fields.keys() <= told["properties"].keys():
            with suppress(AuthorizationException):
                self._put_fields(name)
        self.ready.add(name)

    def _put_fields(self, name: str) -> None:
        """Gives an index made by an earlier version the fields that came since."""
        self.client.indices.put_mapping(index=name, properties=self._fields)

    @property
    def _fields(self) -> Mapping[str, Any]:
        content = cast("Mapping[str, Any]", self._template["template"])
        return cast("Mapping[str, Any]", content["mappings"]["properties"])

    def _put_template(self) -> None:
        self.client.indices.put_index_template(name=self.template, body=dict(self._template))

    @cached_property
    def _template(self) -> dict[str, object]:
        return wire.load(files(__package__).joinpath(self.packed).read_bytes(), dict[str, object])
