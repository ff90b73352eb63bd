"""What a demonym says: « l'armée malienne » acts, « la capitale malienne » is a place."""

from workers.french.deeds import deeds
from workers.stages.enrich.clauses import Clause
from workers.stages.enrich.predicates import SUFFERED, predicate
from workers.stages.enrich.speaking import ACTOR, PLACE, Says, nearest

REACH = 5  # words: « forces de défense et de sécurité maliennes »
_NEAR = 2  # words: « la ville côtière libyenne »


def of_demonym(clause: Clause) -> Says | None:
    """Gives what is said by the words that the demonym goes with, or by the verb of those it names."""
    # What an adjective does not reach over: « un accord avec la junte, contre des soldats maliens ».
    walls = deeds("wall", "origin")
    power = nearest(clause.back, deeds("power", "act"), walls, REACH)
    if power:
        return None if _is_denied(clause, power) else Says(ACTOR, 2.0, first=power)
    ground = nearest(clause.back, deeds("ground"), walls, _NEAR)
    if ground:
        return Says(PLACE, 1.5, first=ground)
    hit = clause.hits[0]
    people = hit.form[0].isupper() and hit.form.endswith(("s", "x"))
    verb = predicate(clause.ahead, capital=people) if hit.form[0].isupper() else ""
    return Says(ACTOR, 1.5, last=verb) if verb and verb != SUFFERED else None


def _is_denied(clause: Clause, power: str) -> bool:
    """« Plus aucun soldat français »."""
    before = clause.back[: len(clause.back) - clause.back[::-1].index(power) - 1]
    return bool(before) and before[-1] in deeds("none")
