"""What the lexicon and the tables know of a text, found in one pass."""

from collections.abc import Iterable
from functools import cache

from workers.french.automaton import Automaton, Hit, longest
from workers.french.lexicon.company import counted
from workers.french.lexicon.reading import lexicon
from workers.french.lexicon.written import written
from workers.french.signs import BLOCK, KEYWORD, NAME, PLACES, Sign
from workers.french.text import Reading


@cache
def automaton() -> Automaton[Sign]:
    """Gives every form of the lexicon that comes with the program, and of the tables."""
    return Automaton(written(lexicon()))


def signs(text: Reading, hits: Iterable[Hit[Sign]] | None = None) -> list[Hit[Sign]]:
    """Gives what counts of the hits in a text; where forms of one kind overlap, the longest stands.

    Names do not hide the countries in them: « commandement américain pour l'Afrique » speaks of both.
    `hits` are given where an automaton of more than the built-in lexicon found them.
    """
    found = automaton().find(text) if hits is None else hits
    standing = [hit for hit in found if hit.form[0].isupper() or not hit.key.capital]
    places = longest(hit for hit in standing if hit.key.kind in PLACES)
    names = counted(standing, NAME, text)
    return [
        *(hit for hit in places if hit.key.kind != BLOCK),
        *counted(standing, KEYWORD, text, beside=names),
        *names,
    ]
