"""What one clause says of its countries, and where it says so."""

import re
from typing import NamedTuple

from workers.french.text import BREAK, Reading
from workers.stages.enrich.clauses import Clause
from workers.stages.enrich.demonyms import of_demonym
from workers.stages.enrich.names import of_name
from workers.stages.enrich.speaking import PLACE, Says

_NEAR = 80  # places in which the words stand
_HEADINGS = (" :", ":", f" {BREAK}", f", {BREAK}", " (afp", " (reuters", " (ap)")

_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DATED = re.compile(rf", (?:le )?\d{{1,2}}(?:er)? (?:(?:{_MONTHS})|[^.]{{3,5}}\. ?{BREAK})")


class Part(NamedTuple):
    """A role with its points, and the stretch of the folding that speaks for it."""

    role: str
    points: float
    start: int
    end: int
    subject: bool
    """Whether the country is the subject of a verb."""


def part(clause: Clause, text: Reading) -> Part | None:
    """Gives what the clause speaks for; None where it is a mere mention."""
    named = bool(clause.hits[0].key.place)
    says = (_heading(clause, text) or of_name(clause)) if named else of_demonym(clause)
    if says is None:
        return None
    subject = bool(says.last) and not says.first
    return Part(says.role, says.points, *_stretch(clause, says, text.folded), subject)


def _heading(clause: Clause, text: Reading) -> Says | None:
    """« Mali : », « RABAT (AFP) – », « RABAT, 2 oct. – », « Mons, le 1er avril. » at a line's start."""
    at = clause.hits[0].start
    if at and text.text[at - 1] != "\n":
        return None
    after = text.folded[clause.end : clause.end + 24]
    return (
        Says(PLACE, 2.0, last=":" if ":" in after[:2] else "")
        if _DATED.match(after) or after.startswith(_HEADINGS)
        else None
    )


def _stretch(clause: Clause, says: Says, folded: str) -> tuple[int, int]:
    start, end = clause.start, clause.end
    if says.first:
        start = max(folded.rfind(says.first, max(0, start - _NEAR), start), 0)
    if says.last:
        found = folded.find(says.last, end, end + _NEAR)
        end = found + len(says.last) if found >= 0 else end
    return start, end
