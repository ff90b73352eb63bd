"""Whether the entries agree: ids used once, channels that exist, watches that can fire.

All is read from the plain values, so that a mistake inside an entry hides none between entries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.watchlist.channels import BUILT_IN, channel_mistakes
from workers.watchlist.entries import Read
from workers.watchlist.explain import nearest
from workers.watchlist.mistakes import Mistake
from workers.watchlist.names import derived_id
from workers.watchlist.tree import Loc, Node, Plain
from workers.watchlist.values import url_as_mapping, web_trouble


@dataclass(frozen=True, slots=True)
class Around:
    """What may be named in a file: what it holds itself, and what the files beside it do."""

    channels: tuple[str, ...]
    feeds: tuple[str, ...]

    @classmethod
    def of(cls, reads: Sequence[Read]) -> "Around":
        """Gives the ids of all files."""
        channels = {name for read in reads for name in _channel_ids(read)}
        feeds = (feed_id(read.root, loc) for read in reads for loc, _ in read.entries("feeds"))
        return cls(tuple(sorted({BUILT_IN, *channels})), tuple(dict.fromkeys(filter(None, feeds))))


def disagreements(read: Read, around: Around) -> list[Mistake]:
    """Gives every mistake that lies between entries."""
    return [
        *_feeds(read),
        *_watches(read, around),
        *_channels_of(read, ("defaults",), _defaults(read), around),
        *(mistake for part in ("watches", "channels") for mistake in _escalations(read, part, around)),
        *(
            mistake
            for loc, entry in read.entries("channels")
            for mistake in channel_mistakes(read, loc, entry)
        ),
    ]


def feed_id(root: Node, loc: Loc) -> str:
    """Gives a feed's id, its own or the derived one; from the text of the file, where secrets are names."""
    entry = url_as_mapping(root.at(loc).plain)
    if not isinstance(entry, dict):
        return ""
    own, title, url = (entry.get(key) for key in ("id", "title", "url"))
    if isinstance(own, str):
        return own
    return derived_id(title if isinstance(title, str) else None, url if isinstance(url, str) else "")


def _feeds(read: Read) -> Iterator[Mistake]:
    urls: dict[str, Loc] = {}
    ids: dict[str, Loc] = {}
    for loc, entry in read.entries("feeds"):
        url = entry.get("url")
        if isinstance(url, str) and not _unset(read, loc):
            first = urls.setdefault(url.partition("#")[0], loc)
            if first != loc:
                yield _same_url(read, loc, first)
                continue
        yield from _feed_id(read, loc, entry, ids)


def _unset(read: Read, loc: Loc) -> bool:
    return loc in read.unset or (*loc, "url") in read.unset


def _same_url(read: Read, loc: Loc, first: Loc) -> Mistake:
    help = f"line {read.line((*first, 'url'))} has it already; keep one of the two"
    return read.mistake((*loc, "url"), "duplicate", "the same url stands in two feeds", help)


def _feed_id(read: Read, loc: Loc, entry: dict[str, Plain], ids: dict[str, Loc]) -> Iterator[Mistake]:
    name = feed_id(read.root, loc)
    own = entry.get("id") is not None
    if not name:
        url = entry.get("url")
        if isinstance(url, str) and not own and not web_trouble(url):
            message = "no id can be made of this feed's title and url"
            yield read.mistake(loc, "missing-key", message, "add a line 'id: …'")
        return
    first = ids.setdefault(name, loc)
    if first != loc and own:
        help = f"line {read.line(first)} has it already"
        yield read.mistake((*loc, "id"), "duplicate", f"two feeds have the id '{name}'", help)
    elif first != loc:
        message = f"this feed's id would be '{name}', as that of line {read.line(first)}"
        yield read.mistake(loc, "duplicate", message, "add a line 'id: …' to one of the two")


