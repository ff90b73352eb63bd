"""YAML 1.2 text to values that know their place.

The values are built from ruamel's events, because its round-trip loader keeps no place
for a scalar in a list, and takes twice as long. 100 feeds and 20 watches take 80 to 120 ms,
nearly all of it in ruamel's scanner; checking them takes 5 ms. Large files are scanned by libyaml.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.not_yaml import misformed, no_character, unprintable
from workers.watchlist.scalars import resolved
from workers.watchlist.source import Place, Source

DEEPEST = 20  # the file's own shape is five deep
LARGE = 50_000  # signs of a file that libyaml reads, thirty times faster than ruamel's own scanner
MOST_VALUES = 200_000  # with aliases written out, so that no alias bomb goes off; 20 s of reading

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Loc: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A value, where it stands, and what is in it."""

    plain: Plain
    place: Place
    inner: "dict[str | int, Node]" = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    size: int = 1

    def at(self, loc: Loc) -> "Node":
        """Gives the value at `loc`, or the nearest one around it: a short form stands for its long form."""
        node = self
        for step in loc:
            if step not in node.inner:
                return node
            node = node.inner[step]
        return node

    def key_place(self, loc: Loc) -> Place:
        """Gives where the last key of `loc` stands; its value's place where it has no key."""
        around = self.at(loc[:-1])
        return around.keys.get(str(loc[-1])) or self.at(loc).place


def compose(source: Source) -> tuple[Node | None, list[Mistake]]:
    """Gives the file's one value, None where it is empty, and the keys that stand twice.

    Raises BadWatchlist with one mistake where the text is no YAML.
    """
    if len(source.text) > LARGE and (found := _quickly(source)):
        return found
    composer = _Composer(source, pure=True)
    try:
        return composer.document(), composer.mistakes
    except ReaderError as error:
        raise BadWatchlist([unprintable(source, error)]) from error
    except MarkedYAMLError as error:
        raise BadWatchlist([misformed(source, error)]) from error
    except ValueError as error:
        raise BadWatchlist([no_character(source)]) from error


def _quickly(source: Source) -> tuple[Node | None, list[Mistake]] | None:
    """Reads by libyaml; None where anything is odd, for the other scanner says better what."""
    composer = _Composer(source, pure=False)
    try:
        return composer.document(), composer.mistakes
    except (YAMLError, ValueError, BadWatchlist):
        return None


class _Composer:
    def __init__(self, source: Source, *, pure: bool) -> None:
        self.mistakes: list[Mistake] = []
        self._source = source
        self._events: Iterator[Event] = YAML(typ="safe", pure=pure).parse(source.text)
        self._anchors: dict[str, Node] = {}
        self._values = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent) and root:
                raise self._refusal(event, "a second document begins here", "keep one; take '---' away")
            if isinstance(event, NodeEvent):
                root = self._node(event, ())
        return root

    def _node(self, event: NodeEvent, loc: Loc) -> Node:
        if isinstance(event, AliasEvent):
            return self._counted(event, self._alias(event))
        if len(loc) > DEEPEST:
            raise self._refusal(event, f"this is nested more than {DEEPEST} deep", "")
        if isinstance(event, ScalarEvent):
            node = Node(self._scalar(event), self._source.place(event.start_mark.index))
        elif isinstance(event, SequenceStartEvent):
            node = self._list(event, loc)
        else:
            node = self._mapping(event, loc)
        if event.anchor:
            self._anchors[event.anchor] = node
        return self._counted(event, node)

    def _counted(self, event: NodeEvent, node: Node) -> Node:
        self._values += node.size if isinstance(event, AliasEvent) else 1
        if self._values > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES} values, with aliases written out"
            raise BadWatchlist(
                [self._source.mistake(self._source.place(event.start_mark.index), "too-large", message)]
            )
        return node

    def _alias(self, event: AliasEvent) -> Node:
        if event.anchor not in self._anchors:
            raise self._refusal(
                event, f"alias '*{event.anchor}' has no anchor before it", f"write '&{event.anchor}' there"
            )
        return self._anchors[event.anchor]

    def _list(self, event: SequenceStartEvent, loc: Loc) -> Node:
        self._check_tag(event, "seq")
        nodes: list[Node] = []
        for one in self._events:
            if not isinstance(one, NodeEvent):
                break
            nodes.append(self._node(one, (*loc, len(nodes))))
        return Node(
            [node.plain for node in nodes],
            self._source.place(event.start_mark.index),
            inner=dict(enumerate(nodes)),
            size=_size(nodes),
        )

    def _mapping(self, event: NodeEvent, loc: Loc) -> Node:
        self._check_tag(event, "map")
        inner: dict[str | int, Node] = {}
        keys: dict[str, Place] = {}
        for one in self._events:
            if not isinstance(one, NodeEvent):
                break
            key, place = self._key(one), self._source.place(one.start_mark.index)
            node = self._node(self._value_event(), (*loc, key))
            if key in keys:
                self.mistakes.append(self._twice(key, place, keys[key], loc))
                continue
            inner[key], keys[key] = node, place
        plain: dict[str, Plain] = {str(key): node.plain for key, node in inner.items()}
        return Node(
            plain,
            self._source.place(event.start_mark.index),
            inner=inner,
            keys=keys,
            size=_size(inner.values()),
        )

    def _value_event(self) -> NodeEvent:
        event = next(self._events)
        assert isinstance(event, NodeEvent)  # noqa: S101 - the grammar has a value after each key
        return event

    def _key(self, event: NodeEvent) -> str:
        if isinstance(event, AliasEvent):
            event_plain = self._alias(event).plain
            if isinstance(event_plain, str):
                return event_plain
        if not isinstance(event, ScalarEvent):
            raise self._refusal(event, "a key must be plain text", "")
        return self._whole(event)

    def _whole(self, event: ScalarEvent) -> str:
        r"""Joins characters that JSON escapes as two halves, such as "\ud83d\ude00"."""
        try:
            return str(event.value).encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError as error:
            raise self._refusal(event, "an escape stands for half a character", "") from error

    def _twice(self, key: str, place: Place, first: Place, loc: Loc) -> Mistake:
        message = f"key '{key}' stands twice in {where(loc)}"
        return self._source.mistake(place, "duplicate", message, f"it stands on line {first.line} already")

    def _scalar(self, event: ScalarEvent) -> Plain:
        tag = _tag(event)
        text = self._whole(event)
        if tag in {"!", "tag:yaml.org,2002:str"} or (not tag and not event.implicit[0]):
            return text
        self._check_tag(event, "")
        return resolved(text)

    def _check_tag(self, event: NodeEvent, usual: str) -> None:
        tag = _tag(event)
        if tag and tag not in {"!", f"tag:yaml.org,2002:{usual}"}:
            raise self._refusal(event, f"tag '{tag}' is not understood here", "take the tag away")

    def _refusal(self, event: Event, message: str, help: str) -> BadWatchlist:
        mistake = self._source.mistake(self._source.place(event.start_mark.index), "not-yaml", message, help)
        return BadWatchlist([mistake])


def where(loc: Sequence[str | int]) -> str:
    """Gives a location as a person reads it: `watches.0.examples`, or `the file`."""
    return ".".join(str(step) for step in loc) or "the file"


def _size(nodes: Iterable[Node]) -> int:
    return 1 + sum(node.size for node in nodes)


def _tag(event: NodeEvent) -> str:
    tag = getattr(event, "tag", None)
    return str(tag) if tag else ""
