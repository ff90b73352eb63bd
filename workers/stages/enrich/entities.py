"""The names of one article brought to agree: one name has one type and one spelling."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workers.french.text import reading
from workers.news.document import Entity, Span

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in one place; `known` is the canonical name where a table gives one."""

    start: int
    end: int
    type: str
    name: str
    known: str = ""

    @property
    def key(self) -> str:
        """The name as names are compared."""
        return _folded(self.known or self.name)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """The name without case and accents; an article asks for the same few a hundred times."""
    return reading(name).folded


def agreed(text: str, names: Iterable[Named]) -> tuple[Entity, ...]:
    """Gives the entities in order of their first mention."""
    ordered = _types(sorted(names, key=lambda name: name.start))
    groups: dict[str, list[Named]] = {}
    for name, key in zip(ordered, _keys(text, ordered), strict=True):
        groups.setdefault(key, []).append(name)
    return tuple(_entity(group) for group in groups.values())


def _types(names: Sequence[Named]) -> list[Named]:
    """What the model calls a place here and a person there is what it is called most often."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(name.key, Counter())[name.type] += 1
    return [replace(name, type=votes[name.key].most_common(1)[0][0]) for name in names]


def _keys(text: str, names: Sequence[Named]) -> list[str]:
    """The key of the group that each name belongs to: its own, its bearer's, or that of its long form."""
    return [
        _bearer(name, names[:at], names[at + 1 :]) or _long_form(text, name, names[:at]) or name.key
        for at, name in enumerate(names)
    ]


def _bearer(name: Named, before: Sequence[Named], after: Sequence[Named]) -> str | None:
    """A family name alone is the person last named in full by it, else the first to come."""
    if " " in name.name or (name.known and name.type != PERSON):
        return None
    ending = f" {_folded(name.name)}"
    for full in (*reversed(before), *after):
        if full.type == PERSON and full.key.endswith(ending):
            return full.key
    return None


def _long_form(text: str, name: Named, before: Sequence[Named]) -> str | None:
    """An acronym in brackets after the words whose initials it has."""
    last = before[-1] if before else None
    if name.known or not last or not name.name.isupper() or text[last.end : name.start].strip() != "(":
        return None
    words = (word for word in _folded(last.name).replace("'", " ").split() if len(word) > 2)  # noqa: PLR2004
    initials = "".join(word[0] for word in words)
    return last.key if initials == _folded(name.name).replace(".", "") else None


def _entity(group: Sequence[Named]) -> Entity:
    first = group[0]
    mentions: tuple[Span, ...] = tuple((name.start, name.end) for name in group)
    canonical = first.known or _fullest(group)
    return Entity(text=first.name, type=_type(group), canonical=canonical, mentions=mentions)


def _type(group: Sequence[Named]) -> str:
    """The type of the fullest name: a family name alone may have been taken for a place."""
    return max(group, key=lambda name: (bool(name.known), len(name.name))).type


def _fullest(group: Sequence[Named]) -> str:
    """The most complete spelling: longest, not in capitals, with its accents."""
    longest = max(len(name.key) for name in group)
    spellings = [" ".join(name.name.split()) for name in group if len(name.key) == longest]
    return min(spellings, key=lambda name: (name.isupper(), sum(letter.isascii() for letter in name)))
