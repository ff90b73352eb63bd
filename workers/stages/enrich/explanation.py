"""Why each marker stands: which entry of the lexicon, which table, which rule or the model made it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workers.french.signs import COUNTRY, KEYWORD, REGION
from workers.news.document import Entity, Findings
from workers.stages.enrich.entities import Named
from workers.stages.enrich.recognised import TABLES, Recognised

_KINDS = {COUNTRY: "country", REGION: "region", KEYWORD: "keyword"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text: `kind` is entity, country, region or keyword, `detail` type, code or category."""

    start: int
    end: int
    form: str
    kind: str
    detail: str
    name: str
    by: str
    """What made it."""


def explained(seen: Recognised, findings: Findings) -> tuple[Mark, ...]:
    """Gives every mark of the findings in order of the text; `seen` is what they were put together from."""
    marks = [*_signs(seen), *_entities(seen.names, findings.entities)]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def _signs(seen: Recognised) -> Iterator[Mark]:
    for hit in seen.signs:
        if hit.key.kind in _KINDS:
            yield Mark(
                start=hit.start,
                end=hit.end,
                form=hit.form,
                kind=_KINDS[hit.key.kind],
                detail=hit.key.detail,
                name=hit.key.name,
                by=hit.key.where or TABLES,
            )


def _entities(names: Iterable[Named], entities: Iterable[Entity]) -> Iterator[Mark]:
    made = {(name.start, name.end): name for name in names}
    for entity in entities:
        for start, end in entity.mentions:
            name = made[start, end]
            yield Mark(
                start=start,
                end=end,
                form=name.name,
                kind="entity",
                detail=entity.type,
                name=entity.canonical,
                by=_reason(name, entity),
            )


def _reason(name: Named, entity: Entity) -> str:
    """What found the name, and what agreement in the article made of it."""
    called = name.known or " ".join(name.name.split())
    reasons = [name.by]
    if name.type != entity.type:
        reasons.append(f"taken for a {name.type} here, for a {entity.type} elsewhere")
    if called != entity.canonical:
        reasons.append(f"{entity.canonical} in full elsewhere in the text")
    return "; ".join(reasons)
