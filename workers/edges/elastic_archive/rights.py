"""What the flow may do on the server, and the key that can do no more."""

from elasticsearch import Elasticsearch

PATTERN = "beffroi-*"
WRITER, READER = "beffroi", "beffroi-reader"
_MONITOR = ["monitor"]  # the server's version
RIGHTS = {
    # `maintenance` is the refresh after each request, `monitor` the size that the page tells; nothing may be
    # deleted, no setting changed.
    WRITER: ["create_index", "index", "read", "view_index_metadata", "maintenance", "monitor"],
    READER: ["read", "view_index_metadata"],
}


def put_roles(client: Elasticsearch) -> None:
    """Puts the roles of workers and of readers."""
    for name, privileges in RIGHTS.items():
        client.security.put_role(name=name, cluster=_MONITOR, indices=_indices(privileges))


def make_key(client: Elasticsearch, name: str) -> str:
    """Makes a key that may write and read `beffroi-*` and nothing else; gives it as it is sent."""
    descriptor = {"cluster": _MONITOR, "indices": _indices(RIGHTS[WRITER])}
    made = client.security.create_api_key(name=name, role_descriptors={WRITER: descriptor})
    return str(made["encoded"])


def _indices(privileges: list[str]) -> list[dict[str, list[str]]]:
    return [{"names": [PATTERN], "privileges": privileges}]
