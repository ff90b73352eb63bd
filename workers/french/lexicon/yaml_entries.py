"""YAML as the lexicon uses it: entries whose values are texts or lists of texts, and where each stands.

Every value is a text: `NO` is Norway. PyYAML's own parser reads 300 kB in 0.1 s; ruamel.yaml takes 1.3 s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Values = tuple[str, ...]


class Mistake(ValueError):
    """Something in a lexicon file that its rules do not allow; says where, and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message

    def __eq__(self, other: object) -> bool:
        """Whether both say the same: two readings of one file are equal, with what is wrong in it."""
        return isinstance(other, Mistake) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file; a single text is a list of one."""

    file: str
    line: int
    values: Mapping[str, Values]

    def __getitem__(self, key: str) -> Values:
        return self.values.get(key, ())

    def one(self, key: str, otherwise: str = "") -> str:
        """Gives the value of a key that has one; raises Mistake where it has several."""
        values = self[key]
        if len(values) > 1:
            raise self.mistake(f"{key} takes one value")
        return values[0] if values else otherwise

    def yes(self, key: str) -> bool:
        """Gives whether a key is true; raises Mistake where it is neither true nor false."""
        value = self.one(key, "false")
        if value not in {"true", "false"}:
            raise self.mistake(f"{key} is true or false, not {value!r}")
        return value == "true"

    def mistake(self, message: str) -> Mistake:
        """Gives a mistake in this entry."""
        return Mistake(self.file, self.line, message)


def root(file: str, text: str) -> Any:  # noqa: ANN401 - yaml's nodes have no types
    """Gives the file's root node; raises Mistake where it is not YAML or empty."""
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise Mistake(file, mark.line + 1 if mark else 1, f"not YAML: {what}") from error
    if node is None:
        raise Mistake(file, 1, "the file is empty")
    return node


def sequence(file: str, node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Gives the nodes of a list; raises Mistake where it is none."""
    if node.id != "sequence":
        raise Mistake(file, node.start_mark.line + 1, "a list of entries is expected here")
    yield from node.value


def entry(file: str, node: Any, key: str = "term") -> Entry:  # noqa: ANN401
    """Gives an entry; a bare text is an entry with that `key` alone. Raises Mistake where it is neither."""
    line = node.start_mark.line + 1
    if node.id == "scalar":
        return Entry(file, line, {key: (node.value,)})
    if node.id != "mapping":
        raise Mistake(file, line, "an entry with keys is expected here")
    values: dict[str, Values] = {}
    for name, value in node.value:
        if name.value in values:
            raise Mistake(file, name.start_mark.line + 1, f"{name.value} is given twice")
        values[name.value] = _texts(file, name.value, value)
    return Entry(file, line, values)


def _texts(file: str, key: str, node: Any) -> Values:  # noqa: ANN401
    nodes = node.value if node.id == "sequence" else [node]
    if any(one.id != "scalar" for one in nodes):
        raise Mistake(file, node.start_mark.line + 1, f"{key} takes a text or a list of texts")
    return tuple(one.value.strip() for one in nodes)
