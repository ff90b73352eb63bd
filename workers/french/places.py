"""Which country is meant: where two share a word, where it is none, where a hyphen joins two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from workers.french.automaton import Hit
from workers.french.geography import prefixes
from workers.french.place_guards import NAME, is_name, stands
from workers.french.senses import EVERY, Sense, Setting, sense, senses
from workers.french.signs import COUNTRY, Sign
from workers.french.text import Reading
from workers.french.text import reading as read

Signs = Sequence[Hit[Sign]]
Sure = Mapping[str, Sequence[int]]
_HYPHENS = "-\u2010\u2011"


def settled(signs: Signs, text: Reading) -> list[Hit[Sign]]:
    """Gives the signs with each country's word given to the country that is meant, in order of their starts.

    « L'armée congolaise » is that of the Congo which the text names otherwise, by its capital or in
    full; `senses.tsv` holds the rules, and the sign that they choose says why.
    """
    countries = [hit for hit in signs if hit.key.kind == COUNTRY]
    if not countries:
        return sorted(signs, key=_place)
    places = _by_place(countries)
    sure = _sure(places, text)
    setting = Setting(text, sure)
    meant = [hit for same in places for hit in _meant(same, text, sure, setting)]
    joined = [before for hit in meant for before in _joined(hit, text.text)]
    others = [hit for hit in signs if hit.key.kind != COUNTRY]
    return sorted([*others, *meant, *joined], key=_place)


def _place(hit: Hit[Sign]) -> tuple[int, int]:
    return hit.start, hit.end


def _by_place(countries: Signs) -> list[list[Hit[Sign]]]:
    places: dict[tuple[int, int], list[Hit[Sign]]] = {}
    for hit in countries:
        places.setdefault((hit.start, hit.end), []).append(hit)
    return list(places.values())


def _sure(places: Iterable[Signs], text: Reading) -> dict[str, list[int]]:
    """The codes that some word of the text can only mean, with the places of those words in the folding."""
    sure: dict[str, list[int]] = {}
    for same in places:
        hit = same[0]
        if _is_sure(same):
            sure.setdefault(hit.key.detail, []).append(text.place(hit.start))
    return sure


def _is_sure(same: Signs) -> bool:
    hit, *others = same
    if hit.key.guard and not (hit.key.guard == NAME and is_name(hit.form)):
        return False
    return not _rules(hit.form) and all(it.key.detail == hit.key.detail for it in others)


@lru_cache(maxsize=4096)
def _rules(form: str) -> tuple[Sense, ...]:
    """The rules of a form, by its folding; few forms have any."""
    return senses().get(read(form).folded, ())


def _meant(same: Signs, text: Reading, sure: Sure, setting: Setting) -> Iterable[Hit[Sign]]:
    """One hit a country: « Suisse » is name and demonym, and counts once, as the name."""
    hit, rules = same[0], _rules(same[0].form)
    if not (rules or hit.key.guard or same[1:]):
        return same
    once = {hit.key.detail: hit for hit in sorted(same, key=lambda hit: bool(hit.key.place))}
    place = text.place(hit.start)
    if rules:
        return _chosen(once, sense(rules, setting, place, text.place(hit.end)))
    return [
        it for it in once.values() if not it.key.guard or stands(it, text, place, named=it.key.detail in sure)
    ]


def _chosen(once: Mapping[str, Hit[Sign]], rule: Sense) -> Iterable[Hit[Sign]]:
    if rule.code == EVERY:
        return once.values()
    hit = once.get(rule.code)
    return [replace(hit, key=replace(hit.key, why=rule.why))] if hit else []


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
