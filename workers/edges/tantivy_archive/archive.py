"""Articles in a folder, found again by any process."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path

import tantivy

from workers.edges.tantivy_archive import answers, copies, holdings
from workers.edges.tantivy_archive.entries import entry, schema, source
from workers.edges.tantivy_archive.queries import bare, clause, ranked
from workers.gathering import Gathering
from workers.news.asked import Query
from workers.news.document import Document, Found, Refused
from workers.news.errors import Transient
from workers.news.holdings import Shelf
from workers.news.search import Count, Results
from workers.ports import Clock
from workers.stages.index import body, found, joined, latest, parse

SCHEMA_VERSION = "v3"
WRITER_MEMORY = 15_000_000  # bytes; the least that Tantivy takes, enough for a message of 20 articles
LOCK_WAIT = timedelta(seconds=2)  # a commit takes some 50 ms
MOST = 200  # documents of one commit: some 5 MB
NOTHING = Results(total=0, found=(), facets={})


class TantivyArchive:
    """An Archive in a folder; the folder of another schema version is left alone.

    A put waits `linger` seconds for those of other threads: a commit takes 15 ms of the processor, a
    document 2.
    """

    def __init__(self, folder: Path, now: Clock | None = None, *, linger: float = 0) -> None:
        self._now = now
        self._folder = folder / SCHEMA_VERSION
        self._writing = threading.Lock()
        self._gathering = Gathering(self._write, most=MOST, linger=linger)

    def setup(self) -> None:
        """Creates the folder and an empty index in it; harmless to repeat."""
        with self._trouble():
            self._folder.mkdir(parents=True, exist_ok=True)
            tantivy.Index(schema(), str(self._folder))

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Makes documents searchable, each once by its id; refuses none.

        What other threads put at the same moment goes into the same commit.
        """
        return self._gathering.put(documents) if documents else []

    def _write(self, documents: Sequence[Document]) -> list[Refused]:
        self.setup()
        with self._trouble(), self._writer() as writer:
            for document in self._newer(documents):
                writer.delete_documents_by_term("id", document.article.id)
                writer.add_document(entry(body(document, self._now() if self._now else None)))
            writer.commit()
        return []

    def _newer(self, documents: Sequence[Document]) -> list[Document]:
        """Those whose revision is not below that of the index; called by the one who may write."""
        searcher = self._searcher()
        return [
            one
            for one in latest(documents)
            if searcher is None or _revision(searcher, one) <= one.article.revision
        ]

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
        stories: bool = False,
    ) -> Results:
        """The best answers, or the newest, with how many there are and what they are about."""
        if query.root is None:
            return NOTHING
        strict = self._find(query, most=most, facets=facets, newest=newest, stories=stories)
        if loose is None or len(strict.found) >= most:
            return strict
        more = self._find(loose, most=most, facets=False, newest=newest, stories=stories)
        return joined(strict, more, most=most)

    def _find(self, query: Query, *, most: int, facets: bool, newest: bool, stories: bool) -> Results:
        with self._trouble():
            searcher = self._searcher()
            if searcher is None:
                return NOTHING
            asked, counted = ranked(query), bare(query)
            order = answers.newest if newest or not query.marked else partial(answers.best, now=query.now)
            best = order(searcher, asked, most, stories=stories) if most > 0 else []
            also = copies.behind(searcher, counted, best) if stories else {}
            return Results(
                total=searcher.search(counted, 1).count,  # type: ignore[attr-defined] # its stub forgets it
                found=tuple(
                    replace(answers.told(searcher, address, query), also=also.get(at, 0))
                    for at, address in enumerate(best)
                ),
                facets=answers.facets(searcher, counted) if facets else {},
                timeline=answers.by_time(searcher, counted) if facets else (),
                stories=copies.stories(searcher, counted) if stories else None,
            )

    def newest(self, *, most: int) -> list[Found]:
        """The articles published last, the newest first."""
        with self._trouble():
            searcher = self._searcher()
            if searcher is None or most < 1:
                return []
            found_there = answers.newest(searcher, tantivy.Query.all_query(), most)
            return [found(source(searcher, address), ()) for address in found_there]

    def size(self) -> int:
        """How many documents are searchable."""
        with self._trouble():
            searcher = self._searcher()
            return searcher.num_docs if searcher else 0

    def each(self, query: Query) -> Iterator[dict[str, object]]:
        """All fields of every answer, oldest first, as they stood when it was asked."""
        with self._trouble():
            searcher = self._searcher()
            if searcher:
                yield from holdings.each(searcher, clause(query.root) if query.root else None)

    def latest(self, query: Query, *, most: int) -> list[dict[str, object]]:
        """All fields of the answers published last, the newest first."""
        with self._trouble():
            searcher = self._searcher()
            if searcher is None or query.root is None or most < 1:
                return []
            addresses = answers.newest(searcher, clause(query.root), most)
            return [source(searcher, address) for address in addresses]

    def counted(self, query: Query, field: str, *, most: int) -> list[Count]:
        """In how many answers each value of a field of codes stands, the commonest first."""
        with self._trouble():
            searcher = self._searcher()
            if searcher is None or query.root is None:
                return []
            return list(answers.counted(searcher, clause(query.root), {field: field}, most)[field])

    def shelves(self) -> list[Shelf]:
        """Each folder of the index."""
        return holdings.shelves(self._folder)

    def drop(self, before: datetime) -> int:
        """Deletes what was published before."""
        with self._trouble():
            size = self.size()
            if not size:
                return 0
            with self._writer() as writer:
                writer.delete_documents_by_query(holdings.older(before))
                writer.commit()
            return size - self.size()

    def migrate(self, progress: Callable[[str, int, int], None]) -> list[str]:
        """Copies the folders of earlier versions into this one; an article that is here already stays."""
        self.setup()
        with self._trouble(), self._writer() as writer:
            searcher = self._searcher()
            done = [holdings.copy(old, searcher, writer, progress) for old in holdings.earlier(self._folder)]
            writer.commit()
        return done

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """The writer, with its lock released at the end: the next may be another process."""
        with self._writing:
            writer = self._index.writer(WRITER_MEMORY, 1)
            try:
                yield writer
            finally:
                writer.wait_merging_threads()

    @cached_property
    def _index(self) -> tantivy.Index:
        return tantivy.Index.open(str(self._folder))

    def _searcher(self) -> tantivy.Searcher | None:
        """A view of the last commit of any process; None before the first."""
        if not (self._folder / "meta.json").exists():
            return None
        self._index.reload()
        return self._index.searcher()

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Says what is wrong with the folder; Tantivy tells all its errors as ValueError."""
        try:
            yield
        except (ValueError, OSError) as error:
            self.__dict__.pop("_index", None)
            if "LockBusy" in str(error):
                raise Transient(
                    f"another process is writing to the index in {self._folder}; trying again",
                    after=LOCK_WAIT,
                ) from error
            raise Transient(
                f"the index in {self._folder} cannot be used: {error}; check the disk's free space and the "
                "folder's owner, or, if its files are damaged, move the folder away: a new one is made"
            ) from error


def _revision(searcher: tantivy.Searcher, document: Document) -> int:
    """The revision that the index holds, 0 where it holds none."""
    hits = searcher.search(tantivy.Query.term_query(schema(), "id", document.article.id), 1).hits
    return found(source(searcher, hits[0][1]), ()).revision if hits else 0
