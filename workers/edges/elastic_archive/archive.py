"""Articles in Elasticsearch: one plain index a year behind one alias."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from threading import Event, Lock
from time import monotonic

from elasticsearch import Elasticsearch

from workers import wire
from workers.edges.elastic_archive.bulk import Action, Bulk, Written
from workers.edges.elastic_archive.connection import Connection
from workers.edges.elastic_archive.gathering import Gathering
from workers.edges.elastic_archive.ground import Ground
from workers.edges.elastic_archive.holdings import answering, drop_before, newest_answers, shelves, values_of
from workers.edges.elastic_archive.homes import Homes
from workers.edges.elastic_archive.migration import Migration
from workers.edges.elastic_archive.rights import make_key, put_roles
from workers.edges.elastic_archive.trouble import ADVICE, FOR_A_PERSON, KNOWN, Standstill, explained
from workers.news.asked import Query
from workers.news.document import Document, Found, Refused
from workers.news.holdings import Shelf
from workers.news.not_taken import NotTaken
from workers.news.search import Count, Results
from workers.ports import Clock
from workers.stages.index import (
    ALIAS,
    body,
    facets_of,
    found,
    highlights,
    joined,
    latest,
    newest_request,
    parse,
    search_request,
    timeline_of,
)

PAUSE = timedelta(seconds=15)  # between two looks whether a standstill is over


class ElasticArchive:
    """An Archive in Elasticsearch; asks nothing before the first call, and never twice by itself."""

    def __init__(
        self,
        connection: Connection | str,
        api_key: str | None = None,
        *,
        now: Clock | None = None,
        pause: timedelta = PAUSE,
    ) -> None:
        self._now = now
        if isinstance(connection, str):
            connection = Connection(url=connection, api_key=api_key)
        self._connection = connection
        self._ground = Ground(lambda: self._client, connection.place)
        self._homes = Homes()
        self._placing = Lock()
        self._unseen: set[str] = set()
        """Indices that were written and not refreshed since."""
        self._pause = pause
        self._still: tuple[float, Standstill] | None = None
        """Until when nothing is asked for, and why."""
        self._gathering = Gathering(self._write, self._refresh)

    @cached_property
    def _client(self) -> Elasticsearch:
        return self._connection.open()

    def setup(self) -> None:
        """Puts the template, and brings indices that it has made before up to date; harmless to repeat."""
        with self._trouble():
            self._ground.lay()

    def prepare(self, key_name: str) -> str:
        """Sets up, makes the roles, and gives a new key that can do no more than the flow needs."""
        self.setup()
        with self._trouble():
            put_roles(self._client)
            return make_key(self._client, key_name)

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Makes documents searchable, each once by its id; returns those refused for good.

        What other threads put at the same moment goes with it. After a standstill nothing is asked
        for a while: a thousand messages would only be denied a thousand times.
        """
        ids = frozenset(document.article.id for document in documents)
        if not ids:
            return []
        try:
            if self._still and monotonic() < self._still[0]:
                raise self._still[1]
            written = self._gathering.put(documents)
        except Standstill as error:
            raise NotTaken(str(error), waiting=ids, standstill=error.kind, after=error.after) from error
        refused = [one for one in written.refused if one.id in ids]
        if waiting := ids & written.waiting:
            raise self._not_taken(written, waiting, refused)
        return refused

    def _not_taken(self, written: Written, waiting: frozenset[str], refused: list[Refused]) -> NotTaken:
        kind = written.standstill
        return NotTaken(
            f"Elasticsearch at {self._place} takes no documents now: {written.reason}"
            + (f"; {ADVICE[kind]}" if kind else ""),
            waiting=waiting,
            refused=tuple(refused),
            standstill=kind,
            after=FOR_A_PERSON if kind else timedelta(seconds=10),
        )

    def _write(self, documents: Sequence[Document]) -> Written:
        """Writes documents, the greatest revision of each; perhaps beside another thread."""
        now = self._now() if self._now else None
        with self._trouble():
            newest = latest(documents)
            with self._placing:  # a search of an index that another thread is creating fails
                self._ground.ready()
                homes = self._homes.of(self._client, newest)
                self._ground.indices(name for name, _ in homes)
            actions = [_action(home, one, now) for home, one in zip(homes, newest, strict=True)]
            self._unseen.update(action.index for action in actions)
            written = Bulk(self._client, Event().wait).write(actions)
        if written.waiting:
            self._forget()  # an index may have been deleted under us
        if written.standstill:
            said = f"Elasticsearch at {self._place} takes no documents: {written.reason}"
            advice = ADVICE[written.standstill]
            self._stand_still(Standstill(f"{said}; {advice}", kind=written.standstill))
        return written

    def _refresh(self) -> None:
        """Makes searchable what was written since the last time."""
        with self._trouble():
            names, self._unseen = self._unseen, set()
            if names:
                self._client.indices.refresh(index=sorted(names), ignore_unavailable=True)

    def _forget(self) -> None:
        self._ground.forget()
        self._homes.forget()

    def _stand_still(self, why: Standstill) -> None:
        self._still = (monotonic() + self._pause.total_seconds(), why)

    def search(self, query: str, *, most: int) -> list[Found]:
        """The best answers, newest first among equals."""
        return list(self.find(parse(query, self._now() if self._now else None), most=most).found)

    def find(
        self,
        query: Query,
        *,
        most: int,
        facets: bool = False,
        newest: bool = False,
        loose: Query | None = None,
    ) -> Results:
        """The best answers, or the newest, with how many there are and what they are about."""
        if query.root is None:
            return Results(total=0, found=(), facets={})
        strict = self._find(query, most=most, facets=facets, newest=newest)
        if loose is None or len(strict.found) >= most:
            return strict
        return joined(strict, self._find(loose, most=most, facets=False, newest=newest), most=most)

    def _find(self, query: Query, *, most: int, facets: bool, newest: bool) -> Results:
        with self._trouble():
            answer = self._client.search(
                index=ALIAS,
                search_type="dfs_query_then_fetch",  # one scale of scores for all years
                ignore_unavailable=True,
                allow_partial_search_results=False,
                body=search_request(query, most=max(most, 0), facets=facets, newest=newest),
            )
        hits, counted = answer["hits"], answer.get("aggregations")
        return Results(
            total=int(hits["total"]["value"]),
            found=tuple(found(hit["_source"], highlights(hit.get("highlight", {}))) for hit in hits["hits"]),
            facets=facets_of(counted) if counted else {},
            timeline=timeline_of(counted) if counted else (),
        )

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

    def each(self, query: Query) -> Iterator[dict[str, object]]:
        """All fields of every answer, oldest first."""
        with self._trouble():
            yield from answering(self._client, query)

    def latest(self, query: Query, *, most: int) -> list[dict[str, object]]:
        """All fields of the answers published last, the newest first."""
        with self._trouble():
            return newest_answers(self._client, query, most) if most > 0 else []

    def counted(self, query: Query, field: str, *, most: int) -> list[Count]:
        """In how many answers each value of a field of codes stands, the commonest first."""
        with self._trouble():
            return values_of(self._client, query, field, most)

    def shelves(self) -> list[Shelf]:
        """Each index behind the alias."""
        with self._trouble():
            return shelves(self._client)

    def drop(self, before: datetime) -> int:
        """Deletes what was published before."""
        with self._trouble():
            return drop_before(self._client, before)

    def migrate(self, progress: Callable[[str, int, int], None]) -> list[str]:
        """Copies the indices of earlier versions into those of this one."""
        self.setup()
        with self._trouble():
            return Migration(self._client, progress).run()

    @property
    def _place(self) -> str:
        return self._connection.place

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Says what is wrong and what to do."""
        try:
            yield
        except KNOWN as error:
            self._forget()
            told = explained(self._place, error)
            if isinstance(told, Standstill):
                self._stand_still(told)
            raise told from error


def _action(home: tuple[str, bool], document: Document, now: datetime | None) -> Action:
    """Creates what is seen for the first time; a revision is written over what is not newer."""
    index, known = home
    article = document.article
    first = not known and article.revision == 1
    return Action(
        id=article.id,
        index=index,
        version=None if first else article.revision,
        source=wire.dump(body(document, now)),
    )
