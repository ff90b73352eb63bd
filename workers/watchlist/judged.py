"""The watches of the files, each judged by itself: its query read, its contradictions told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from workers.news.watch import Watch
from workers.stages.match import why_never
from workers.watchlist.doubts import doubts
from workers.watchlist.entries import Read
from workers.watchlist.listing import Examples, Sentence
from workers.watchlist.lists import Lists
from workers.watchlist.mistakes import Mistake
from workers.watchlist.model import Defaults, Included
from workers.watchlist.query import QueryMistake
from workers.watchlist.tree import Loc, Plain
from workers.watchlist.watch_model import WatchEntry
from workers.watchlist.watches import watch_of
from workers.watchlist.within import place_within


@dataclass(frozen=True, slots=True)
class Judged:
    """A watch that is right, with its examples."""

    watch: Watch
    examples: Examples
    warnings: tuple[Mistake, ...] = ()


def judged(
    reads: Iterable[tuple[Read, Included | None]], lists: Lists, defaults: Defaults
) -> tuple[list[Judged], list[Mistake]]:
    """Gives the watches that are right, and what is wrong in the others beside their shape."""
    right: list[Judged] = []
    mistakes: list[Mistake] = []
    for read, loc, entry in _entries(reads):
        try:
            watch = watch_of(entry, defaults, lists)
        except QueryMistake as error:
            mistakes.append(_in_query(read, (*loc, "query"), error))
            continue
        mistakes += _never(read, loc, watch)
        right.append(Judged(watch, _examples(read, loc, entry), tuple(doubts(read, loc, watch))))
    return right, mistakes


def _entries(reads: Iterable[tuple[Read, Included | None]]) -> Iterator[tuple[Read, Loc, WatchEntry]]:
    for read, file in reads:
        if file is not None:
            yield from ((read, ("watches", number), entry) for number, entry in enumerate(file.watches))
            continue
        for loc, written in read.entries("watches"):
            if entry := _entry(written):
                yield read, loc, entry


def _entry(written: dict[str, Plain]) -> WatchEntry | None:
    try:
        return WatchEntry.model_validate(written)
    except ValidationError:
        return None  # told already, with its place


def _in_query(read: Read, loc: Loc, error: QueryMistake) -> Mistake:
    place = place_within(read.source, read.root.at(loc).place, error.at)
    return read.source.mistake(place, "bad-query", error.message, error.help)


def _never(read: Read, loc: Loc, watch: Watch) -> Iterator[Mistake]:
    asks = watch.any or watch.all or watch.query or watch.where.countries  # else told already
    if asks and (why := why_never(watch)):
        message = f"watch '{watch.id}' can never fire: {why}"
        yield read.mistake(loc, "never-fires", message, "take one of the two away")


def _examples(read: Read, loc: Loc, entry: WatchEntry) -> Examples:
    def sentences(key: str, texts: list[str]) -> tuple[Sentence, ...]:
        locs: list[Loc] = [(*loc, "examples", key, index) for index in range(len(texts))]
        places = [read.root.at(loc).place for loc in locs]
        return tuple(
            Sentence(
                text=text,
                line=place.line,
                column=place.column,
                source=read.source.line(place),
                file=read.source.file,
            )
            for text, place in zip(texts, places, strict=True)
        )

    return Examples(
        watch_id=entry.id,
        match=sentences("match", entry.examples.match),
        ignore=sentences("ignore", entry.examples.ignore),
    )
