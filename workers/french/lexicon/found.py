"""What the lexicon and the tables know of a text, found in one pass."""

from collections.abc import Iterable
from functools import cache

from workers.french.automaton import Automaton, Hit, longest
from workers.french.lexicon.company import counted
from workers.french.lexicon.reading import lexicon
from workers.french.lexicon.written import written
from workers.french.signs import BLOCK, KEYWORD, NAME, PLACES, Sign
from workers.french.text import Reading

_ARMS = frozenset(["air", "armament", "drone", "land", "naval"])
"""Categories whose words tell that a guarded name is a weapon's: « les chars et les Leclerc »."""


@cache
def automaton() -> Automaton[Sign]:
    """Gives every form of the lexicon that comes with the program, and of the tables."""
    return Automaton(written(lexicon()))


def signs(text: Reading, hits: Iterable[Hit[Sign]]) -> list[Hit[Sign]]:
    """Gives what counts of the hits in a text; where forms of one kind overlap, the longest stands.

    Names do not hide the countries in them: « commandement américain pour l'Afrique » speaks of both.
    `hits` are an automaton's, of the built-in lexicon or of more.
    """
    standing = [hit for hit in hits if _is_written(hit, text)]
    places = longest(hit for hit in standing if hit.key.kind in PLACES)
    arms = [hit for hit in standing if hit.key.detail in _ARMS and not hit.key.needs]
    names = counted(standing, NAME, text, beside=arms)
    return [
        *(hit for hit in places if hit.key.kind != BLOCK),
        *counted(standing, KEYWORD, text, beside=names),
        *names,
    ]


def _is_written(hit: Hit[Sign], text: Reading) -> bool:
    """Whether a form is written as it must be.

    Accents are lost in whole texts or in capitals: « mobilise » is not « mobilisé » where others have theirs.
    """
    if not hit.form[0].isupper():
        lost = hit.bare and hit.key.kind == KEYWORD and text.accented != text.folded and " " not in hit.form
        return not hit.key.capital and not lost
    return True
