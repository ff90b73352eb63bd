"""What is recognised in one text, put together: names, countries, regions, keywords, how military it is."""

from collections.abc import Callable, Iterable, Sequence

from workers.french.automaton import Hit
from workers.french.signs import COUNTRY, KEYWORD, Sign
from workers.french.text import Reading
from workers.french.text import reading as read
from workers.news.document import Findings, Keyword, Span, Tag
from workers.stages.enrich.countries import countries, regions
from workers.stages.enrich.defence import defence_score
from workers.stages.enrich.entities import agreed
from workers.stages.enrich.recognised import recognised
from workers.stages.enrich.roles import Evidence

Signs = Sequence[Hit[Sign]]


def enrich(
    text: str,
    tags: Sequence[Tag],
    language: str,
    reading: Reading | None = None,
    hits: Iterable[Hit[Sign]] | None = None,
) -> Findings:
    """Gives the findings in `text`, of which the first line is the title.

    `tags` are the model's, `reading` is the text's and `hits` an automaton's, if made.
    """
    whole = reading or read(text)
    seen = recognised(whole, tags, hits)
    found = seen.signs
    return Findings(
        language=language,
        entities=agreed(text, seen.names),
        countries=countries(found, whole, _evidence(seen.weighed)),
        regions=regions(found),
        keywords=tuple(
            Keyword(category=sign.detail, term=sign.name, mentions=spans)
            for sign, spans in _by(found, KEYWORD, lambda sign: f"{sign.detail}\t{sign.name}")
        ),
        defence_score=defence_score(text, seen.weighed),
    )


def _evidence(found: Signs) -> list[Evidence]:
    """Who acts for a country that the text names otherwise; one that only a name tells of is not counted."""
    named = {hit.key.detail for hit in found if hit.key.kind == COUNTRY}
    return [(hit.key.acts_for, hit.start, hit.end) for hit in found if hit.key.acts_for in named]


def _by(found: Signs, kind: str, key: Callable[[Sign], str]) -> list[tuple[Sign, tuple[Span, ...]]]:
    """One sign of each key, with all its places, in order of the first."""
    groups: dict[str, tuple[Sign, list[Span]]] = {}
    for hit in found:
        if hit.key.kind == kind:
            groups.setdefault(key(hit.key), (hit.key, []))[1].append((hit.start, hit.end))
    return [(sign, tuple(spans)) for sign, spans in groups.values()]
