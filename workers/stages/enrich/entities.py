"""The names of one article brought to agree: one name has one type and one spelling."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from workers.french.text import reading
from workers.news.document import Entity, Span

PERSON, ORGANISATION = "person", "organisation"
_UNSURE = frozenset({PERSON, "other"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in one place; `known` is the canonical name where the lexicon gives one, `by` what found it."""

    start: int
    end: int
    type: str
    name: str
    known: str = ""
    by: str = ""

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
    ordered = _types(_bracketed(text, sorted(names, key=lambda name: name.start)))
    groups: dict[str, list[Named]] = {}
    for name, key in zip(ordered, _keys(text, ordered), strict=True):
        groups.setdefault(key, []).append(name)
    return tuple(_entity(group) for group in groups.values())


def _bracketed(text: str, names: Sequence[Named]) -> list[Named]:
    """« Direction de l'information (Dirpa) »: the name in brackets is what the name before them is."""
    return [
        replace(name, type=ORGANISATION) if at and _is_short_for(text, name, names[at - 1]) else name
        for at, name in enumerate(names)
    ]


def _is_short_for(text: str, name: Named, last: Named) -> bool:
    between = text[last.end : name.start].strip()
    alone = " " not in name.name and text[name.end : name.end + 1] == ")"
    asked = last.type == ORGANISATION and name.type in _UNSURE and not name.known
    return asked and between == "(" and alone


def _types(names: Sequence[Named]) -> list[Named]:
    """What the model calls a place here and a person there is what it is called most often."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(name.key, Counter())[name.type] += 1
    won = {key: each.most_common(1)[0][0] for key, each in votes.items()}
    return [name if name.type == won[name.key] else replace(name, type=won[name.key]) for name in names]


def _keys(text: str, names: Sequence[Named]) -> list[str]:
    """The key of the group that each name belongs to: its own, its bearer's, or that of its long form."""
    bearers = _bearers(names)
    return [
        _bearer(at, name, bearers) or _long_form(text, name, names[at - 1] if at else None) or name.key
        for at, name in enumerate(names)
    ]


def _bearers(names: Sequence[Named]) -> dict[str, list[tuple[int, str]]]:
    """Each ending of a person's full name, with the places and keys of those who bear it."""
    bearers: dict[str, list[tuple[int, str]]] = {}
    for at, name in enumerate(names):
        if name.type == PERSON:
            words = name.key.split(" ")
            for first in range(1, len(words)):
                bearers.setdefault(" ".join(words[first:]), []).append((at, name.key))
    return bearers


def _bearer(at: int, name: Named, bearers: Mapping[str, Sequence[tuple[int, str]]]) -> str | None:
    """A family name alone is the person last named in full by it, else the first to come."""
    if " " in name.name or (name.known and name.type != PERSON):
        return None
    full = bearers.get(_folded(name.name), ())
    place = bisect_left(full, at, key=itemgetter(0))
    if place:
        return full[place - 1][1]
    after = place + (place < len(full) and full[place][0] == at)  # it may be its own
    return full[after][1] if after < len(full) else None


def _long_form(text: str, name: Named, last: Named | None) -> str | None:
    """An acronym in brackets after the words whose initials it has."""
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
