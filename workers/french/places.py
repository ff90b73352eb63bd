"""Which country is meant: where two share a word, and where a hyphen joins two."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from workers.french.automaton import Hit
from workers.french.lexicon import COUNTRY, Sign, prefixes
from workers.french.text import Reading
from workers.french.text import reading as read

Signs = Sequence[Hit[Sign]]
_HYPHENS = "-\u2010\u2011"


def settled(signs: Signs, text: Reading) -> list[Hit[Sign]]:
    """Gives the signs with each country's word given to the country that is meant, in order of their starts.

    « L'armée congolaise » is that of the Congo which the text names otherwise, by its capital or in
    full; where it names both or neither, the word stands for both.
    """
    countries = [hit for hit in signs if hit.key.kind == COUNTRY]
    others = [hit for hit in signs if hit.key.kind != COUNTRY]
    places = _by_place(countries)
    sure = _sure(places)
    meant = [hit for same in places for hit in _meant(same, sure)]
    joined = [before for hit in meant for before in _joined(hit, text.text)]
    return sorted([*others, *meant, *joined], key=lambda hit: (hit.start, hit.end))


def _by_place(countries: Signs) -> list[list[Hit[Sign]]]:
    places: dict[tuple[int, int], list[Hit[Sign]]] = {}
    for hit in countries:
        places.setdefault((hit.start, hit.end), []).append(hit)
    return list(places.values())


def _sure(places: Iterable[Signs]) -> set[str]:
    """The codes that some word of the text can only mean."""
    codes = ({hit.key.detail for hit in same} for same in places)
    return {code for several in codes if len(several) == 1 for code in several}


def _meant(same: Signs, sure: set[str]) -> Signs:
    """One hit a country: « Suisse » is name and demonym, and counts once, as the name."""
    once = {hit.key.detail: hit for hit in sorted(same, key=lambda hit: bool(hit.key.place))}
    return [hit for code, hit in once.items() if code in sure] or list(once.values())


def _joined(hit: Hit[Sign], text: str) -> Iterator[Hit[Sign]]:
    """The countries in « franco- » and « sino- », which mean something only before another country's word."""
    end = hit.start - 1
    while not hit.key.place and end > 0 and text[end] in _HYPHENS:
        start = end
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        sign = _prefixes().get(read(text[start:end]).folded)
        if not sign:
            return
        yield Hit(sign, text[start:end], start, end)
        end = start - 1


@cache
def _prefixes() -> dict[str, Sign]:
    return {read(prefix).folded: sign for prefix, sign in prefixes()}
