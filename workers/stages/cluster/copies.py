"""Whether one text is a copy of another, and of which kind."""

from workers.news.story import Fingerprint
from workers.stages.cluster.likeness import DAY, FIGURE, NAME, TOPIC, Likeness
from workers.stages.cluster.window import WINDOW

LEAST_SHARED = 5  # grams: some ten words in a row in the lead
LEAST = 0.4  # of the smaller text; docs/stories.md has the figures
LEAST_OF_BRIEF = (
    0.25  # where it begins alike and four facts agree: a paragraph of the agency's, two of the house
)
AGREED_IN_BRIEF = 4
LEAST_OF_ONE_HOUSE = 0.5  # a paper does not copy itself: what its texts share is its own manner
LEAST_LEAD = 0.3  # two attacks share their background, a copy has the lead too
LEAST_OPENING = 0.5  # of the sentence that says what happened, where the day is not the same
FAR_LARGER = 5  # times: a review of the press or a live page, unless it begins alike
MOSTLY = 0.3  # with four fifths in common the day of another sentence begins one of the texts
NEARLY_ALL = 0.8  # of a text: then nothing need be asked of its facts
AGREED_IN_ONE_HOUSE = 3  # facts: the house's own lines name a price and an address
FACTS_A_NAME = 8  # that stay for one name that is written otherwise
FACTS_A_DAY = 12
FIGURES_A_FACT = 3  # facts that stay for one figure that changes, as tolls do
CUT = 0.7


def is_copy(new: Fingerprint, old: Fingerprint, found: Likeness) -> bool:
    """Whether both tell one event in one text: enough in common, the lead too, and no other facts in it."""
    if abs(new.at - old.at) > WINDOW or found.shared < LEAST_SHARED:
        return False
    one_house = bool(new.source) and new.source == old.source
    if found.contained < _least(found, one_house=one_house) or found.lead < min(LEAST_LEAD, found.contained):
        return False
    larger, smaller = max(new.words, old.words), min(new.words, old.words)
    if larger > FAR_LARGER * smaller and found.larger_lead < LEAST_LEAD:
        return False
    return _agrees(found, one_house=one_house) and not is_another(found, one_house=one_house)


def _least(found: Likeness, *, one_house: bool) -> float:
    if one_house:
        return LEAST_OF_ONE_HOUSE
    begins = found.opening >= LEAST_OPENING and not any(found.conflicts) and not found.other_day
    return LEAST_OF_BRIEF if begins and sum(found.agreements) >= AGREED_IN_BRIEF else LEAST


def _agrees(found: Likeness, *, one_house: bool) -> bool:
    """What a house prints below every text, or a language says everywhere, has no facts in common."""
    if found.contained >= NEARLY_ALL or (found.opening >= LEAST_OPENING and not one_house):
        return True
    return sum(found.agreements) >= (AGREED_IN_ONE_HOUSE if one_house else 1)


def is_another(found: Likeness, *, one_house: bool) -> bool:
    """Whether the facts are another event's: what stands in the same places is not the same.

    Figures alone may change, as a toll does. One name may be another below the opening. Of 1,680 pairs of
    copies in the tests 98 % disagree in nothing; of look-alikes nearly all disagree in two facts.
    """
    figures, identity = found.conflicts[FIGURE], _identity(found)
    if one_house and (identity or found.other_day):
        return True
    if identity and (identity > 1 or figures or found.other_day):
        return True
    if found.other_day and (figures or max(found.opening, found.contained - MOSTLY) < LEAST_OPENING):
        return True
    return figures > 1 and figures * FIGURES_A_FACT > sum(found.agreements)


def _identity(found: Likeness) -> int:
    """How many days, names and subjects are not the same; one of each kind may be, where all else is."""
    names = found.conflicts[NAME] + found.conflicts[TOPIC]
    agreed = sum(found.agreements)
    # « annoncé mercredi » in an update, where « annoncé mardi » stood; the day of the event is still named
    days = max(0, found.conflicts[DAY] - bool(found.agreements[DAY] and agreed >= FACTS_A_DAY))
    if names > 1 and not days and not found.conflicts[FIGURE] and names * FACTS_A_NAME <= agreed:
        return 1  # a name misspelled, and a word lost beside it
    return days + names


def kind(found: Likeness) -> str:
    """Gives verbatim, cut or rewritten; a text seen first as a part is cut to the whole that follows."""
    if min(found.of_new, found.of_old) >= NEARLY_ALL:
        return "verbatim"
    return "cut" if max(found.of_new, found.of_old) >= CUT else "rewritten"
