"""What a watch asked for, part by part, and what in an article met each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.news.alert import Condition
from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf, Term, TermList
from workers.news.watch import Watch, Where
from workers.stages.match.expressions import as_term, expression, in_fields, terms_of
from workers.stages.match.judge import Judge, Proof, judge
from workers.stages.match.lexis import Lexis
from workers.stages.match.scene import Scene

MOST_SPANS = 20
"""Places told of one condition: what a reader looks at; a term may stand in a text a thousand times."""

Asked = tuple[Condition, Expression | None]
"""A condition, and what holds where it is met; None for what must not be."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The conditions of one watch, ready to be compared with articles."""

    parts: tuple[tuple[Condition, Expression | None, Judge | None], ...]

    def met(self, scene: Scene) -> tuple[Condition, ...]:
        """Gives the conditions with what met them; those of a query only where they did or are negated."""
        told = [_met(condition, part, judge, scene) for condition, part, judge in self.parts]
        return tuple(one for one in told if one is not None)


def grounds(watch: Watch, lexis: Lexis) -> Grounds:
    """Gives a watch's conditions; its terms have their numbers already."""
    return Grounds(
        tuple(
            (condition, part, judge(part, lexis) if part is not None else None)
            for condition, part in (*_terms(watch), *_facts(watch.where), *_query(watch))
        )
    )


def _terms(watch: Watch) -> Iterator[Asked]:
    fields = watch.where.fields
    if watch.any:
        yield _named("any", watch.any), _one(map(as_term, watch.any), fields)
    if watch.all:
        every = tuple(term for wanted in watch.all for term in terms_of(wanted))
        yield _named("all", watch.all), _one(every, fields)  # the watch fired: each of them stands there
    if watch.none:
        yield _named("none", watch.none), None
    if watch.near:
        own = tuple(term for wanted in (*watch.any, *watch.all) for term in terms_of(wanted))
        right = tuple(map(as_term, watch.near.terms))
        close = Close(left=own, right=right, within=watch.near.within, fields=fields)
        yield replace(_named("near", watch.near.terms), detail=str(watch.near.within)), close
    if watch.min_count > 1:
        yield Condition(kind="count", terms=(str(watch.min_count),)), expression(watch)
    if fields:
        yield Condition(kind="field", terms=fields), expression(watch)


def _facts(where: Where) -> Iterator[Asked]:
    asked = [("country", where.countries, "")]
    asked += [("country", codes, role) for role, codes in where.roles]
    asked += [("entity", where.entities, ""), ("keyword", where.keywords, ""), ("source", where.only, "")]
    asked += [("language", where.lang, "")]
    for kind, values, detail in asked:
        if values:
            fact = Fact(kind=kind, values=values, detail=detail)
            yield Condition(kind=kind, terms=values, detail=detail), fact
    if where.never:
        yield Condition(kind="none", terms=where.never, detail="source"), None
    if where.defence is not None:
        kind = "defence" if where.defence else "none"
        score = Fact(kind="defence") if where.defence else None
        yield Condition(kind=kind, terms=(), detail="" if score else "defence"), score


def _query(watch: Watch) -> Iterator[Asked]:
    if watch.query is not None:
        yield from _leaves(in_fields(watch.query, watch.where.fields))


def _leaves(part: Expression) -> Iterator[Asked]:
    """Gives each leaf as a condition of its own: which of them held is what a reader asks."""
    match part:
        case AllOf() | OneOf():
            for inner in part.parts:
                yield from _leaves(inner)
        case Not():
            yield Condition(kind="none", terms=tuple(_texts(part.part)), query=True), None
        case Has():
            yield Condition(kind="any", terms=(part.term.text,), query=True), part
        case Close():
            sides = (" | ".join(term.text for term in side) for side in (part.left, part.right))
            yield Condition(kind="near", terms=tuple(sides), detail=str(part.within), query=True), part
        case Fact():
            yield Condition(kind=part.kind, terms=part.values, detail=part.detail, query=True), part


def _texts(part: Expression) -> Iterator[str]:
    """Gives a line for each alternative of what must not be; what must not be together stays together."""
    match part:
        case OneOf():
            for inner in part.parts:
                yield from _texts(inner)
        case AllOf():
            yield " + ".join(" | ".join(_texts(inner)) for inner in part.parts)
        case Not():
            yield from _texts(part.part)
        case Has():
            yield part.term.text
        case Close():
            yield " ~ ".join(" | ".join(term.text for term in side) for side in (part.left, part.right))
        case Fact():
            yield " | ".join(part.values) or part.kind


def _named(kind: str, terms: Sequence[str | Term | TermList]) -> Condition:
    return Condition(kind=kind, terms=tuple(map(_name, terms)))


def _name(term: str | Term | TermList) -> str:
    """A term by its text, a list by its name as the file has it."""
    return f"${term.name}" if isinstance(term, TermList) else as_term(term).text


def _one(terms: Iterator[Term] | Sequence[Term], fields: tuple[str, ...]) -> Expression:
    return OneOf(parts=tuple(Has(term=term, fields=fields) for term in terms))


def _met(
    condition: Condition, part: Expression | None, judge: Judge | None, scene: Scene
) -> Condition | None:
    if judge is None or part is None:
        return condition
    proofs = judge(scene)
    if proofs is None:
        return None if condition.query else condition
    spans = tuple(sorted({(start, end) for _, start, end in proofs}))
    return replace(condition, met=_by(condition.kind, part, proofs, scene), spans=spans[:MOST_SPANS])


def _by(kind: str, part: Expression, proofs: Sequence[Proof], scene: Scene) -> tuple[str, ...]:
    """What met a condition, in words."""
    if isinstance(part, Fact):
        return _fact(part, proofs, scene)
    match kind:
        case "count":
            return (str(len({proof[1:] for proof in proofs})),)
        case "field":
            return tuple(dict.fromkeys(scene.field(start) for _, start, _ in proofs))
    return tuple(dict.fromkeys(" ".join(scene.text[start:end].split()) for _, start, end in proofs))


def _fact(part: Fact, proofs: Sequence[Proof], scene: Scene) -> tuple[str, ...]:
    """What was recognised, by its name; what has no place in the text, by its value."""
    known = scene.known
    match part.kind:
        case "source":
            return tuple(filter(None, (known.source or known.feed_id,)))
        case "language":
            return tuple(filter(None, (known.language,)))
        case "defence":
            return (f"{known.findings.defence_score:.2f}",) if known.findings else ()
    return tuple(dict.fromkeys(name for name, _, _ in proofs))
