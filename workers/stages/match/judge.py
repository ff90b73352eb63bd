"""Whether an expression holds of an article, with the places that prove it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from workers.french.text import reading
from workers.news.document import Country, Entity, Keyword, Span
from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf
from workers.stages.match.lexis import Lexis
from workers.stages.match.scene import Scene

DEFENCE = 0.5  # score from which a text is one of defence


Proof: TypeAlias = tuple[str, int, int]
"""The term or the name that a place proves, and where it begins and ends: plain, for there are many."""
Proofs: TypeAlias = tuple[Proof, ...]
Judge: TypeAlias = Callable[[Scene], Proofs | None]
"""From an article to the proofs, which may be none; None where the expression does not hold."""


def judge(part: Expression, lexis: Lexis) -> Judge:
    """Gives the judge of an expression, its terms numbered."""
    match part:
        case Has():
            return _has(part, lexis)
        case Close():
            return _close(part, lexis)
        case Fact():
            return _fact(part)
        case AllOf():
            return _all([judge(one, lexis) for one in part.parts])
        case OneOf():
            return _one(part, lexis)
        case Not():
            return _not(part.part, judge(part.part, lexis))


def _has(part: Has, lexis: Lexis) -> Judge:
    number, text, fields = lexis.number(part.term), part.term.text, part.fields

    def holds(scene: Scene) -> Proofs | None:
        return (
            tuple(
                (text, hit.start, hit.end)
                for hit in lexis.places(number, scene)
                if not fields or scene.is_in(fields, hit.start)
            )
            or None
        )

    return holds


def _close(part: Close, lexis: Lexis) -> Judge:
    left = [_has(Has(term=term, fields=part.fields), lexis) for term in part.left]
    right = [_has(Has(term=term, fields=part.fields), lexis) for term in part.right]

    def holds(scene: Scene) -> Proofs | None:
        firsts, seconds = _proofs(left, scene), _proofs(right, scene)
        near: dict[Proof, None] = {}
        for first in firsts:
            for second in seconds:
                if _is_close(scene, part, first, second):
                    near |= {first: None, second: None}
        return tuple(near) or None

    return holds


def _proofs(judges: Sequence[Judge], scene: Scene) -> list[Proof]:
    return [proof for one in judges for proof in one(scene) or ()]


def _is_close(scene: Scene, part: Close, first: Proof, second: Proof) -> bool:
    if part.ordered and second[1] < first[2]:
        return False
    between = scene.words_between(first[1:], second[1:])
    return between is not None and between <= part.within


def _all(judges: Sequence[Judge]) -> Judge:
    def holds(scene: Scene) -> Proofs | None:
        found: list[Proof] = []
        for one in judges:
            proofs = one(scene)
            if proofs is None:
                return None
            found += proofs
        return tuple(found)

    return holds


def _one(part: OneOf, lexis: Lexis) -> Judge:
    leaves = [one for one in part.parts if isinstance(one, Has) and not one.fields]
    if len(leaves) == len(part.parts):
        return _one_term({lexis.number(leaf.term): leaf.term.text for leaf in leaves}, lexis)
    judges = [judge(one, lexis) for one in part.parts]

    def holds(scene: Scene) -> Proofs | None:
        true = [proofs for one in judges if (proofs := one(scene)) is not None]
        return tuple(proof for proofs in true for proof in proofs) if true else None

    return holds


def _one_term(texts: dict[int, str], lexis: Lexis) -> Judge:
    """Terms of which one must stand anywhere, as most watches have them: only those seen are looked at."""
    assembled = frozenset(number for number in texts if lexis.looked_for(number) != number)

    def holds(scene: Scene) -> Proofs | None:
        seen = [number for number in texts if number in scene.seen or number in assembled]
        found = [
            (texts[number], hit.start, hit.end) for number in seen for hit in lexis.places(number, scene)
        ]
        return tuple(found) or None

    return holds


def _not(part: Expression, inner: Judge) -> Judge:
    def holds(scene: Scene) -> Proofs | None:
        if isinstance(part, Fact) and not _is_known(part, scene):
            return ()
        return () if inner(scene) is None else None

    return holds


def _fact(part: Fact) -> Judge:
    wanted = frozenset(_folded(value) for value in part.values)

    def holds(scene: Scene) -> Proofs | None:
        return _found(part, wanted, scene) if _is_known(part, scene) else ()

    return holds


def _is_known(part: Fact, scene: Scene) -> bool:
    if part.kind == "source":
        return scene.known.feed_id is not None
    return (scene.known.language if part.kind == "language" else scene.known.findings) is not None


def _found(part: Fact, wanted: frozenset[str], scene: Scene) -> Proofs | None:
    if part.kind == "source":
        return () if {_folded(scene.known.feed_id or ""), _folded(scene.known.source)} & wanted else None
    if part.kind == "language":
        return () if (scene.known.language or "").partition("-")[0] in wanted else None
    if part.kind == "defence":
        score = scene.known.findings.defence_score if scene.known.findings else 0.0
        return () if score >= DEFENCE else None
    named = list(_named(part, wanted, scene))
    if not named:
        return None
    return tuple((name, start, end) for name, spans in named for start, end in spans)


def _named(part: Fact, wanted: frozenset[str], scene: Scene) -> Iterator[tuple[str, tuple[Span, ...]]]:
    findings = scene.known.findings
    if findings is None:
        return
    if part.kind == "country":
        yield from ((one.name, one.mentions) for one in findings.countries if _is_country(one, part, wanted))
    elif part.kind == "entity":
        yield from (
            (one.canonical, one.mentions) for one in findings.entities if _is_entity(one, part, wanted)
        )
    else:
        yield from ((one.term, one.mentions) for one in findings.keywords if _is_keyword(one, wanted))


def _is_country(country: Country, part: Fact, wanted: frozenset[str]) -> bool:
    named = country.code.lower() in wanted or _folded(country.name) in wanted
    return named and (not part.detail or part.detail in country.roles)


def _is_entity(entity: Entity, part: Fact, wanted: frozenset[str]) -> bool:
    return (not part.detail or entity.type == part.detail) and bool(
        wanted & {_folded(entity.canonical), _folded(entity.text)}
    )


def _is_keyword(keyword: Keyword, wanted: frozenset[str]) -> bool:
    return keyword.category.lower() in wanted or _folded(keyword.term) in wanted


def _folded(text: str) -> str:
    return reading(text).folded
