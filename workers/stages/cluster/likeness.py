"""How much two texts say the same, and in what they disagree where they should not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

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


def likeness(new: Fingerprint, old: Fingerprint, spread: Mapping[int, int]) -> Likeness:
    """Compares two texts; `spread` says in how many stories a gram of the new one is, 0 for in too many."""
    weight = {gram: _weight(spread.get(gram, 1)) for gram in new.grams}
    shared = frozenset(new.grams).intersection(old.grams)
    of_new = _share(new, shared, weight)
    of_old = _share(old, shared, weight)
    leads = _lead(new, shared, weight), _lead(old, shared, weight)
    apart = abs(new.at - old.at) > ONE_WEEKDAY
    conflicts, agreements = _facts(new, old, apart=apart)
    return Likeness(
        shared=sum(1 for gram in shared if weight[gram]),
        contained=of_new if new.words <= old.words else of_old,
        of_new=of_new,
        of_old=of_old,
        lead=max(leads),
        larger_lead=leads[new.words < old.words],
        opening=max(
            _part(new.grams[: new.opening], shared, weight), _part(old.grams[: old.opening], shared, weight)
        ),
        other_day=bool(new.days and old.days) and (apart or not set(new.days) & set(old.days)),
        conflicts=conflicts,
        agreements=agreements,
    )


def _weight(stories: int) -> float:
    return 1 / stories if stories else 0.0


def _share(text: Fingerprint, shared: frozenset[int], weight: Mapping[int, float]) -> float:
    """Of all grams, or of those taken everywhere: a lead moved down is dense in one text only."""
    sparse = [gram for gram in text.grams if is_sparse(gram)]
    return max(
        _part(text.grams, shared, weight), _part(sparse, shared, weight) if len(sparse) >= LEAST else 0.0
    )


LEAST = 4  # grams of which a share says something


def _lead(text: Fingerprint, shared: frozenset[int], weight: Mapping[int, float]) -> float:
    lead = text.grams[: text.lead]
    sparse = [gram for gram in lead if is_sparse(gram)]
    return max(_part(lead, shared, weight), _part(sparse, shared, weight) if len(sparse) >= LEAST else 0.0)


def _part(grams: Iterable[int], shared: frozenset[int], weight: Mapping[int, float]) -> float:
    all_of_them = sum(weight.get(gram, 1.0) for gram in grams)
    both = sum(weight[gram] for gram in grams if gram in shared)
    return both / all_of_them if all_of_them else 0.0


def _facts(
    new: Fingerprint, old: Fingerprint, *, apart: bool
) -> tuple[tuple[int, int, int, int], tuple[int, int, int, int]]:
    """Distinct substitutions and agreements by kind: « Kiev » for « Kyiv » throughout is one."""
    ours, theirs = _by_place(new.slots), _by_place(old.slots)
    opening = _opening(new.slots) | _opening(old.slots)
    named = _values(ours, NAME), _values(theirs, NAME)
    conflicts: set[tuple[int, frozenset[int], frozenset[int]]] = set()
    agreements: set[tuple[int, int]] = set()
    for place in ours.keys() & theirs.keys():
        kind, mine, other = place & 3, ours[place], theirs[place]
        both = mine & other
        if both and not (kind == DAY and apart):
            agreements.update((kind, value) for value in both)
        elif not both and not (kind == NAME and (mine & named[1] or other & named[0])):
            conflicts.add((kind, mine, other))
            # Where it happened and who did it, not who says so: replaced there, one name is another event.
            if kind == NAME and place in opening:
                conflicts.add((kind, other, mine))
    return _count(one[0] for one in conflicts), _count(one[0] for one in agreements)


def _by_place(slots: Iterable[int]) -> dict[int, frozenset[int]]:
    """Values by place and kind."""
    found: dict[int, set[int]] = {}
    for slot in slots:
        found.setdefault(slot >> 14, set()).add(slot & VALUE)
    return {place: frozenset(values) for place, values in found.items()}


def _opening(slots: Iterable[int]) -> frozenset[int]:
    """Places in the sentence that says what happened."""
    return frozenset(slot >> 14 for slot in slots if slot & OPENS)


def _values(by_place: Mapping[int, frozenset[int]], kind: int) -> frozenset[int]:
    """All that a text has of a kind: a name that the other has too is lost at one place, not replaced."""
    return frozenset(value for place, values in by_place.items() if place & 3 == kind for value in values)


def _count(kinds: Iterable[int]) -> tuple[int, int, int, int]:
    counted = [0, 0, 0, 0]
    for kind in kinds:
        counted[kind] += 1
    return counted[0], counted[1], counted[2], counted[3]
