"""All that is recognised in one text: what the tables know, and what the model saw beside it."""

from collections.abc import Callable, Iterable, Sequence

from workers.french.automaton import Hit
from workers.french.lexicon import COUNTRY, KEYWORD, NAME, REGION, Sign, signs
from workers.french.text import Reading
from workers.french.text import reading as read
from workers.news.document import Country, Findings, Keyword, Region, Span, Tag
from workers.stages.enrich.entities import Named, agreed
from workers.stages.enrich.spans import trimmed

Signs = Sequence[Hit[Sign]]
PLACE = "place"


def enrich(text: str, tags: Sequence[Tag], language: str, reading: Reading | None = None) -> Findings:
    """Gives the findings in `text`; `tags` are the model's, `reading` is the text's, if made.

    The tables overrule the model: it takes Pentagone for a place and African Lion for a person.
    """
    found = sorted(signs(reading or read(text)), key=lambda hit: hit.start)
    names = _together(_known(found), _seen(text, tags))
    return Findings(
        language=language,
        entities=agreed(text, names),
        countries=tuple(
            Country(code=sign.detail, name=sign.name, mentions=spans)
            for sign, spans in _by(found, COUNTRY, lambda sign: sign.detail)
        ),
        regions=tuple(
            Region(name=sign.name, mentions=spans)
            for sign, spans in _by(found, REGION, lambda sign: sign.name)
        ),
        keywords=tuple(
            Keyword(category=sign.detail, term=sign.name, mentions=spans)
            for sign, spans in _by(found, KEYWORD, lambda sign: f"{sign.detail}\t{sign.name}")
        ),
    )


def _by(found: Signs, kind: str, key: Callable[[Sign], str]) -> list[tuple[Sign, tuple[Span, ...]]]:
    """One sign of each key, with all its places, in order of the first."""
    groups: dict[str, tuple[Sign, list[Span]]] = {}
    for hit in found:
        if hit.key.kind == kind:
            groups.setdefault(key(hit.key), (hit.key, []))[1].append((hit.start, hit.end))
    return [(sign, tuple(spans)) for sign, spans in groups.values()]


def _known(found: Signs) -> list[Named]:
    """Names and places of the tables; a place inside a name is no entity of its own."""
    names = [_named(hit, hit.key.detail, hit.key.name) for hit in found if hit.key.kind == NAME]
    places = [_named(hit, PLACE, hit.key.place) for hit in found if hit.key.place]
    return names + [place for place in places if not any(_overlap(place, name) for name in names)]


def _named(hit: Hit[Sign], type: str, known: str) -> Named:
    return Named(hit.start, hit.end, type, hit.form, known)


def _seen(text: str, tags: Iterable[Tag]) -> list[Named]:
    """The model's names, none over another."""
    seen: list[Named] = []
    for tag in sorted(trimmed(text, tags), key=lambda tag: tag.start):
        if not seen or tag.start >= seen[-1].end:
            seen.append(Named(tag.start, tag.end, tag.type, text[tag.start : tag.end]))
    return seen


def _together(known: Sequence[Named], seen: Sequence[Named]) -> list[Named]:
    """The tables' word stands; but « université de Bamako » is more than the place in it."""
    more = [name for name in seen if all(_is_more(name, other) for other in known if _overlap(name, other))]
    return [*more, *(name for name in known if not any(_overlap(name, other) for other in more))]


def _is_more(name: Named, known: Named) -> bool:
    """Whether the model saw something else that is named after a place."""
    holds = name.start <= known.start and known.end <= name.end
    return holds and known.type == PLACE != name.type and name.name != known.name


def _overlap(one: Named, other: Named) -> bool:
    return one.start < other.end and other.start < one.end
