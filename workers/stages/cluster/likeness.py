"""How much two texts say the same, and in what they disagree where they should not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import repeat

from workers.news.story import Fingerprint
from workers.stages.cluster.fingerprint import EVERYWHERE, OPENS, VALUE

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
        self._weight = {gram: _weight(spread.get(gram, 1)) for gram in text.grams}

    def likeness(self, old: Fingerprint, *, least: float = 0.0) -> Likeness | None:
        """Compares it with a text that is kept; None where less than that of the smaller is in the other."""
        new = self.text
        both = {gram: self._weight[gram] for gram in self._weight.keys() & old.grams}
        of_new, of_old = self._share(new.grams, both), self._share(old.grams, both)
        contained = of_new if new.words <= old.words else of_old
        if contained < least:
            return None
        leads = [self._share(one.grams[: one.lead], both) for one in (new, old)]
        apart = abs(new.at - old.at) > ONE_WEEKDAY
        conflicts, agreements = _facts(self._slots, _Slots(old), apart=apart)
        return Likeness(
            shared=sum(map(bool, both.values())),
            contained=contained,
            of_new=of_new,
            of_old=of_old,
            lead=max(leads),
            larger_lead=leads[new.words < old.words],
            opening=max(self._part(one.grams[: one.opening], both) for one in (new, old)),
            other_day=bool(new.days and old.days) and (apart or not set(new.days) & set(old.days)),
            conflicts=conflicts,
            agreements=agreements,
        )

    @cached_property
    def _slots(self) -> "_Slots":
        return _Slots(self.text)

    def _share(self, grams: Sequence[int], both: Mapping[int, int]) -> float:
        """Of all grams, or of those taken everywhere: a lead moved down is dense in one text only."""
        sparse = [gram for gram in grams if gram & EVERYWHERE]
        return max(self._part(grams, both), self._part(sparse, both) if len(sparse) >= LEAST else 0.0)

    def _part(self, grams: Sequence[int], both: Mapping[int, int]) -> float:
        all_of_them = sum(map(self._weight.get, grams, repeat(_ONE)))
        return sum(map(both.get, grams, repeat(0))) / all_of_them if all_of_them else 0.0


_ONE = 2520  # the weight of a gram that one story has; divided by any number up to ten it is whole
LEAST = 4  # grams of which a share says something


def _weight(stories: int) -> int:
    return _ONE // stories if stories else 0


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
