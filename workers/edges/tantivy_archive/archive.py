"""Articles in a folder, found again by any process."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import tantivy

from workers.edges.tantivy_archive import answers, holdings
from workers.edges.tantivy_archive.entries import entry, schema, source
from workers.edges.tantivy_archive.queries import clause, ranked
from workers.news.asked import Query
from workers.news.document import Document, Found, Refused
from workers.news.errors import Transient
from workers.news.holdings import Shelf
from workers.news.search import Count, Results
from workers.ports import Clock
from workers.stages.index import body, found, joined, latest, parse

SCHEMA_VERSION = "v2"
WRITER_MEMORY = 15_000_000  # bytes; the least that Tantivy takes, enough for a message of 20 articles
LOCK_WAIT = timedelta(seconds=2)  # a commit takes some 50 ms
NOTHING = Results(total=0, found=(), facets={})


class TantivyArchive:
    """An Archive in a folder; the folder of another schema version is left alone."""

    def __init__(self, folder: Path, now: Clock | None = None) -> None:
        self._now = now
        self._folder = folder / SCHEMA_VERSION
        self._writing = threading.Lock()

    def setup(self) -> None:
        """Creates the folder and an empty index in it; harmless to repeat."""
        with self._trouble():
            self._folder.mkdir(parents=True, exist_ok=True)
            tantivy.Index(schema(), str(self._folder))

    def put(self, documents: Sequence[Document]) -> list[Refused]:
        """Makes documents searchable, each once by its id; refuses none."""
        if not documents:
            return []
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
    ) -> Results:
        """The best answers, or the newest, with how many there are and what they are about."""
        if query.root is None:
            return NOTHING
        strict = self._find(query, most=most, facets=facets, newest=newest)
        if loose is None or len(strict.found) >= most:
            return strict
        return joined(strict, self._find(loose, most=most, facets=False, newest=newest), most=most)

    def _find(self, query: Query, *, most: int, facets: bool, newest: bool) -> Results:
        with self._trouble():
            searcher = self._searcher()
            if searcher is None:
                return NOTHING
            asked = ranked(query)
            best = _addresses(searcher, asked, query, most, newest=newest or not query.marked)
            return Results(
                total=searcher.search(asked, 1).count,  # type: ignore[attr-defined] # its stub forgets it
                found=tuple(answers.told(searcher, address, query) for address in best),
                facets=answers.facets(searcher, asked) if facets else {},
                timeline=answers.by_time(searcher, asked) if facets else (),
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


def _addresses(
    searcher: tantivy.Searcher, asked: tantivy.Query, query: Query, most: int, *, newest: bool
) -> list[tantivy.DocAddress]:
    if most < 1:
        return []
    if newest:
        return answers.newest(searcher, asked, most)
    return [address for *_, address in answers.best(searcher, asked, query, most)]
