"""What a paywall, a consent wall or a robot check leaves of a page, told from a short article."""

import re
from functools import cache

from workers.french.tables import table

SHORT = 1_500  # code points: the longest teasers before a French paywall have some 1,200
NOTHING = 200  # code points: what a consent wall or a check for robots leaves is no text at all
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|lire la suite|lire plus)\W*$", re.IGNORECASE)


def wall(text: str, lines: str, shown: str, *, free: bool | None) -> str | None:
    """Gives what stands before the rest of the text, for a person to read; None where nothing does.

    `text` is the article's as far as it shows, `lines` the same before anything was taken out, `shown` the
    whole page. What a header asks of its subscribers, or a banner of its readers, is no wall before a text. A
    page that calls a long text free is believed.
    """
    if len(text) < SHORT and free is False:
        return "a paywall: the page says that it is not free"
    for kind, certain, pattern in _phrases():
        short = len(text) < (SHORT if kind == "paywall" else NOTHING)
        counts = (short or not free) if certain else short
        if counts and (found := pattern.search(shown if certain else lines)):
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
