"""What the server says of a whole request, in words that tell what to do."""

from datetime import timedelta

from elastic_transport import TransportError
from elasticsearch import ApiError, UnsupportedProductError

from workers.edges.elastic_archive.connection import ANSWER_SECONDS
from workers.news.errors import Transient
from workers.stages.index.outcome import BUSY, NO_ACCESS, standstill_of

FOR_A_PERSON = timedelta(minutes=1)  # until the next try, where someone has to act first
KNOWN = (ApiError, TransportError, ValueError)
"""All that a client raises: ValueError before it asks."""


class Standstill(Transient):
    """Nothing is taken before a person acts; `kind` says on what."""

    def __init__(self, reason: str, *, kind: str) -> None:
        super().__init__(reason, after=FOR_A_PERSON)
        self.kind = kind


def explained(place: str, error: Exception) -> Transient:
    """Gives trouble as we tell it; nothing that the server says of a whole request is final."""
    if isinstance(error, UnsupportedProductError):
        return Transient(f"{place} is no Elasticsearch: {error}", after=FOR_A_PERSON)
    if isinstance(error, ApiError):
        return _refusal(place, error)
    if isinstance(error, TransportError):
        return Transient(
            f"Elasticsearch at {place} does not answer within {ANSWER_SECONDS:.0f} s: {error}; "
            "check ELASTICSEARCH_URL and that the server is up"
        )
    return Transient(
        f"ELASTICSEARCH_URL must be like http://host:9200, port included: {error}", after=FOR_A_PERSON
    )


def _refusal(place: str, error: ApiError) -> Transient:
    said = f"{error.status_code} {error}"
    told = error.body.get("error") if isinstance(error.body, dict) else None
    kind = standstill_of({"status": error.status_code, "error": told})
    if kind:
        what = "denies access" if kind == NO_ACCESS else "takes no documents"
        return Standstill(f"Elasticsearch at {place} {what}: {said}; {ADVICE[kind]}", kind=kind)
    if error.status_code == BUSY or error.status_code >= 500:  # noqa: PLR2004 - HTTP
        return Transient(f"Elasticsearch at {place} is not ready: {said}; it is overloaded; trying again")
    return Transient(f"Elasticsearch at {place} refuses a request: {said}", after=FOR_A_PERSON)


ADVICE = {
    "no-access": "check BEFFROI_ELASTICSEARCH_API_KEY, its expiry and its privileges",
    "read-only": "an operator blocked writing: clear index.blocks of the index it names",
    "disk-full": "make room on the server's disk; the block goes by itself below the high watermark",
}
"""What to do about each standstill."""
