"""What words beside a country's word say of it, and the search for them."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from workers.french.text import BREAK

PLACE, ACTOR = "place", "actor"
EDGE = f',.;:!?"«»(){BREAK}'

Words = Sequence[str]


class Says(NamedTuple):
    """A role with its points, and the words that say so: `first` before the country, `last` after it."""

    role: str
    points: float
    first: str = ""
    last: str = ""


def nearest(words: Words, kinds: Collection[str], walls: Collection[str], reach: int) -> str | None:
    """Gives the last of the words that is of the kinds, if no wall and no comma stands after it."""
    for word in reversed(words[-reach:]):
        if word in kinds:
            return word
        if word in walls or word[-1] in EDGE:
            return None
    return None
