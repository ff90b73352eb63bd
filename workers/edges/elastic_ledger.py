"""Alerts in Elasticsearch, for Kibana: one plain index a year behind one alias."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, cast

from elastic_transport import TransportError
from elasticsearch import ApiError, AuthorizationException, Elasticsearch, UnsupportedProductError

from workers import wire
from workers.news.alert import Raised
from workers.news.errors import Permanent, Transient
from workers.stages.ledger import ALIAS, PATTERN, TEMPLATE, Entry, entry, index_name

EXISTS = "resource_already_exists_exception"
REFUSED = 400  # of one alert: its fields, and not the index


@cache
def template() -> dict[str, object]:
    """Gives the index template: fields and alias."""
    packed = files("workers.edges").joinpath("elastic_ledger.json").read_bytes()
    return wire.load(packed, dict[str, object])


def fields() -> Mapping[str, Any]:
    """Gives the template's fields by their names."""
    whole = cast("Mapping[str, Any]", template()["template"])
    return cast("Mapping[str, Any]", whole["mappings"]["properties"])


class ElasticLedger:
    """Alerts by their ids; asks nothing before the first call."""

    def __init__(self, client: Callable[[], Elasticsearch], place: str) -> None:
        self._open = client
        self._place = place
        """Host and port, as they are told."""
        self._ready: set[str] = set()
        """Indices known to exist."""

    @cached_property
    def _client(self) -> Elasticsearch:
        return self._open()

    def setup(self) -> None:
        """Puts the template; harmless to repeat."""
        with self._trouble():
            self._put_template()
            for name in self._client.indices.get_alias(index=PATTERN).body:
                self._put_fields(name)

    def record(self, raised: Sequence[Raised]) -> None:
        """Writes alerts, each once by its id; raises Permanent for one that the index will never take."""
        if not raised:
            return
        with self._trouble():
            for name in {index_name(one) for one in raised} - self._ready:
                self._create(name)
            operations: list[dict[str, object]] = []
            for one in raised:
                operations += [{"index": {"_index": index_name(one), "_id": one.alert.id}}, entry(one)]
            answer = self._client.bulk(operations=operations, refresh=True)
        failed = [item["index"] for item in answer["items"] if item["index"]["status"] >= REFUSED]
        for one in failed:
            said = f"alert {one['_id']}: {one.get('error', {}).get('reason', one['status'])}"
            if one["status"] == REFUSED:
                raise Permanent(f"Elasticsearch refuses {said}")
            self._ready.clear()
            raise Transient(f"Elasticsearch at {self._place} does not take {said} now")

    def newest(self, *, most: int) -> list[Entry]:
        """The alerts raised last, the newest first."""
        body = {"query": {"match_all": {}}, "sort": [{"@timestamp": "desc"}], "size": most}
        with self._trouble():
            answer = self._client.search(index=ALIAS, ignore_unavailable=True, body=body)
        return [hit["_source"] for hit in answer["hits"]["hits"]]

    def _create(self, name: str) -> None:
        with suppress(AuthorizationException):  # a key that may not leaves that to `beffroi setup`
            self._put_template()
        try:
            self._client.indices.create(index=name)
        except ApiError as error:
            if error.error != EXISTS:
                raise
        told = self._client.indices.get_mapping(index=name)[name]["mappings"]
        if told.get("dynamic") != "strict":  # made without our template: it would take anything
            raise Transient(
                f"index {name} at {self._place} was made without its template: delete it and run "
                "`beffroi setup`"
            )
        if not fields().keys() <= told["properties"].keys():
            with suppress(AuthorizationException):
                self._put_fields(name)
        self._ready.add(name)

    def _put_fields(self, name: str) -> None:
        """Gives an index made by an earlier version the fields that came since."""
        self._client.indices.put_mapping(index=name, properties=fields())

    def _put_template(self) -> None:
        self._client.indices.put_index_template(name=TEMPLATE, body=dict(template()))

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Nothing that a server says of a whole request is final."""
        try:
            yield
        except (ApiError, TransportError, UnsupportedProductError, ValueError) as error:
            self._ready.clear()
            raise Transient(f"Elasticsearch at {self._place} takes no alerts now: {error}") from error
