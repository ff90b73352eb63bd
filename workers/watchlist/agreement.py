"""Whether the entries agree: ids used once, channels that exist, watches that can fire.

All is read from the plain values, so that a mistake inside an entry hides none between entries.
"""

from collections.abc import Iterator

from workers.watchlist.channels import BUILT_IN, channel_mistakes
from workers.watchlist.entries import Read
from workers.watchlist.explain import nearest
from workers.watchlist.mistakes import Mistake
from workers.watchlist.names import derived_id
from workers.watchlist.tree import Loc, Node, Plain
from workers.watchlist.values import url_as_mapping, web_trouble


def disagreements(read: Read) -> list[Mistake]:
    """Gives every mistake that lies between entries."""
    return [
        *_feeds(read),
        *_watches(read),
        *_channels_of(read, ("defaults",), _defaults(read)),
        *(mistake for part in ("watches", "channels") for mistake in _escalations(read, part)),
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


def _watches(read: Read) -> Iterator[Mistake]:
    ids: dict[str, Loc] = {}
    for loc, entry in read.entries("watches"):
        name = entry.get("id")
        if isinstance(name, str) and ids.setdefault(name, loc) != loc:
            help = f"line {read.line(ids[name])} has it already"
            yield read.mistake((*loc, "id"), "duplicate", f"two watches have the id '{name}'", help)
        if entry.get("any") in (None, []) and entry.get("all") in (None, []):
            yield read.mistake(
                loc, "missing-key", "this watch has no terms", "add a line 'any: …' or 'all: …'"
            )
        yield from _channels_of(read, loc, entry)


def _channels_of(read: Read, loc: Loc, entry: dict[str, Plain]) -> Iterator[Mistake]:
    named = entry.get("channels")
    known = sorted({BUILT_IN, *_channel_ids(read)})
    for number, name in enumerate(named if isinstance(named, list) else [named]):
        if isinstance(name, str) and name not in known:
            place: Loc = (*loc, "channels", number)
            yield read.mistake(
                place, "unknown-channel", f"there is no channel '{name}'", nearest(name, known)
            )


def _escalations(read: Read, part: str) -> Iterator[Mistake]:
    known = sorted({BUILT_IN, *_channel_ids(read)})
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
