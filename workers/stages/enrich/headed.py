"""Names told by the word directly before them: « l'exercice Polaris », « la frégate Aquitaine »."""

import re
from collections.abc import Iterator

from workers.french.things import EQUIPMENT, EVENT
from workers.stages.enrich.entities import ORGANISATION, PERSON, Named
from workers.stages.enrich.together import Row

HEADED = "the word before it"
_WORD = r"[A-ZÀ-Ý](?:[\w’'-]*\w)?"
_GAP = r"[^\S\n]"  # a name ends with its line
_LINK = rf"(?:(?:de|du|des|la|le|de la|of){_GAP})?"
_BARE = rf"{_WORD}(?:{_GAP}{_LINK}{_WORD}|{_GAP}\d+)*"
_NAME = rf"(?:«{_GAP}?(?P<quoted>[^»\n]{{2,40}}?){_GAP}?»|(?P<bare>{_BARE}))"
# « L'exercice bilatéral Varuna », « l'opération militaire Zarb-e-Azb ».
_EVENT = re.compile(
    rf"\b(?:exercices?|opérations?|manœuvres?|missions?)"
    rf"(?:{_GAP}[a-zà-ÿ]{{3,}}(?:al|aire|ime|ien|ée?))?{_GAP}{_NAME}"
)
# « Le sommet d'Ankara », « la convention d'Oslo »: named after where it was held, not after whose it is.
_TITLES = (
    r"Premier|Première|Président|Présidente|Vice-\w+|Chef|Cheffe|Ministre|Secrétaire|Général|Générale|Amiral|"
    "Colonel|Chancelier|Chancelière|Gouverneur|Pape|Roi|Reine|Prince|Princesse|Émir|Sultan"
)
_HELD = rf"(?!(?:{_TITLES})(?![\w-])){_WORD}"
_PACT = re.compile(
    rf"\b(?P<bare>(?:accords?|traité|sommet|conférence|convention|pacte|déclaration)"
    rf"{_GAP}(?:de{_GAP}|du{_GAP}|d['’]){_HELD}(?:{_GAP}{_LINK}{_HELD}|{_GAP}\d+)*)"
)
_SHIPS = (
    "frégates?|corvettes?|destroyers?|croiseurs?|patrouilleurs?|porte-avions|porte-hélicoptères|sous-marins?|"
    "pétroliers?|cargos?|vraquiers?|chalutiers?|méthaniers?|chimiquiers?|porte-conteneurs|remorqueurs?|ferrys?|"
    "tankers?|navires?|boutres?|torpilleurs?|brise-glaces?|yachts?|voiliers?"
)
# « Le capitaine de frégate Yann Le Goaziou » is a person.
_SHIP = re.compile(rf"(?<!de )\b(?:{_SHIPS}){_GAP}{_NAME}")
_ARMS = (
    "drones?|missiles?|chars?|fusils?|hélicoptères?|obusiers?|blindés?|radars?|satellites?|torpilles?|canons?|"
    "lance-roquettes|avions?|avions?-cargos?|chasseurs?|bombardiers?|quadricoptères?|intercepteurs?"
)
_ARM = re.compile(
    rf"\b(?:{_ARMS})(?:{_GAP}(?:léger|lourd|kamikaze|naval|antichar|balistique|furtif|tactique|blindé)s?)?"
    rf"{_GAP}{_NAME}"
)
_YEAR = re.compile(rf"{_GAP}(?:19|20)?\d\d$")


def headed(text: str, told: Row) -> Iterator[Named]:
    """Gives the names of exercises, operations, accords, ships and arms that stand behind their head.

    `told` are the names found otherwise. Accords and arms bear the names of persons and makers too: « la
    conférence de Marcel Aubanel », « les missiles MBDA »; such a name after the head wins.
    """
    for found, type, is_doubtful in _found(text):
        quoted = found.groupdict().get("quoted")
        start, end = found.span("quoted" if quoted else "bare")
        if text[found.start() : end].isupper() or (quoted and not text[start].isupper()):
            continue  # in a line of capitals there is no telling where the name ends
        year = _YEAR.search(text, start, end)
        end = year.start() if year else end
        if not (is_doubtful and any(_is_whose(name, found.start()) for name in told.touched(start, end))):
            yield Named(start, end, type, text[start:end], by=HEADED)


def _found(text: str) -> Iterator[tuple["re.Match[str]", str, bool]]:
    """Each head with its name, what it makes of it, and whether a person or a body may be meant."""
    for pattern, type, is_doubtful in (
        (_EVENT, EVENT, False),
        (_PACT, EVENT, True),
        (_SHIP, EQUIPMENT, False),
        (_ARM, EQUIPMENT, True),
    ):
        for found in pattern.finditer(text):
            yield found, type, is_doubtful


def _is_whose(name: Named, head: int) -> bool:
    return name.type in {PERSON, ORGANISATION} and name.start > head
