"""Changes to feeds.yaml that touch nothing else in it: comments, order and layout stay, byte for byte.

ruamel.yaml says where each value stands; the text is changed there. Its own round trip would
write the file anew: other indents, folds and quotes than its author's.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from workers.news.errors import BadConfiguration
from workers.watchlist.agreement import feed_id
from workers.watchlist.source import Source
from workers.watchlist.tree import compose
from workers.watchlist.writing import NewFeed, block, flow, quoted, scalar

BY_HAND = "write the change into the file by hand"


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def with_feeds(source: Source, feeds: Sequence[NewFeed]) -> str:
    """Gives the file's text with feeds after those that it lists."""
    if not feeds:
        return source.text
    root = _root(source)
    if not isinstance(root, MappingNode):
        return _changed(source.text, [_new_list(source.text, feeds)])
    for key, value in root.value:
        if key.value == "feeds":
            return _changed(source.text, [_longer(source.text, key, value, feeds)])
    if root.flow_style:
        start = root.start_mark.index + 1
        comma = ", " if root.value else ""
        return _changed(source.text, [_Change(start, start, f'"feeds": [{_flows(feeds)}]{comma}')])
    return _changed(source.text, [_new_list(source.text, feeds)])


def with_watch(source: Source, watch_id: str, lines: Sequence[str]) -> str:
    """Gives the file's text with a watch in the place of that of its id, else after those that it lists."""
    listed = _listed(source, "watches")
    if listed is None or not listed.value:
        block = "".join(f"  {line}{_newline(source.text)}" for line in lines)
        return _changed(source.text, [_below(source.text, len(source.text), "watches:\n" + block)])
    indent = " " * listed.start_mark.column
    block = "".join(f"{indent}{line}".rstrip() + _newline(source.text) for line in lines)
    for entry in listed.value:
        if _id(entry) == watch_id:
            start, end = _lines_of(source, entry)
            return _changed(source.text, [_Change(start, end, block)])
    return _changed(source.text, [_below(source.text, _end(listed.value[-1]), block)])


def without_watches(source: Source, block: str) -> tuple[Source, int]:
    """Gives the file with other watches in place of its own, and the line at which these begin."""
    root = _root(source)
    text = source.text
    start = end = len(text)
    if isinstance(root, MappingNode):
        _check_block(root)
        for key, value in root.value:
            if key.value == "watches":
                start, end = key.start_mark.index, _end_of_line(text, _end(value))
    before = text[:start] + ("" if start == 0 or text[start - 1] == "\n" else "\n")
    changed = f"{before}watches:\n{block}{text[end:]}"
    return Source.of(source.file, changed), before.count("\n") + 2


def written_watch(source: Source, watch_id: str) -> str:
    """Gives a watch as it stands in the file, at the left edge; empty where it stands in another."""
    listed = _listed(source, "watches")
    for entry in listed.value if listed else ():
        if _id(entry) == watch_id:
            start, end = _lines_of(source, entry)
            return textwrap.dedent(source.text[start:end]).rstrip() + "\n"
    return ""


def _listed(source: Source, name: str) -> SequenceNode | None:
    """A list of the file's entries; None where it has none or another form."""
    root = _root(source)
    if not isinstance(root, MappingNode):
        return None
    _check_block(root)
    value = next((value for key, value in root.value if key.value == name), None)
    if isinstance(value, SequenceNode):
        _check_block(value)
        return value
    return None


def _check_block(node: CollectionNode) -> None:
    if node.flow_style or node.anchor:
        raise BadConfiguration(f"the file is written on one line, or has an anchor there; {BY_HAND}")


def _id(entry: Node) -> str:
    pairs = entry.value if isinstance(entry, MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")


def _lines_of(source: Source, entry: Node) -> tuple[int, int]:
    """Where the lines of an entry begin, with its dash, and end."""
    text = source.text
    start = text.rfind("-", 0, int(entry.start_mark.index))
    return text.rfind("\n", 0, start) + 1, _end_of_line(text, _end(entry))


def _end_of_line(text: str, at: int) -> int:
    if at and text[at - 1] == "\n":
        return at
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop + 1


def with_addresses(source: Source, addresses: Mapping[str, str]) -> str:
    """Gives the file's text with other addresses for feeds, by their ids; others are left."""
    root = _root(source)
    listed = next((value for key, value in root.value if key.value == "feeds"), None) if root else None
    places, _ = compose(source)
    if places is None or not isinstance(listed, SequenceNode):
        return source.text
    changes = []
    for number, node in enumerate(listed.value):
        if address := addresses.get(feed_id(places, ("feeds", number))):
            changes.append(_readdressed(node, address))
    return _changed(source.text, changes)


def _root(source: Source) -> MappingNode | None:
    return YAML(typ="rt", pure=True).compose(source.text)  # type: ignore[no-any-return]


def _changed(text: str, changes: Sequence[_Change]) -> str:
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _longer(text: str, key: ScalarNode, value: Node, feeds: Sequence[NewFeed]) -> _Change:
    if value.anchor:
        raise BadConfiguration(f"the list of feeds has an anchor or is an alias; {BY_HAND}")
    if isinstance(value, SequenceNode) and value.value:
        end = _end(value.value[-1])
        if value.flow_style:
            return _Change(end, end, f", {_flows(feeds)}")
        return _below(text, end, _blocks(feeds, value.start_mark.column, text))
    if isinstance(value, SequenceNode):
        return _Change(value.start_mark.index, value.end_mark.index, f"[{_flows(feeds)}]")
    end = text.index(":", key.end_mark.index) + 1
    if isinstance(value, ScalarNode) and value.value:  # null or ~
        return _Change(end, value.end_mark.index, _newline(text) + _blocks(feeds, 2, text).rstrip("\r\n"))
    return _below(text, end, _blocks(feeds, 2, text))


def _new_list(text: str, feeds: Sequence[NewFeed]) -> _Change:
    newline = _newline(text)
    return _below(text, len(text), f"feeds:{newline}{_blocks(feeds, 2, text)}")


def _below(text: str, end: int, lines: str) -> _Change:
    """Whole lines below the one in which `end` stands."""
    if end and text[end - 1] == "\n":
        return _Change(end, end, lines)
    stop = text.find("\n", end)
    if stop < 0:
        newline = _newline(text) if text else ""
        return _Change(len(text), len(text), newline + lines)
    return _Change(stop + 1, stop + 1, lines)


def _end(node: Node) -> int:
    """Where a value's text ends; ruamel's mark of a block, and of nothing, is where the next one begins."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        if isinstance(node, SequenceNode):
            return _end(node.value[-1])
        key, value = node.value[-1]
        empty = isinstance(value, ScalarNode) and value.style is None and value.value == ""
        return int(key.end_mark.index) + 1 if empty or value.anchor else _end(value)
    return int(node.end_mark.index)


def _readdressed(node: Node, address: str) -> _Change:
    if isinstance(node, MappingNode):
        node = next(value for key, value in node.value if key.value == "url")
    if not isinstance(node, ScalarNode) or node.anchor or node.style in {"|", ">"}:
        raise BadConfiguration(
            f"a feed's url has an anchor, or is an alias or a text of many lines; {BY_HAND}"
        )
    text = quoted(address) if node.style else scalar(address)
    return _Change(node.start_mark.index, node.end_mark.index, text)


def _blocks(feeds: Sequence[NewFeed], indent: int, text: str) -> str:
    newline = _newline(text)
    return "".join(f"{' ' * indent}{line}{newline}" for feed in feeds for line in block(feed))


def _flows(feeds: Sequence[NewFeed]) -> str:
    return ", ".join(map(flow, feeds))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
