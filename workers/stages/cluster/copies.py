"""Whether one text is a copy of another, and of which kind."""

from workers.news.story import Fingerprint
from workers.stages.cluster.likeness import DAY, FIGURE, NAME, TOPIC, Likeness
from workers.stages.cluster.window import WINDOW

LEAST_SHARED = 5  # grams: some ten words in a row in the lead
LEAST = 0.4  # of the smaller text; the best of the figures in docs/stories.md
LEAST_OF_ONE_HOUSE = 0.5  # a paper does not copy itself: what its texts share is its own manner
LEAST_LEAD = 0.3  # two attacks share their background, a copy has the lead too
FAR_LARGER = 5  # times: a review of the press or a live page, unless it begins alike
VERBATIM = 0.8
CUT = 0.7
FEW, MANY = 2, 4


def is_copy(new: Fingerprint, old: Fingerprint, found: Likeness) -> bool:
    """Whether both tell one event in one text: enough in common, the lead too, and no other facts in it."""
    if abs(new.at - old.at) > WINDOW or found.shared < LEAST_SHARED:
        return False
    one_house = new.source == old.source
    if found.contained < (LEAST_OF_ONE_HOUSE if one_house else LEAST) or found.lead < LEAST_LEAD:
        return False
    larger, smaller = max(new.words, old.words), min(new.words, old.words)
    if larger > FAR_LARGER * smaller and found.larger_lead < LEAST_LEAD:
        return False
    return not is_another(found, one_house=one_house)


def is_another(found: Likeness, *, one_house: bool) -> bool:
    """Whether the facts are another event's: what stands in the same places is not the same.

    Figures alone may change, as a toll does; days, names and subjects do not.
    """
    figures, days, names, topics = (found.conflicts[kind] for kind in (FIGURE, DAY, NAME, TOPIC))
    if one_house and days + names + topics:
        return True
    if days and figures + names + topics:
        return True
    if names + topics >= FEW and names + topics + figures >= MANY:
        return True
    return figures + names + topics + days > sum(found.agreements)


def kind(found: Likeness) -> str:
    """Gives verbatim, cut or rewritten; a text seen first as a part is cut to the whole that follows."""
    if min(found.of_new, found.of_old) >= VERBATIM:
        return "verbatim"
    return "cut" if max(found.of_new, found.of_old) >= CUT else "rewritten"