def across(reads: Sequence[Read]) -> Iterator[Mistake]:
    """Gives a mistake for each id that stands in two files."""
    first: dict[tuple[str, str], Read] = {}
    for read in reads:
        named = [*_named(read)]
        for kind, name, loc in named:
            if (other := first.get((kind, name))) and other is not read:
                message = f"'{name}' stands in two files under {kind}"
                yield read.mistake(loc, "duplicate", message, f"{other.source.file} has it already")
        first = {(kind, name): read for kind, name, _ in named} | first


def _named(read: Read) -> Iterator[tuple[str, str, Loc]]:
    for loc, _ in read.entries("feeds"):
        if name := feed_id(read.root, loc):
            yield "feeds", name, loc
    for loc, entry in read.entries("watches"):
        own = entry.get("id")
        if isinstance(own, str):
            yield "watches", own, (*loc, "id")
    for loc, name, _ in read.lists():
        yield "terms", name, loc
    for name in _channel_ids(read):
        yield "channels", name, ("channels", name)


def _watches(read: Read, around: Around) -> Iterator[Mistake]:
    ids: dict[str, Loc] = {}
    for loc, entry in read.entries("watches"):
        name = entry.get("id")
        if isinstance(name, str) and ids.setdefault(name, loc) != loc:
            help = f"line {read.line(ids[name])} has it already"
            yield read.mistake((*loc, "id"), "duplicate", f"two watches have the id '{name}'", help)
        if not _asks(entry):
            help = "add a line 'any: …', 'all: …' or 'query: …'"
            yield read.mistake(loc, "missing-key", "this watch has no terms", help)
        yield from _sources_of(read, loc, entry, around)
        yield from _channels_of(read, loc, entry, around)


def _asks(entry: dict[str, Plain]) -> bool:
    """Whether a watch asks for anything that has a place in a text: terms, a query, names."""
    where = entry.get("where")
    named = (
        [where.get(key) for key in ("countries", "entities", "keywords")] if isinstance(where, dict) else []
    )
    return any(one not in (None, [], {}) for one in (*map(entry.get, ("any", "all", "query")), *named))


def _sources_of(read: Read, loc: Loc, entry: dict[str, Plain], around: Around) -> Iterator[Mistake]:
    where = entry.get("where")
    sources = where.get("sources") if isinstance(where, dict) else None
    for key, named in sources.items() if isinstance(sources, dict) else ():
        for number, name in enumerate(named if isinstance(named, list) else [named]):
            if isinstance(name, str) and name not in around.feeds:
                place: Loc = (*loc, "where", "sources", key, number)
                help = nearest(name, around.feeds) if around.feeds else "list it under 'feeds:'"
                yield read.mistake(place, "unknown-feed", f"there is no feed '{name}'", help)


def _channels_of(read: Read, loc: Loc, entry: dict[str, Plain], around: Around) -> Iterator[Mistake]:
    named = entry.get("channels")
    for number, name in enumerate(named if isinstance(named, list) else [named]):
        if isinstance(name, str) and name not in around.channels:
            place: Loc = (*loc, "channels", number)
            yield read.mistake(
                place, "unknown-channel", f"there is no channel '{name}'", nearest(name, around.channels)
            )


def _escalations(read: Read, part: str, around: Around) -> Iterator[Mistake]:
    known = around.channels
    for loc, entry in read.entries(part):
        escalate = entry.get("escalate")
        to = escalate.get("to") if isinstance(escalate, dict) else None
        if isinstance(to, str) and to not in known:
            place: Loc = (*loc, "escalate", "to")
            yield read.mistake(place, "unknown-channel", f"there is no channel '{to}'", nearest(to, known))


def _channel_ids(read: Read) -> list[str]:
    channels = read.plain.get("channels") if isinstance(read.plain, dict) else None
    return list(channels) if isinstance(channels, dict) else []


def _defaults(read: Read) -> dict[str, Plain]:
    defaults = read.plain.get("defaults") if isinstance(read.plain, dict) else None
    return defaults if isinstance(defaults, dict) else {}
