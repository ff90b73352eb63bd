"""Sport, where a demonym is a player's origin and no state acts."""

from collections.abc import Sequence

from workers.french.automaton import Hit
from workers.french.deeds import beginnings
from workers.french.geography import DEMONYM
from workers.french.signs import Sign
from workers.french.text import Reading

ENOUGH = 3  # different words of sport: two stand in a defence text now and then (stade, gardien, finale)
OPENING = 800  # places: a match is told of at once, and the whole text would cost 90 µs


def is_sport(text: Reading) -> bool:
    """Whether a text is about sport, by the words it opens with: one of the commonest, and others."""
    opening = f" {text.folded[:OPENING]}"
    common = sum([word in opening for word in beginnings("sport")])
    return bool(common) and common + sum([word in opening for word in beginnings("play")]) >= ENOUGH


def without_players(hits: Sequence[Hit[Sign]]) -> list[Hit[Sign]]:
    """Leaves out the demonyms: « la Suédoise Elvira Öberg », « l'ancien international irlandais »."""
    return [hit for hit in hits if hit.key.part != DEMONYM]
