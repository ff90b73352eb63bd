"""All that is recognised in one text: what the tables know, and what the model saw beside it."""

from collections.abc import Callable, Sequence

from workers.french.automaton import Hit
from workers.french.lexicon import COUNTRY, KEYWORD, NAME, REGION, Sign, signs
from workers.french.places import settled
from workers.french.text import Reading
from workers.french.text import reading as read
from workers.news.document import Country, Findings, Keyword, Region, Span, Tag
from workers.stages.enrich.entities import Named, agreed
from workers.stages.enrich.spans import trimmed
from workers.stages.enrich.together import PLACE, Row, is_family_name, together

Signs = Sequence[Hit[Sign]]


def enrich(text: str, tags: Sequence[Tag], language: str, reading: Reading | None = None) -> Findings:
    """Gives the findings in `text`; `tags` are the model's, `reading` is the text's, if made.

    The tables overrule the model: it takes Pentagone for a place and African Lion for a person.
    """
    whole = reading or read(text)
    seen = _seen(text, tags)
    found = [hit for hit in settled(signs(whole), whole) if not is_family_name(seen, hit.start, hit.end)]
    return Findings(
        language=language,
        entities=agreed(text, together(_known(found), seen)),
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


def _known(found: Signs) -> Row:
    """Names and places of the tables; a place inside a name is no entity of its own."""
    names = Row(_named(hit, hit.key.detail, hit.key.name) for hit in found if hit.key.kind == NAME)
    places = (_named(hit, PLACE, hit.key.place) for hit in found if hit.key.place)
    return Row([*names, *names.free(places)])


def _named(hit: Hit[Sign], type: str, known: str) -> Named:
    return Named(hit.start, hit.end, type, hit.form, known)


def _seen(text: str, tags: Sequence[Tag]) -> Row:
    return Row(Named(tag.start, tag.end, tag.type, text[tag.start : tag.end]) for tag in trimmed(text, tags))
