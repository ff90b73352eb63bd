"""What makes one answer better than another; the same figures for every index.

They were tried on the 40 queries of tests/relevance: see docs/search.md.
"""

import math
from datetime import timedelta

TITLE = 3.0  # a word of the title says what the article is about
EXACT = 0.5  # beside the stem's score: « armée » before « armer »
ABOUT = 1.0  # where the word is part of a name or of the vocabulary that was recognised
NEAR = 1.0  # where all the words stand close together
NEAR_WORDS = 6  # how far apart
DEFENCE = 1.0  # how much a text that a defence desk surely wants gains over one it does not
RECENT = 0.5  # how much the newest gains over the oldest
HALF = timedelta(days=30)  # after which half of that gain is gone


MOST = 1.0 + RECENT + DEFENCE
"""The greatest factor that an article's score is multiplied by."""


def factor(age: float | None, defence: float) -> float:
    """Gives the factor of an article so many seconds old: greatest for the newest of the surest."""
    fresh = 0.0 if age is None else RECENT * math.exp2(-max(age, 0.0) / HALF.total_seconds())
    return 1.0 + fresh + DEFENCE * defence
