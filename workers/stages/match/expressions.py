"""A watch as written, key by key, to one expression tree."""

from collections.abc import Iterator
from functools import lru_cache

from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf, Term, TermList
from workers.news.watch import Watch, Where

MOST_KNOWN = 30_000
"""Watches of which what follows from them is remembered: when their file changes, most stay as they are."""


@lru_cache(maxsize=MOST_KNOWN)
def expression(watch: Watch) -> Expression:
    """Gives what a watch asks for; a watch that asks for nothing never holds."""
    wanted = [*_terms(watch), *_facts(watch.where)]
    if not wanted:
        return OneOf(parts=())
    unwanted = [Not(part=Has(term=as_term(term))) for term in watch.none]
    unwanted += [Not(part=Fact(kind="source", values=watch.where.never))] if watch.where.never else []
    return _all([*wanted, *unwanted])


def as_term(term: str | Term) -> Term:
    """Gives a term, a bare text being one of which nothing more is to say."""
    return Term(text=term) if isinstance(term, str) else term


def terms_of(wanted: str | Term | TermList) -> tuple[Term, ...]:
    """Gives the terms of which one is wanted."""
    return wanted.terms if isinstance(wanted, TermList) else (as_term(wanted),)


def _terms(watch: Watch) -> Iterator[Expression]:
    fields = watch.where.fields
    if watch.any:
        yield _one([Has(term=as_term(term), fields=fields) for term in watch.any])
    for wanted in watch.all:
        yield _one([Has(term=term, fields=fields) for term in terms_of(wanted)])
    if watch.near:
        own = tuple(term for wanted in (*watch.any, *watch.all) for term in terms_of(wanted))
        right = tuple(map(as_term, watch.near.terms))
        yield Close(left=own, right=right, within=watch.near.within, fields=fields)
    if watch.query:
        yield in_fields(watch.query, fields)


def asks_findings(part: Expression) -> bool:
    """Whether a tree asks for what is recognised in an article, beside its words, source and language."""
    match part:
        case AllOf() | OneOf():
            return any(map(asks_findings, part.parts))
        case Not():
            return asks_findings(part.part)
        case Fact():
            return part.kind not in {"source", "language"}
        case _:
            return False


def in_fields(part: Expression, fields: tuple[str, ...]) -> Expression:
    """Gives a tree whose leaves stand in these fields, but for those that name their own or are negated."""
    if not fields:
        return part
    if isinstance(part, Has):
        return part if part.fields else Has(term=part.term, fields=fields)
    if isinstance(part, Close) and not part.fields:
        return Close(
            left=part.left, right=part.right, within=part.within, ordered=part.ordered, fields=fields
        )
    if isinstance(part, AllOf | OneOf):
        return type(part)(parts=tuple(in_fields(one, fields) for one in part.parts))
    return part


def _facts(where: Where) -> Iterator[Expression]:
    if where.countries or where.roles:
        facts: list[Expression] = [Fact(kind="country", values=where.countries)] if where.countries else []
        facts += [Fact(kind="country", values=codes, detail=role) for role, codes in where.roles]
        yield _one(facts)
    for kind, values in (
        ("entity", where.entities),
        ("keyword", where.keywords),
        ("source", where.only),
        ("language", where.lang),
    ):
        if values:
            yield Fact(kind=kind, values=values)
    if where.defence is not None:
        yield Fact(kind="defence") if where.defence else Not(part=Fact(kind="defence"))


def _all(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else AllOf(parts=tuple(parts))


def _one(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else OneOf(parts=tuple(parts))
