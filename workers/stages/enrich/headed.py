"""Names told by the word directly before them: « l'exercice Polaris », « la frégate Aquitaine »."""

import re
from collections.abc import Iterator

from workers.stages.enrich.entities import Named

HEADED = "the word before it"
_WORD = r"[A-ZÀ-Ý](?:[\w’'-]*\w)?"
_BARE = rf"{_WORD}(?:\s(?:(?:de|du|des|la|le|de la|of)\s)?{_WORD}|\s\d+)*"
_NAME = rf"(?:«\s?(?P<quoted>[^»\n]{{2,40}}?)\s?»|(?P<bare>{_BARE}))"
# « L'exercice bilatéral Varuna », « l'opération militaire Zarb-e-Azb ».
_EVENT = re.compile(
    rf"\b(?:exercices?|opérations?|manœuvres?|missions?)(?:\s[a-zà-ÿ]{{3,}}(?:al|aire|ime|ien|ée?))?\s{_NAME}"
)
# « Le sommet d'Ankara », « la convention d'Oslo »: named after where it was held.
_PACT = re.compile(
    rf"\b(?P<bare>(?:accords?|traité|sommet|conférence|convention|pacte|déclaration)"
    rf"\s(?:de\s|du\s|d['’]){_BARE})"
)
_SHIPS = (
    "frégates?|corvettes?|destroyers?|croiseurs?|patrouilleurs?|porte-avions|porte-hélicoptères|sous-marins?|"
    "pétroliers?|cargos?|vraquiers?|chalutiers?|méthaniers?|chimiquiers?|porte-conteneurs|remorqueurs?|ferrys?|"
    "tankers?|navires?|boutres?|vedettes?|torpilleurs?|brise-glaces?|yachts?|voiliers?"
)
# « Le capitaine de frégate Yann Le Goaziou » is a person.
_SHIP = re.compile(rf"(?<!de )\b(?:{_SHIPS})\s{_NAME}")
_ARMS = (
    "drones?|missiles?|chars?|fusils?|hélicoptères?|obusiers?|blindés?|radars?|satellites?|torpilles?|canons?|"
    "lance-roquettes|avions?|avions?-cargos?|chasseurs?|bombardiers?|quadricoptères?|intercepteurs?"
)
_ARM = re.compile(
    rf"\b(?:{_ARMS})(?:\s(?:léger|lourd|kamikaze|naval|antichar|balistique|furtif|tactique|blindé)s?)?\s{_NAME}"
)
_YEAR = re.compile(r"\s(?:19|20)?\d\d$")


def headed(text: str) -> Iterator[Named]:
    """Gives the names of exercises, operations, accords, ships and arms that stand behind their head."""
    for pattern, type in ((_EVENT, "event"), (_PACT, "event"), (_SHIP, "equipment"), (_ARM, "equipment")):
        for found in pattern.finditer(text):
            quoted = found.groupdict().get("quoted")
            start, end = found.span("quoted" if quoted else "bare")
            if text[found.start() : end].isupper() or (quoted and not text[start].isupper()):
                continue  # in a line of capitals there is no telling where the name ends
            year = _YEAR.search(text, start, end)
            end = year.start() if year else end
            yield Named(start, end, type, text[start:end], by=HEADED)
