"""The countries of one text, each with its roles and the words that decided, and its regions."""

from collections.abc import Iterable, Sequence

from workers.french.automaton import Hit
from workers.french.geography import CAPITAL, CITY, City, cities, country_names, members
from workers.french.signs import COUNTRY, NAME, REGION, Sign
from workers.french.text import Reading
from workers.news.document import Country, Point, Region, Span
from workers.stages.enrich.roles import Evidence, roles, standings, why
from workers.stages.enrich.sport import is_sport, without_players

Signs = Sequence[Hit[Sign]]
_CITIES = frozenset({CAPITAL, CITY})


def countries(found: Signs, text: Reading, evidence: Sequence[Evidence] = ()) -> tuple[Country, ...]:
    """Gives the countries in order of their first word.

    `evidence` tells where the text names somebody who acts for a country: its minister, its army.
    """
    hits = [hit for hit in found if hit.key.kind == COUNTRY]
    sport = is_sport(text)
    if sport:
        hits = without_players(hits)
    counted = standings(hits, text, evidence)
    given = roles(counted, actors=not sport)
    by_code = _by_code(hits)
    spans = _spans(hits, evidence)
    return tuple(
        Country(
            code=code,
            name=country_names()[code],
            mentions=spans[code],
            roles=given[code],
            why=(*why(counted[code], given[code], text.text), *_senses(by_code.get(code, ()))),
            places=_points(by_code.get(code, ())),
        )
        for code in sorted(spans, key=lambda code: spans[code][0])
    )


def regions(found: Signs) -> tuple[Region, ...]:
    """Gives the regions in order of their first word, with the countries that lie in them.

    « Front de libération de l'Azawad » names no region, « Commandement pour l'Afrique » neither.
    """
    spans: dict[str, list[Span]] = {}
    name = 0  # where the last name ends
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.key.kind == NAME:
            name = max(name, hit.end)
        elif hit.key.kind == REGION and hit.end > name:
            spans.setdefault(hit.key.name, []).append((hit.start, hit.end))
    return tuple(
        Region(name=name, mentions=tuple(places), countries=members().get(name, ()))
        for name, places in spans.items()
    )


def _by_code(hits: Signs) -> dict[str, list[Hit[Sign]]]:
    by_code: dict[str, list[Hit[Sign]]] = {}
    for hit in hits:
        by_code.setdefault(hit.key.detail, []).append(hit)
    return by_code


def _spans(hits: Signs, evidence: Iterable[Evidence]) -> dict[str, tuple[Span, ...]]:
    """The places of each country's words; a country that has none is found by those who act for it."""
    spans: dict[str, list[Span]] = {}
    for hit in hits:
        spans.setdefault(hit.key.detail, []).append((hit.start, hit.end))
    named = frozenset(spans)
    for code, start, end in evidence:
        if code not in named:
            spans.setdefault(code, []).append((start, end))
    return {code: tuple(sorted(places)) for code, places in spans.items()}


def _senses(hits: Signs) -> list[str]:
    return list(dict.fromkeys([hit.key.why for hit in hits if hit.key.why]))


def _points(hits: Signs) -> tuple[Point, ...]:
    """The cities, each once."""
    names = dict.fromkeys([hit.key.place for hit in hits if hit.key.part in _CITIES])
    return tuple([_point(cities()[name, hits[0].key.detail]) for name in names])


def _point(city: City) -> Point:
    return Point(name=city.name, latitude=city.latitude, longitude=city.longitude)
