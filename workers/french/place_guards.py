"""What a place's word is besides: a person's name, a common noun, the name of many villages."""

import re

from workers.french.automaton import Hit
from workers.french.signs import Sign
from workers.french.text import Reading

PERSON, COMMON, COUNTRY_NEAR, NAME = "person", "common", "country", "name"
GUARDS = frozenset({PERSON, COMMON, COUNTRY_NEAR, NAME})
_AT = re.compile(r"(?:^|.*[\W_])(?:a|de|d'|vers|depuis|pres de|sur|pour|entre|par|ville de)\s*")
_BEFORE = 24  # places in which the preposition stands
_GIVEN = re.compile(r"(?:^|.*[^\w'’-])([A-ZÀ-Ý][\w'’-]*[a-zà-ÿ]|[A-Z]\.|MM?\.|Mme|Mlle)[ \u00a0\u202f]")
_FAMILY = re.compile(r"[ \u00a0\u202f](?:(?:de|du|el|al|ben|von|van)[ '’-])?[A-ZÀ-Ý][a-zà-ÿ]")
# « À Paris Anne Hidalgo »; « de Florence Parly » shows that « de » decides nothing.
_ARRIVED = re.compile(r"(?<![\w’'-])(?:[àÀA]|vers|depuis|près de|près d['’])[ \u00a0\u202f]?$")
# Words that open a sentence before a place, and are no given names.
_OPENERS = re.compile(
    "a|ainsi|alors|ancien|apres|au|aujourd|aux|avant|avec|c|car|cependant|chez|comme|comment|contre|d|"
    "dans|de|demain|depuis|derriere|des|desormais|devant|dimanche|direction|donc|du|en|enfin|entre|est|"
    "et|face|grand|hier|hors|hui|ici|jeudi|l|la|le|les|lorsque|lundi|mais|malgre|mardi|meme|mercredi|"
    "ministre|ni|nord|nouveau|or|ou|ouest|outre|par|pendant|pour|pourquoi|pourtant|pres|president|puis|"
    "quand|quant|que|qui|saint|samedi|sans|sauf|selon|si|sous|sud|sur|tout|toute|vendredi|vers|via"
)
_EACH = re.compile(r"\w+")


def stands(hit: Hit[Sign], text: Reading, place: int, *, named: bool) -> bool:
    """Whether a guarded word is the place.

    `place` is its start in the folding, `named` whether another word names its country.
    """
    guard = hit.key.guard
    if guard == PERSON:
        return not _in_a_name(hit, text.text)
    if guard == COMMON:
        return bool(_AT.fullmatch(text.folded, max(0, place - _BEFORE), place))
    if guard == NAME:
        return is_name(hit.form)
    return guard != COUNTRY_NEAR or named


def is_name(form: str) -> bool:
    """Whether the last word has its capital, and the others none: « Le Cap » and not « Le cap »."""
    return _EACH.findall(form)[-1][0].isupper() and not form.isupper()


def _in_a_name(hit: Hit[Sign], text: str) -> bool:
    """« Denzel Washington », « Florence Parly »: a capital beside it, and no word that opens a sentence."""
    if hit.form.isupper():
        return False
    if _ARRIVED.search(text, max(0, hit.start - _BEFORE), hit.start):
        return False
    given = _GIVEN.fullmatch(text, max(0, hit.start - _BEFORE), hit.start)
    if given and not _OPENERS.fullmatch(given[1].lower()):
        return True
    return bool(_FAMILY.match(text, hit.end))
