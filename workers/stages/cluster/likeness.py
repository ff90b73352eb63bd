"""How much two texts say the same, and in what they disagree where they should not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import compress
from typing import NamedTuple

from workers.news.story import Fingerprint
from workers.stages.cluster.fingerprint import OPENS, VALUE, is_sparse

ONE_WEEKDAY = timedelta(days=4)  # further apart, « mardi » in two texts is two Tuesdays
FIGURE, DAY, NAME, TOPIC = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Of a new text to one that is kept; shares are of what either sampled, rarer grams weighing more."""

    shared: int
    """Grams that both have."""
    contained: float
    """Share of the smaller text that the other has."""
    of_new: float
    of_old: float
    lead: float
    """Share of the lead of one that the other has, of the two the better."""
    larger_lead: float
    """Share of the larger text's lead that the smaller has."""
    opening: float
    """Share of the first 30 words of one that the other has, of the two the better."""
    other_day: bool
    """Whether both say when, and not the same day."""
    conflicts: tuple[int, int, int, int]
    """Figures, days, names and words of the titles that differ where all around them is the same."""
    agreements: tuple[int, int, int, int]


class Weighed:
    """A new text with the weight of each of its grams, made once for all that it is compared with."""

    def __init__(self, text: Fingerprint, spread: Mapping[int, int]) -> None:
        """`spread` says in how many stories a gram is, 0 for in too many."""
        self.text = text
        self.weight = {gram: _weight(spread.get(gram, 1)) for gram in text.grams}
        self.slots = _Slots(text)

    def likeness(self, old: Fingerprint) -> Likeness:
        """Compares it with a text that is kept."""
        new = self.text
        ours, theirs = self._shares(new, frozenset(old.grams)), self._shares(old, self.weight.keys())
        apart = abs(new.at - old.at) > ONE_WEEKDAY
        conflicts, agreements = _facts(self.slots, _Slots(old), apart=apart)
        return Likeness(
            shared=self.shared(old),
            contained=ours.whole if new.words <= old.words else theirs.whole,
            of_new=ours.whole,
            of_old=theirs.whole,
            lead=max(ours.lead, theirs.lead),
            larger_lead=theirs.lead if new.words < old.words else ours.lead,
            opening=max(ours.opening, theirs.opening),
            other_day=bool(new.days and old.days) and (apart or not set(new.days) & set(old.days)),
            conflicts=conflicts,
            agreements=agreements,
        )

    def shared(self, old: Fingerprint) -> int:
        """Gives how many grams both have that are not everybody's."""
        weight = self.weight
        return sum(1 for gram in weight.keys() & old.grams if weight[gram])

    def _shares(self, text: Fingerprint, other: Collection[int]) -> "_Shares":
        """What another text has of this one's grams."""
        row = [(self.weight.get(gram, _ONE), gram in other) for gram in text.grams]
        sparse = [is_sparse(gram) for gram in text.grams]
        lead = text.lead
        return _Shares(
            whole=max(_part(row), _sparse(row, sparse)),
            lead=max(_part(row[:lead]), _sparse(row[:lead], sparse[:lead])),
            opening=_part(row[: text.opening]),
        )


class _Shares(NamedTuple):
    """Of all grams, or of those taken everywhere: a lead moved down is dense in one text only."""

    whole: float
    lead: float
    opening: float


_ONE = 2520  # the weight of a gram that one story has; divided by any number up to ten it is whole
LEAST = 4  # grams of which a share says something


def _weight(stories: int) -> int:
    return _ONE // stories if stories else 0


def _sparse(row: Sequence[tuple[int, bool]], sparse: Sequence[bool]) -> float:
    chosen = list(compress(row, sparse))
    return _part(chosen) if len(chosen) >= LEAST else 0.0


def _part(row: Iterable[tuple[int, bool]]) -> float:
    all_of_them = both = 0
    for weight, shared in row:
        all_of_them += weight
        if shared:
            both += weight
    return both / all_of_them if all_of_them else 0.0


class _Slots:
    """A text's slots by place."""

    def __init__(self, text: Fingerprint) -> None:
        self.places = _by_place(text.slots)
        self.opening = frozenset(slot >> 14 for slot in text.slots if slot & OPENS)
        self.names = _values(self.places, NAME)


def _facts(
    new: _Slots, old: _Slots, *, apart: bool
) -> tuple[tuple[int, int, int, int], tuple[int, int, int, int]]:
    """Distinct substitutions and agreements by kind: « Kiev » for « Kyiv » throughout is one."""
    ours, theirs = new.places, old.places
    conflicts: set[tuple[int, frozenset[int], frozenset[int]]] = set()
    agreements: set[tuple[int, int]] = set()
    for place in ours.keys() & theirs.keys():
        kind, mine, other = place & 3, ours[place], theirs[place]
        both = mine & other
        if both and not (kind == DAY and apart):
            agreements.update((kind, value) for value in both)
        elif not both and not (kind == NAME and (mine & old.names or other & new.names)):
            conflicts.add((kind, mine, other))
            # Where it happened and who did it, not who says so: replaced there, one name is another event.
            if kind == NAME and (place in new.opening or place in old.opening):
                conflicts.add((kind, other, mine))
    return _count(one[0] for one in conflicts), _count(one[0] for one in agreements)


def _by_place(slots: Iterable[int]) -> dict[int, frozenset[int]]:
    """Values by place and kind."""
    found: dict[int, set[int]] = {}
    for slot in slots:
        found.setdefault(slot >> 14, set()).add(slot & VALUE)
    return {place: frozenset(values) for place, values in found.items()}


def _values(by_place: Mapping[int, frozenset[int]], kind: int) -> frozenset[int]:
    """All that a text has of a kind: a name that the other has too is lost at one place, not replaced."""
    return frozenset(value for place, values in by_place.items() if place & 3 == kind for value in values)


def _count(kinds: Iterable[int]) -> tuple[int, int, int, int]:
    counted = [0, 0, 0, 0]
    for kind in kinds:
        counted[kind] += 1
    return counted[0], counted[1], counted[2], counted[3]
