"""Weapons known by a designation alone, « P-8I », « KC-135 », and the marks of known ones: « Gripen E ».

No lexicon holds every mark; letters, a hyphen and figures are a weapon or a craft in nearly all the press.
"""

import re
from collections.abc import Iterable, Iterator

from workers.french.automaton import Hit
from workers.french.signs import NAME, Sign
from workers.french.things import EQUIPMENT
from workers.stages.enrich.entities import Named

DESIGNATION = "a designation: letters, a hyphen, figures"
# Roads, teams by age, hours of zones, days before an event, summits, an explosive, a month, the rebels of M23
# look the same; « J-10C » is a fighter.
_NONE = r"(?:UTC|GMT|RN|RD|CAC|COP|U|N|Mai)-|(?:J-\d+|G-\d\d?|C-4|M-23)\b"
_DESIGNATION = re.compile(rf"(?<![\w-])(?!{_NONE})[A-Z][A-Za-z]{{0,2}}-\d{{1,3}}[A-Z]{{0,3}}(?![\w-])")
# One capital, or the usual letters for « new », « long range »; « Rafale F5 » is a standard of the Rafale.
_MARK = re.compile(r" (?:[B-HJ-NP-Z]|NG|ER|LR|XLR|Mk ?\d|\d[A-Z]\d?)(?![\w'’-])")


def designations(text: str, hits: Iterable[Hit[Sign]]) -> Iterator[Named]:
    """Gives the designations in a text, and the known weapons of which it tells the mark."""
    for found in _DESIGNATION.finditer(text):
        yield Named(found.start(), found.end(), EQUIPMENT, found[0], by=DESIGNATION)
    for hit in hits:
        mark = _MARK.match(text, hit.end) if _is_weapon(hit) else None
        if mark and not text[hit.start : hit.end].isupper():
            yield Named(hit.start, mark.end(), EQUIPMENT, text[hit.start : mark.end()], by=hit.key.where)


def _is_weapon(hit: Hit[Sign]) -> bool:
    return hit.key.kind == NAME and hit.key.detail == EQUIPMENT and not hit.key.needs
