"""The tables' names and the model's laid over each other: where two overlap, one stands."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from workers.stages.enrich.entities import PERSON, Named

PLACE = "place"


class Row:
    """Names of which none overlaps another, in order; finds those that another name touches."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names: list[Named] = []
        for name in sorted(names, key=lambda name: (name.start, -name.end)):
            if not self._names or name.start >= self._names[-1].end:
                self._names.append(name)
        self._starts = [name.start for name in self._names]

    def __iter__(self) -> Iterator[Named]:
        return iter(self._names)

    def touched(self, start: int, end: int) -> Sequence[Named]:
        """Gives the names that share a code point with the stretch."""
        last = first = bisect_left(self._starts, end)
        while first > 0 and self._names[first - 1].end > start:
            first -= 1
        return self._names[first:last]

    def free(self, others: Iterable[Named]) -> list[Named]:
        """Gives those of the others that touch none of these."""
        return [other for other in others if not self.touched(other.start, other.end)]


def together(known: Row, seen: Row) -> list[Named]:
    """Gives the names that stand: the tables', but « université de Bamako » is more than the place in it.

    So is « Hauts-de-France »: a longer name of the same type that writes more of itself with capitals.
    """
    more = Row(name for name in seen if all(_is_more(name, it) for it in known.touched(name.start, name.end)))
    return [*more, *more.free(known)]


def is_family_name(seen: Row, start: int, end: int) -> bool:
    """Whether a word of the tables is a family name here, as in Richard Wagner.

    Only at the end: the model may take « chef du Pentagone Mark Esper » for one person.
    """
    return any(
        name.type == PERSON and name.start < start and end == name.end and _all_capitals(name.name)
        for name in seen.touched(start, end)
    )


def _is_more(name: Named, known: Named) -> bool:
    """Whether the model saw something else that is named after a place, or more of the same name."""
    holds = name.start <= known.start and known.end <= name.end and name.name != known.name
    if name.type != known.type:
        return holds and known.type == PLACE
    more = name.name[: known.start - name.start] + name.name[known.end - name.start :]
    return holds and any(map(str.isupper, more))


def _all_capitals(name: str) -> bool:
    return all(word[0].isupper() for word in name.replace("-", " ").split())
