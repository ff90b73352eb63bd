"""Reads feeds.yaml: one call, all facts or all mistakes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from workers.news.feed import Feed
from workers.watchlist.agreement import Around, across, disagreements, feed_id
from workers.watchlist.channel_entry import channels
from workers.watchlist.entries import Read
from workers.watchlist.explain import explain
from workers.watchlist.include import included, marks, patterns
from workers.watchlist.judged import Judged, judged
from workers.watchlist.lexicon_folder import with_lexicon
from workers.watchlist.listing import Examples, Sentence, Watchlist
from workers.watchlist.lists import Lists, circular, unknown_lists
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.model import Defaults, FeedEntry, File, Included
from workers.watchlist.source import TOP, Source
from workers.watchlist.source import read as read_source
from workers.watchlist.tree import compose
from workers.watchlist.variables import expand

__all__ = ["Examples", "Sentence", "Watchlist", "load", "loaded"]


def load(path: Path, environ: Mapping[str, str]) -> Watchlist:
    """Gives what the file says, its ${VARIABLES} filled in; raises BadWatchlist with all its mistakes."""
    before = marks(path, ())
    found = loaded(read_source(path), environ)
    after = marks(path, found.includes)
    found = with_lexicon(found, path)
    return replace(found, marks=after if after[:1] == before else ())  # changed meanwhile: read it again


def loaded(source: Source, environ: Mapping[str, str]) -> Watchlist:
    """Gives what a text of the file says, with the files that it includes; raises as `load` does."""
    root, twice = compose(source)
    if root is None or root.plain in (None, {}):
        raise BadWatchlist([source.mistake(TOP, "empty", "the file is empty", EMPTY)])
    plain, unset, missing = expand(root, source, environ)
    main = Read(source=source, root=root, plain=plain, unset=unset)
    others, unread = included(main, environ)
    reads = [main, *others]
    files, wrong = _validated(reads)
    lists = Lists.of(reads)
    defaults = files[0].defaults if isinstance(files[0], File) else Defaults()
    watches, odd = judged(zip(reads, files, strict=True), lists, defaults)
    mistakes = [*twice, *missing, *unread, *wrong, *_between(reads, lists), *odd]
    if mistakes:
        raise BadWatchlist(mistakes, rest=_right(watches))
    return _watchlist(reads, [file for file in files if file], watches)


def _validated(reads: Sequence[Read]) -> tuple[list[Included | None], list[Mistake]]:
    """Gives each file's entries, None where some are wrong, and what is."""
    files: list[Included | None] = []
    mistakes: list[Mistake] = []
    for number, read in enumerate(reads):
        try:
            files.append((Included if number else File).model_validate(read.plain))
        except ValidationError as error:
            mistakes += explain(error, read.root, read.source, read.unset)
            files.append(None)
    # The error stays here: it knows the secrets, and must not be chained to what is raised.
    return files, mistakes


def _between(reads: Sequence[Read], lists: Lists) -> Iterator[Mistake]:
    around = Around.of(reads)
    for read in reads:
        yield from disagreements(read, around)
        yield from unknown_lists(read, lists)
        yield from circular(read, lists)
    yield from across(reads)


def _right(watches: Sequence[Judged]) -> Watchlist:
    """The watches that are right, with their examples, so that a mistake elsewhere hides none of theirs."""
    right: dict[str, Judged] = {}
    for one in watches:
        right.setdefault(one.watch.id, one)
    return Watchlist(
        watches=tuple(one.watch for one in right.values()),
        examples=tuple(one.examples for one in right.values()),
    )


EMPTY = "begin with 'feeds:' and below it '  - https://…'; docs/configuration.md has every key"


def _watchlist(reads: Sequence[Read], files: Sequence[Included], watches: Sequence[Judged]) -> Watchlist:
    main = files[0]
    defaults = main.defaults if isinstance(main, File) else Defaults()
    pairs = [
        (_feed(entry, feed_id(read.root, ("feeds", number)), defaults), entry.enabled)
        for read, file in zip(reads, files, strict=True)
        for number, entry in enumerate(file.feeds)
    ]
    listed = {id: entry for file in files for id, entry in file.channels.items()}
    return Watchlist(
        feeds=tuple(feed for feed, enabled in pairs if enabled),
        disabled=tuple(feed for feed, enabled in pairs if not enabled),
        watches=tuple(one.watch for one in watches),
        channels=channels(listed, defaults.timezone),
        examples=tuple(one.examples for one in watches if one.examples.match or one.examples.ignore),
        desk=tuple(dict.fromkeys(defaults.channels)),
        timezone=defaults.timezone,
        page_writes=isinstance(main, File) and main.page.write,
        includes=tuple(patterns(reads[0].plain)),
        warnings=tuple(warning for one in watches for warning in one.warnings),
        lexicon_folder=(main.lexicon or "") if isinstance(main, File) else "",
    )


def _feed(entry: FeedEntry, id: str, defaults: Defaults) -> Feed:
    return Feed(
        id=id,
        url=entry.url,
        title=entry.title or urlsplit(entry.url).hostname or id,
        type=entry.type,
        interval=entry.interval or defaults.interval,
        store=entry.store or defaults.store,
        sitemap=entry.sitemap,
        timezone=defaults.timezone,
        lang=entry.lang or defaults.lang,
        tags=tuple(entry.tags),
        full_text=entry.full_text,
    )
