"""The entries of the file as read, before they are judged."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workers.watchlist.mistakes import Mistake
from workers.watchlist.source import Source
from workers.watchlist.tree import Loc, Node, Plain
from workers.watchlist.values import url_as_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file as read: its values with their places, and with their variables filled in."""

    source: Source
    root: Node
    plain: Plain
    unset: Collection[Loc]
    """Where a variable is missing."""

    def entries(self, part: str) -> Iterator[tuple[Loc, dict[str, Plain]]]:
        """Gives the mappings of a part, short forms written out; what is no mapping is left out."""
        around = self.plain.get(part) if isinstance(self.plain, dict) else None
        if not isinstance(around, dict if part == "channels" else list):
            return
        for name, entry in around.items() if isinstance(around, dict) else enumerate(around):
            written = url_as_mapping(entry) if part != "watches" else entry
            if isinstance(written, dict):
                yield (part, name), written

    def lists(self) -> Iterator[tuple[Loc, str, Plain]]:
        """Gives the named lists of terms, with their places and names."""
        around = self.plain.get("terms") if isinstance(self.plain, dict) else None
        for name, written in around.items() if isinstance(around, dict) else ():
            yield ("terms", name), name, written

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """Gives every text that stands for a term, in lists and in watches, with its place."""
        for loc, _, written in self.lists():
            yield from _texts(loc, written)
        for loc, entry in self.entries("watches"):
            near = entry.get("near")
            for key in ("any", "all", "none"):
                yield from _texts((*loc, key), entry.get(key))
            if isinstance(near, dict):
                yield from _texts((*loc, "near", "terms"), near.get("terms"))

    def mistake(self, loc: Loc, code: str, message: str, help: str) -> Mistake:
        """Gives a mistake at the value of `loc`."""
        return self.source.mistake(self.root.at(loc).place, code, message, help)

    def line(self, loc: Loc) -> int:
        """Gives the line of the value at `loc`."""
        return self.root.at(loc).place.line


def _texts(loc: Loc, written: Plain) -> Iterator[tuple[Loc, str]]:
    """A term alone, in a list, or as a mapping's `term`."""
    if isinstance(written, str):
        yield loc, written
    elif isinstance(written, dict):
        yield from _texts((*loc, "term"), written.get("term"))
    elif isinstance(written, list):
        for number, one in enumerate(written):
            yield from _texts((*loc, number), one)
