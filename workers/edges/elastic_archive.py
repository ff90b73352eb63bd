"""The index on a server: Elasticsearch 9, one plain index a year behind one alias."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import cast
from urllib.parse import urlsplit

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from workers import wire
from workers.news.document import Document, Found, Refused
from workers.news.errors import Transient
from workers.stages.index import (
    ALIAS,
    PATTERN,
    TEMPLATE,
    body,
    found,
    highlights,
    index_name,
    newest_request,
    outcome,
    search_request,
    terms,
)

ANSWER_SECONDS = 10.0  # the slowest search measured took 0.04 s, the slowest message of 20 articles 0.1 s
LEAST_VERSION = 9  # a client of 9 is answered 400 by a server of 8
FOR_A_PERSON = timedelta(minutes=1)  # until the next try, where someone has to act first
TOO_MUCH = frozenset({413, 429})
NO_ACCESS = frozenset({401, 403})

Placed = tuple[str, Document]
"""The index that holds or will hold a document, and the document."""


@cache
def template() -> Mapping[str, object]:
    """Gives the index template: analysis, fields and alias."""
    packed = files("workers.edges").joinpath("elastic_template.json").read_bytes()
    return wire.load(packed, dict[str, object])


class ElasticArchive:
    """An Archive in Elasticsearch; asks nothing before the first call, and never twice by itself."""

    def __init__(self, url: str, api_key: str | None) -> None:
        self._url = url
        self._api_key = api_key
        self._ready: set[str] = set()
        """Indices known to exist; empty until `setup` has run in this process."""

    @cached_property
    def _client(self) -> Elasticsearch:
        # No retries here: those of the client follow each other without delay. The task tries again.
        return Elasticsearch(
            self._url,
            api_key=self._api_key,
            request_timeout=ANSWER_SECONDS,
            max_retries=0,
            retry_on_timeout=False,
        )

    def setup(self) -> None:
        """Puts the template, and brings indices that it has made before up to date; harmless to repeat."""
        with self._trouble():
            self._refuse_old_server()
            self._client.indices.put_index_template(name=TEMPLATE, body=dict(template()))
            content = cast("Mapping[str, Mapping[str, object]]", template()["template"])
            years = set(self._client.indices.get_alias(index=PATTERN).body)
            for name in years:
                self._client.indices.put_mapping(index=name, body=dict(content["mappings"]))
            self._ready |= {TEMPLATE, *years}

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Makes documents searchable, each once by its id; returns those refused for good."""
        if not documents:
            return []
        with self._trouble():
            if TEMPLATE not in self._ready:
                self.setup()
            placed = self._placed(documents)
            for name in {name for name, _ in placed} - self._ready:
                self._create(name)
            return self._bulk(placed)

    def search(self, query: str, *, most: int) -> list[Found]:
        """The best answers, newest first among equals."""
        wanted = terms(query)
        if not wanted or most < 1:
            return []
        with self._trouble():
            answer = self._client.search(
                index=ALIAS,
                search_type="dfs_query_then_fetch",  # one scale of scores for all years
                ignore_unavailable=True,
                allow_partial_search_results=False,
                body=search_request(wanted, most=most),
            )
        return [found(hit["_source"], highlights(hit.get("highlight", {}))) for hit in answer["hits"]["hits"]]

    def newest(self, *, most: int) -> list[Found]:
        """The articles published last, the newest first."""
        if most < 1:
            return []
        with self._trouble():
            answer = self._client.search(index=ALIAS, ignore_unavailable=True, body=newest_request(most=most))
        return [found(hit["_source"], ()) for hit in answer["hits"]["hits"]]

    def size(self) -> int:
        """How many documents are searchable."""
        with self._trouble():
            return int(self._client.count(index=ALIAS, ignore_unavailable=True)["count"])

    def _refuse_old_server(self) -> None:
        version = str(self._client.info()["version"]["number"])
        if int(version.split(".", maxsplit=1)[0]) < LEAST_VERSION:
            raise Transient(
                f"Elasticsearch at {self._place} is {version}; beffroi needs {LEAST_VERSION} or later",
                after=FOR_A_PERSON,
            )

    def _placed(self, documents: Sequence[Document]) -> list[Placed]:
        """The index of each: where it is already, lest a corrected date double it, else that of its year."""
        last = {document.article.id: document for document in documents}
        answer = self._client.search(
            index=ALIAS,
            ignore_unavailable=True,
            allow_partial_search_results=False,
            body={"query": {"ids": {"values": list(last)}}, "size": len(last), "_source": False},
        )
        homes = {hit["_id"]: hit["_index"] for hit in answer["hits"]["hits"]}
        return [(homes.get(id) or index_name(one.article), one) for id, one in last.items()]

    def _create(self, name: str) -> None:
        """Creates an index by its name: made by the server on its own it might lack the template."""
        try:
            self._client.indices.create(index=name)
        except ApiError as error:
            if error.error != "resource_already_exists_exception":
                raise
        self._ready.add(name)

    def _bulk(self, placed: Sequence[Placed]) -> list[Refused]:
        """Sends documents, in halves where they are too much at once: the same size would never pass."""
        operations: list[Mapping[str, object]] = []
        for name, document in placed:
            operations += [{"index": {"_index": name, "_id": document.article.id}}, body(document)]
        try:
            # Refreshed at once: 543 documents/s in messages of 20, against 20/s with wait_for.
            answer = self._client.bulk(operations=operations, refresh=True)
        except ApiError as error:
            if error.status_code not in TOO_MUCH:
                raise
            return self._halves(placed, error)
        result = outcome(answer["items"])
        if result.again:
            self._ready.clear()  # an index may have been deleted under us
            raise Transient(f"Elasticsearch at {self._place} takes no documents now: {result.again}")
        return list(result.refused)

    def _halves(self, placed: Sequence[Placed], error: ApiError) -> list[Refused]:
        if len(placed) > 1:
            middle = len(placed) // 2
            return self._bulk(placed[:middle]) + self._bulk(placed[middle:])
        if error.status_code == 413:  # noqa: PLR2004 - HTTP
            return [Refused(id=placed[0][1].article.id, reason="larger than http.max_content_length")]
        raise error

    @property
    def _place(self) -> str:
        """Host and port, without the password that the URL may hold."""
        return urlsplit(self._url).netloc.rpartition("@")[2] or self._url

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Says what is wrong and what to do; nothing that the server says of a whole request is final."""
        try:
            yield
        except UnsupportedProductError as error:
            raise Transient(f"{self._place} is no Elasticsearch: {error}", after=FOR_A_PERSON) from error
        except ApiError as error:
            self._ready.clear()
            raise _refusal(self._place, error) from error
        except TransportError as error:
            self._ready.clear()
            raise Transient(
                f"Elasticsearch at {self._place} does not answer within {ANSWER_SECONDS:.0f} s: {error}; "
                "check ELASTICSEARCH_URL and that the server is up"
            ) from error
        except ValueError as error:  # of the client, before it asks
            raise Transient(
                f"ELASTICSEARCH_URL must be like http://host:9200, port included: {error}", after=FOR_A_PERSON
            ) from error


def _refusal(place: str, error: ApiError) -> Transient:
    said = f"{error.status_code} {error}"
    if error.status_code in NO_ACCESS:
        advice = "check BEFFROI_ELASTICSEARCH_API_KEY and its privileges, or unblock a read-only index"
        return Transient(f"Elasticsearch at {place} denies access: {said}; {advice}", after=FOR_A_PERSON)
    if error.status_code == 429 or error.status_code >= 500:  # noqa: PLR2004 - HTTP
        advice = "it is overloaded, or its disk is full; trying again"
        return Transient(f"Elasticsearch at {place} is not ready: {said}; {advice}")
    return Transient(f"Elasticsearch at {place} refuses a request: {said}", after=FOR_A_PERSON)
