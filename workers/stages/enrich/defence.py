"""How surely a text is one that a defence desk wants, from the words of defence in it."""

from collections.abc import Sequence
from math import exp, log1p

from workers.french.automaton import Hit
from workers.french.signs import KEYWORD, NAME, Sign

DEFENCE = 0.5
"""The score from which a text counts as a defence text."""
# Fitted on the tuning half of tests/gold: evidence is 0 to 1.7 in its other texts, 7 to 22 in those of
# defence. The middle is nearer to the former: texts on other subjects have words that the lexicon lacks.
_MIDDLE, _SLOPE = 3.5, 1.2
_IN_TITLE = 2.0
"""How many times a term in the title counts."""
_LEAST_WORDS = 60  # a headline alone is no denser than a brief


def defence_score(text: str, signs: Sequence[Hit[Sign]]) -> float:
    """Gives 0 to 1, in two places; the first line of the text is its title.

    The weights of the different terms and names, less for each the longer the text, through a logistic.
    """
    title = text.find("\n")
    weights: dict[str, float] = {}
    for hit in signs:
        if hit.key.kind in (KEYWORD, NAME):
            weight = hit.key.weight * (_IN_TITLE if hit.start < title else 1.0)
            weights[hit.key.name] = max(weights.get(hit.key.name, 0.0), weight)
    words = max(_LEAST_WORDS, text.count(" "))
    evidence = sum(weights.values()) / log1p(words / 100)
    return round(1 / (1 + exp(_SLOPE * (_MIDDLE - evidence))), 2)
