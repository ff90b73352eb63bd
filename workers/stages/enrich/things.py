"""What the model saw to be a name of no person, place or body: an event, or a thing.

Nearly all such names in the press are events, weapons, vehicles or ships. The lexicon knows some whose words
have a second life: that the model saw a name there is company enough.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from workers.french.automaton import Hit
from workers.french.signs import NAME, Sign
from workers.french.text import Reading
from workers.french.things import EQUIPMENT, EVENT, heads, opens_event
from workers.stages.enrich.entities import Named

OTHER = "other"
NEAR = 8  # words before a name in which its head stands: « un cargo battant pavillon togolais, le »
_FAR = 120  # code points that eight words take at most
_STOP = re.compile(r"[.!?\n]")
_WORD = re.compile(r"[\w-]+")
# A350, OPV-190, Cosmos 2553; not « Euro 2028 ».
_NUMBERED = re.compile(r"(?:.*[\s-])?(?!(?:19|20)\d\d$)\w*\d+\w*")


def typed(text: Reading, name: Named, hits: Iterable[Hit[Sign]]) -> Named:
    """Gives the name with its type where the lexicon, its own words or those before it tell."""
    if name.type != OTHER:
        return name
    for hit in hits:
        if (hit.start, hit.end) == (name.start, name.end) and _is_a_thing(hit):
            return replace(name, type=hit.key.detail, known=hit.key.name, by=hit.key.where)
    start = text.place(name.start)
    before = text.folded[max(0, start - _FAR) : start]
    kind = _own_kind(text, name) or _head(before) or (EQUIPMENT if _NUMBERED.fullmatch(name.name) else None)
    return replace(name, type=kind) if kind else name


def _own_kind(text: Reading, name: Named) -> str | None:
    words = _WORD.findall(text.folded[text.place(name.start) : text.place(name.end)])
    return EVENT if words and words[0] in opens_event() else None


def _is_a_thing(hit: Hit[Sign]) -> bool:
    return hit.key.kind == NAME and hit.key.detail in {EVENT, EQUIPMENT}


def _head(before: str) -> str | None:
    """What the nearest head in the sentence says."""
    words = _WORD.findall(_STOP.split(before)[-1])[-NEAR:]
    return next((heads()[word] for word in reversed(words) if word in heads()), None)
