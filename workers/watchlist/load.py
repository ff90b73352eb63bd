"""Reads feeds.yaml: one call, all facts or all mistakes."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from workers.news.feed import Feed
from workers.news.watch import Watch
from workers.watchlist.agreement import disagreements, feed_id
from workers.watchlist.calm_keys import urgency
from workers.watchlist.channel_entry import channels
from workers.watchlist.entries import Read
from workers.watchlist.explain import explain
from workers.watchlist.listing import Examples, Sentence, Watchlist
from workers.watchlist.mistakes import BadWatchlist
from workers.watchlist.model import Defaults, FeedEntry, File, WatchEntry
from workers.watchlist.source import TOP, Source
from workers.watchlist.source import read as read_source
from workers.watchlist.tree import Loc, Node, compose
from workers.watchlist.variables import expand

__all__ = ["Examples", "Sentence", "Watchlist", "load", "loaded"]


def load(path: Path, environ: Mapping[str, str]) -> Watchlist:
    """Gives what the file says, its ${VARIABLES} filled in; raises BadWatchlist with all its mistakes."""
    return loaded(read_source(path), environ)


def loaded(source: Source, environ: Mapping[str, str]) -> Watchlist:
    """Gives what a text of the file says; raises BadWatchlist with all its mistakes."""
    root, twice = compose(source)
    if root is None or root.plain in (None, {}):
        raise BadWatchlist([source.mistake(TOP, "empty", "the file is empty", EMPTY)])
    plain, unset, missing = expand(root, source, environ)
    read = Read(source=source, root=root, plain=plain, unset=unset)
    file: File | None = None
    mistakes = [*twice, *missing, *disagreements(read)]
    try:
        file = File.model_validate(plain)
    except ValidationError as error:
        mistakes += explain(error, root, source, unset)
    # Raised here and not above: pydantic's error must not be chained, it knows the secrets.
    if file is None or mistakes:
        raise BadWatchlist(mistakes, rest=_right_watches(read))
    return _watchlist(file, root, source)


def _right_watches(read: Read) -> Watchlist:
    """The watches that are right, with their examples, so that a mistake elsewhere hides none of theirs."""
    right: dict[str, tuple[Watch, Examples]] = {}
    for (_, number), written in read.entries("watches"):
        try:
            entry = WatchEntry.model_validate(written)
        except ValidationError:
            continue  # told already, with its place
        tried = _examples(entry, number, read.root, read.source)
        right.setdefault(entry.id, (_watch(entry, Defaults()), tried))
    return Watchlist(
        watches=tuple(watch for watch, _ in right.values()),
        examples=tuple(tried for _, tried in right.values()),
    )


EMPTY = "begin with 'feeds:' and below it '  - https://…'; docs/configuration.md has every key"


def _watchlist(file: File, root: Node, source: Source) -> Watchlist:
    pairs = [
        (_feed(entry, feed_id(root, ("feeds", number)), file.defaults), entry.enabled)
        for number, entry in enumerate(file.feeds)
    ]
    tried = [_examples(entry, number, root, source) for number, entry in enumerate(file.watches)]
    return Watchlist(
        feeds=tuple(feed for feed, enabled in pairs if enabled),
        disabled=tuple(feed for feed, enabled in pairs if not enabled),
        watches=tuple(_watch(entry, file.defaults) for entry in file.watches),
        channels=channels(file.channels, file.defaults.timezone),
        examples=tuple(one for one in tried if one.match or one.ignore),
        desk=tuple(dict.fromkeys(file.defaults.channels)),
        timezone=file.defaults.timezone,
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


def _watch(entry: WatchEntry, defaults: Defaults) -> Watch:
    return Watch(
        id=entry.id,
        title=entry.title or entry.id,
        any=tuple(entry.any),
        all=tuple(entry.all),
        none=tuple(entry.none),
        severity=entry.severity or defaults.severity,
        channels=tuple(dict.fromkeys(defaults.channels if entry.channels is None else entry.channels)),
        urgency=urgency(entry),
    )


def _examples(entry: WatchEntry, number: int | str, root: Node, source: Source) -> Examples:
    def sentences(key: str, texts: list[str]) -> tuple[Sentence, ...]:
        locs: list[Loc] = [("watches", number, "examples", key, index) for index in range(len(texts))]
        places = [root.at(loc).place for loc in locs]
        return tuple(
            Sentence(text=text, line=place.line, column=place.column, source=source.line(place))
            for text, place in zip(texts, places, strict=True)
        )

    shown = entry.examples
    return Examples(
        watch_id=entry.id, match=sentences("match", shown.match), ignore=sentences("ignore", shown.ignore)
    )
