"""What the name of a country or a city says: « au Mali » is a place, « Bamako accuse » an actor."""

from collections.abc import Callable, Sequence

from workers.french.deeds import deeds
from workers.french.geography import CAPITAL, NAMED
from workers.french.verbs import third_persons
from workers.stages.enrich.clauses import Clause
from workers.stages.enrich.predicates import SUFFERED, predicate
from workers.stages.enrich.speaking import ACTOR, PLACE, Says, nearest

Rule = Callable[[Clause], Says | None]
STATES = frozenset({NAMED, CAPITAL})
"""Words that stand for a government; another city is only a place."""
REACH = 4  # words between a power and its state: « ministère de la Défense du Mali »
NEAR = 5  # words between a place and what it is near: « départ mardi matin d'Abidjan »
_ISLANDS = frozenset({"BB", "DM", "GD", "GP", "JM", "MQ", "RE", "TT"})
GIVEN = 6  # words between a gift or a sale and whom it goes to
DEED = 6  # words between a deed and those who join in it
ASIDE = 1.0
"""Points of a deed that is told beside another: « depuis que Niamey a rompu »."""
_RELATIVE = frozenset({"que", "qu'", "ou", "dont"})
_NEWS = frozenset({"alors", "tandis", "ce", "dit", "affirme"})
_SUBORDINATE = _RELATIVE | {"quand", "lorsque", "lorsqu'", "puisque", "si", "comme"}


def of_name(clause: Clause) -> Says | None:
    """Gives what the word before the name makes of it, or else the verb after it."""
    back = clause.back
    return _RULES.get(back[-1], _alone)(clause) if back else _subject(clause)


def _of(clause: Clause) -> Says | None:
    """« Les autorités de Bamako », « le soutien de la Russie »; « près de Gao », « la chute de Goma »."""
    before = clause.back[:-1]
    if _is_state(clause):
        power = nearest(before, deeds("power", "of"), deeds("wall", "origin"), REACH)
        if power:
            return Says(ACTOR, 2.0, first=power)
    kinds = deeds("within") if _is_state(clause) else deeds("within", "event")
    ground = nearest(before, kinds, deeds("wall"), NEAR)
    return Says(PLACE, _weight(clause), first=ground) if ground else None


def _at(clause: Clause) -> Says | None:
    """« Au Mali », « à Gao »; not « vendu au Mali », « face à la Chine », « jusqu'à Djibouti »."""
    at, before = clause.back[-1], clause.back[:-1]
    if at == "a" and (before[-1:] == ["jusqu'"] or (clause.article and not _is_island(clause))):
        return None
    given = nearest(before, deeds("dative", "post"), (), GIVEN)
    return None if given else Says(PLACE, _weight(clause), first=at)


def _in(clause: Clause) -> Says | None:
    """« En Libye », « dans Gao »; not « ambassadeur en France »."""
    if nearest(clause.back[:-1], deeds("post"), deeds("wall"), 2):
        return None
    return Says(PLACE, _weight(clause), first=clause.back[-1])


def _by(clause: Clause) -> Says | None:
    """« Livrés par l'Allemagne »: half an actor."""
    return Says(ACTOR, 1.0, first=clause.back[-1]) if _is_state(clause) else None


def _with(clause: Clause) -> Says | None:
    """« Exercices avec le Japon », « accord entre Paris et Dakar »; « entre Rennes et Nantes » is a place."""
    if not _is_state(clause):
        return Says(PLACE, 2.0, first="entre") if clause.back[-1] == "entre" else None
    deed = nearest(clause.back[:-1], deeds("with"), (), DEED)
    return Says(ACTOR, 1.5, first=deed) if deed else None


def _after(clause: Clause) -> Says | None:
    """« Selon Moscou », « d'après Kiev », but not « après Kiev »."""
    told = clause.back[-1] == "selon" or clause.back[-2:-1] == ["d'"]
    return Says(ACTOR, 2.0, first=clause.back[-1]) if told and _is_state(clause) else None


def _alone(clause: Clause) -> Says | None:
    """« A annoncé Niamey », « où siège Paris », « ont repris Djibo », or the subject of a verb."""
    before = clause.back[-1]
    if before in deeds("sayer") and not clause.article and _is_state(clause):
        return Says(ACTOR, 2.0, first=before)
    if (
        clause.back[-2:-1]
        and clause.back[-2] in _RELATIVE
        and before in third_persons()
        and _is_state(clause)
    ):
        return Says(ACTOR, 2.0, first=before)
    if before in deeds("motion"):
        return Says(PLACE, 1.5, first=before)
    return None if before in deeds("beside") else _subject(clause)


def _subject(clause: Clause) -> Says | None:
    """« Bamako accuse », « la France, elle, livre »; what suffers is a place, and a city too."""
    verb = predicate(clause.ahead, capital=clause.hits[-1].key.part == CAPITAL)
    if not verb:
        return None
    if verb == SUFFERED or not _is_state(clause):
        return Says(PLACE, 1.0, last=verb)
    return Says(ACTOR, ASIDE if _is_aside(clause.back) else 2.0, last=verb)


def _is_aside(back: Sequence[str]) -> bool:
    """« Depuis que Niamey a rompu »; « alors que Washington répète » and « ce que Kiev dément » are news."""
    return back[-1:] != [] and back[-1] in _SUBORDINATE and _NEWS.isdisjoint(back[-2:-1])


_RULES: dict[str, Rule] = {
    **dict.fromkeys(("de", "d'", "du", "des"), _of),
    **dict.fromkeys(("a", "au", "aux"), _at),
    **dict.fromkeys(("en", "dans"), _in),
    **dict.fromkeys(("avec", "entre"), _with),
    **dict.fromkeys(("selon", "apres"), _after),
    "par": _by,
}


def _is_island(clause: Clause) -> bool:
    """« À la Grenade », where « à la Chine » is what it is given to."""
    return clause.hits[0].key.detail in _ISLANDS


def _is_state(clause: Clause) -> bool:
    return clause.hits[0].key.part in STATES


def _weight(clause: Clause) -> float:
    """« A déclaré à Vienne »: where something is said counts half of where it happens."""
    said = deeds("sayer").isdisjoint
    return 2.0 if said(clause.back[-5:]) and said(clause.ahead[:3]) else 1.0
