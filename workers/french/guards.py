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
_FAMILY = re.compile(r"[ \u00a0\u202f](?:(?:de|du|le|la|el|al|ben|von|van)[ '’-])?[A-ZÀ-Ý][a-zà-ÿ]")
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
        return _all_capitals(hit.form)
    return guard != COUNTRY_NEAR or named


def _in_a_name(hit: Hit[Sign], text: str) -> bool:
    """« Denzel Washington », « Florence Parly »: a capital beside it, and no word that opens a sentence."""
    if hit.form.isupper():
        return False
    given = _GIVEN.fullmatch(text, max(0, hit.start - _BEFORE), hit.start)
    if given and not _OPENERS.fullmatch(given[1].lower()):
        return True
    return bool(_FAMILY.match(text, hit.end))


def _all_capitals(form: str) -> bool:
    return all(word[0].isupper() for word in _EACH.findall(form))
