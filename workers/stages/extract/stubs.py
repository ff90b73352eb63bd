"""What a paywall, a consent wall or a robot check leaves of a page, told from a short article."""

import re
from functools import cache

from workers.french.lexicon import table

SHORT = 1_500  # code points: the longest teasers before a French paywall have some 1,200
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|lire la suite|lire plus)\W*$", re.IGNORECASE)


def wall(text: str, shown: str, *, free: bool | None) -> str | None:
    """Gives what stands before the rest of the text, for a person to read; None where nothing does.

    `text` is the article's as far as it shows, `shown` all that stands in and around it. A page that calls a
    long text free is believed.
    """
    short = len(text) < SHORT
    if short and free is False:
        return "a paywall: the page says that it is not free"
    for kind, certain, pattern in _phrases():
        if (short or (certain and not free)) and (found := pattern.search(shown)):
            return f"{_WALLS[kind]}: « {' '.join(found[0].split())} »"
    return None


def is_cut(text: str) -> bool:
    """Whether a text ends where it should go on."""
    return bool(CUT.search(text[-40:]))


_WALLS = {"paywall": "a paywall", "consent": "a consent wall", "robots": "a check for robots"}


@cache
def _phrases() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], row["counts"] == "certain", re.compile(row["pattern"], re.IGNORECASE))
        for row in table("stub_phrases")
    )
