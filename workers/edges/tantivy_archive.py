"""The embedded index: Tantivy in a folder, one writer at a time, any number of readers."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import tantivy

from workers import wire
from workers.news.document import Document, Found, Refused, Span
from workers.news.errors import Transient
from workers.stages.index import NAMES, Term, body, found, latest, passages, published, spans, terms, words

SCHEMA_VERSION = "v1"
TITLE_BOOST = 3.0  # the same figure as in Elasticsearch's query
WRITER_MEMORY = 15_000_000  # bytes; the least that Tantivy takes, enough for a message of 20 articles
LOCK_WAIT = timedelta(seconds=2)  # a commit takes some 50 ms

Scored: TypeAlias = tuple[float, int, tantivy.DocAddress]
"""Score, time of publication in seconds, address."""

_stemmer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("french")).build()
)


@cache
def schema() -> tantivy.Schema:
    """Gives the fields; texts are tokenised here and not by Tantivy, which knows no elision."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("id", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("title", tokenizer_name="raw")
    fields.add_text_field("body", tokenizer_name="raw")
    fields.add_integer_field("published", fast=True)
    fields.add_bytes_field("source", stored=True)
    return fields.build()


@lru_cache(100_000)  # a year's press has fewer words; some 10 MB
def stem(word: str) -> str:
    """Gives the stem, stemmed twice: without its accent « blindee » needs a second run to meet « blinde »."""
    if word in NAMES or "'" in word:  # the stemmer would strip an elision of its own: N'Daw to « daw »
        return word
    return str(_stemmer.analyze(_stemmer.analyze(word)[0])[0])


def stems(text: str) -> tuple[list[str], list[Span]]:
    """Gives the stem of each word and where the word stands."""
    found_words = words(text)
    return [stem(word.text) for word in found_words], [(word.start, word.end) for word in found_words]


class TantivyArchive:
    """An Archive in a folder; the folder of another schema version is left alone."""

    def __init__(self, folder: Path) -> None:
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
                writer.add_document(_entry(document))
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
        wanted = terms(query)
        if not wanted or most < 1:
            return []
        with self._trouble():
            searcher = self._searcher()
            if searcher is None:
                return []
            best = _best(searcher, _query(wanted), most)
            return [_found(searcher, address, wanted) for _, _, address in best]

    def newest(self, *, most: int) -> list[Found]:
        """The articles published last, the newest first."""
        with self._trouble():
            searcher = self._searcher()
            if searcher is None or most < 1:
                return []
            hits = searcher.search(tantivy.Query.all_query(), most, order_by_field="published").hits
            return [found(_source(searcher, address), ()) for _, address in hits]

    def size(self) -> int:
        """How many documents are searchable."""
        with self._trouble():
            searcher = self._searcher()
            return searcher.num_docs if searcher else 0

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
    return found(_source(searcher, hits[0][1]), ()).revision if hits else 0


def _entry(document: Document) -> tantivy.Document:
    fields = body(document)
    entry = tantivy.Document()
    entry.add_text("id", document.article.id)
    entry.add_integer("published", int(published(document.article).timestamp()))
    entry.add_bytes("source", wire.dump(fields))
    for name in ("title", "body"):
        entry.add_pre_tokenized_text(name, _tokens(str(fields[name])))
    return entry


def _tokens(text: str) -> tantivy.PreTokenizedString:
    tokens = [tantivy.Token(word, at, 0, 0) for at, word in enumerate(stems(text)[0])]
    return tantivy.PreTokenizedString("", tokens)


def _query(wanted: Sequence[Term]) -> tantivy.Query:
    """All wanted terms and none of the excluded; with exclusions alone, everything else."""
    parts = [
        (tantivy.Occur.MustNot if term.excluded else tantivy.Occur.Must, _term_query(term)) for term in wanted
    ]
    if all(term.excluded for term in wanted):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(parts)


def _term_query(term: Term) -> tantivy.Query:
    readings = [stems(reading)[0] for reading in term.readings]
    title = [tantivy.Query.boost_query(_phrase("title", reading), TITLE_BOOST) for reading in readings]
    return tantivy.Query.disjunction_max_query(title + [_phrase("body", reading) for reading in readings])


def _phrase(field: str, reading: list[str]) -> tantivy.Query:
    # Tantivy panics at a phrase of one word.
    if len(reading) == 1:
        return tantivy.Query.term_query(schema(), field, reading[0])
    return tantivy.Query.phrase_query(schema(), field, list(reading))


def _best(searcher: tantivy.Searcher, query: tantivy.Query, most: int) -> list[Scored]:
    """The best, newest first among equals: asks for more while the last place is shared."""
    limit = most + 1
    hits = searcher.search(query, limit).hits
    while len(hits) == limit and hits[-1][0] == hits[most - 1][0]:
        limit *= 4
        hits = searcher.search(query, limit).hits
    times = searcher.fast_field_values("published", [address for _, address in hits]) if hits else []
    scored = [(score, int(time or 0), address) for (score, address), time in zip(hits, times, strict=True)]
    return sorted(scored, key=lambda one: one[:2], reverse=True)[:most]


def _found(searcher: tantivy.Searcher, address: tantivy.DocAddress, wanted: Sequence[Term]) -> Found:
    fields = _source(searcher, address)
    looked_for = [stems(text)[0] for term in wanted if not term.excluded for text in term.readings]
    told = _passages(str(fields["body"]), looked_for) or _passages(str(fields["title"]), looked_for)
    return found(fields, told)


def _source(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, object]:
    return wire.load(bytes(searcher.doc(address)["source"][0]), dict[str, object])


def _passages(text: str, looked_for: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return passages(text, spans(*stems(text), looked_for))
