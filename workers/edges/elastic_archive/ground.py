"""What must be there before an article is written: templates, and the index of its year."""

from collections.abc import Callable, Iterable

from elasticsearch import ApiError, AuthorizationException, Elasticsearch

from workers.edges.elastic_archive.templates import mappings, put_templates
from workers.edges.elastic_archive.trouble import FOR_A_PERSON
from workers.news.errors import Transient
from workers.stages.index import PATTERN, TEMPLATE

LEAST_VERSION = 9  # a client of 9 is answered 400 by a server of 8


class Ground:
    """Lays what is missing, and remembers in this process what is known to be there."""

    def __init__(self, client: Callable[[], Elasticsearch], place: str) -> None:
        self._open = client
        self._place = place
        self._known: set[str] = set()

    @property
    def _client(self) -> Elasticsearch:
        return self._open()

    def lay(self) -> None:
        """Puts the template, and brings indices that it has made before up to date; harmless to repeat."""
        self._refuse_old_server()
        put_templates(self._client)
        years = set(self._client.indices.get_alias(index=PATTERN).body)
        for name in years:
            self._client.indices.put_mapping(index=name, body=mappings())
        self._known |= {TEMPLATE, *years}

    def ready(self) -> None:
        """Lays the ground before the first write; a key that may not leaves that to `beffroi setup`."""
        if TEMPLATE in self._known:
            return
        try:
            self.lay()
        except AuthorizationException:
            self._known.add(TEMPLATE)

    def indices(self, names: Iterable[str]) -> None:
        """Creates those that are missing by their names: made by the server they might lack the template."""
        for name in set(names) - self._known:
            self._create(name)

    def forget(self) -> None:
        """Forgets what is there: an index may have been deleted under us."""
        self._known.clear()

    def _create(self, name: str) -> None:
        try:
            self._client.indices.create(index=name)
        except ApiError as error:
            if error.error != "resource_already_exists_exception":
                raise
        told = self._client.indices.get_mapping(index=name)[name]["mappings"]
        if told.get("dynamic") != "strict":  # made without our template: it would take anything
            raise Transient(
                f"index {name} at {self._place} was made without its template: delete it and run "
                "`beffroi setup`",
                after=FOR_A_PERSON,
            )
        self._known.add(name)

    def _refuse_old_server(self) -> None:
        version = str(self._client.info()["version"]["number"])
        if int(version.split(".", maxsplit=1)[0]) < LEAST_VERSION:
            raise Transient(
                f"Elasticsearch at {self._place} is {version}; beffroi needs {LEAST_VERSION} or later",
                after=FOR_A_PERSON,
            )
