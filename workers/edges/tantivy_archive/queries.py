"""A query as Tantivy is asked it; what is no text counts nothing for the rank."""

from collections.abc import Sequence
from functools import singledispatch

import tantivy

from workers.edges.tantivy_archive.analysis import stems
from workers.edges.tantivy_archive.entries import schema
from workers.news.asked import All, Any, Asked, Between, Code, Named, Not, Query, Words
from workers.stages.index import ranking, spelt

MUST, MUST_NOT, SHOULD = tantivy.Occur.Must, tantivy.Occur.MustNot, tantivy.Occur.Should


def ranked(query: Query) -> tantivy.Query:
    """Gives the question with what makes one answer better than another."""
    if query.root is None:
        return tantivy.Query.empty_query()
    better = [(SHOULD, part) for part in _better(query)]
    return tantivy.Query.boolean_query([(MUST, clause(query.root)), *better])


def bare(query: Query) -> tantivy.Query:
    """Gives the question without any rank: for counting."""
    return clause(query.root) if query.root else tantivy.Query.empty_query()


def _better(query: Query) -> list[tantivy.Query]:
    wanted, names = query.words, [_words(name, exact=True) for name in query.names]
    exact = [_boosted(_words(word, exact=True), ranking.EXACT) for word in wanted if not word.exact]
    free = [word for word in wanted if word.scope == "all"]
    about = [tantivy.Query.const_score_query(_about(word), ranking.ABOUT) for word in free]
    together = stems(" ".join(word.readings[0] for word in free))[0]
    if len(free) < 2:  # noqa: PLR2004
        return exact + about + names
    near = _best_of([_weighed(field, together, slop=ranking.NEAR_WORDS) for field in ("title", "body")])
    return [*exact, *about, *names, _boosted(near, ranking.NEAR)]


def _about(word: Words) -> tantivy.Query:
    fields = ("search.entities", "search.keywords")
    return _any([_phrase(field, spelt(reading)) for reading in word.readings for field in fields])


@singledispatch
def clause(asked: Asked) -> tantivy.Query:
    """Gives a part of the tree as Tantivy reads it."""
    raise TypeError(f"no part of a query: {asked!r}")


@clause.register
def _(asked: Words) -> tantivy.Query:
    return _words(asked, exact=asked.exact)


@clause.register
def _(asked: Named) -> tantivy.Query:
    return _unranked(_phrase(f"search.{asked.field}", spelt(asked.text)))


@clause.register
def _(asked: Code) -> tantivy.Query:
    return _unranked(_any([_phrase(asked.field, [value]) for value in asked.values]))


@clause.register
def _(asked: Between) -> tantivy.Query:
    whole = asked.field == "published"
    kind = tantivy.FieldType.Integer if whole else tantivy.FieldType.Float
    least, most = (
        int(bound) if whole and bound is not None else bound for bound in (asked.least, asked.most)
    )
    return _unranked(
        tantivy.Query.range_query(
            schema(),
            asked.field,
            kind,
            least,
            most,
            include_lower=not asked.open_least or least is None,
            include_upper=not asked.open_most or most is None,
        )
    )


@clause.register
def _(asked: Not) -> tantivy.Query:
    return _unranked(
        tantivy.Query.boolean_query([(MUST, tantivy.Query.all_query()), (MUST_NOT, clause(asked.part))])
    )


@clause.register
def _(asked: All) -> tantivy.Query:
    return tantivy.Query.boolean_query([(MUST, clause(part)) for part in asked.parts])


@clause.register
def _(asked: Any) -> tantivy.Query:
    return _any([clause(part) for part in asked.parts])


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(SHOULD, part) for part in parts])


def _unranked(part: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(part, 0.0)


def _boosted(part: tantivy.Query, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(part, boost)


def _best_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query(list(parts))


def _words(asked: Words, *, exact: bool) -> tantivy.Query:
    scopes = ("title", "body") if asked.scope == "all" else (asked.scope,)
    fields = [f"{scope}.exact" if exact else scope for scope in scopes]
    readings = [spelt(reading) if exact else stems(reading)[0] for reading in asked.readings]
    return _best_of([_weighed(field, reading) for reading in readings for field in fields])


def _weighed(field: str, reading: list[str], *, slop: int = 0) -> tantivy.Query:
    part = _phrase(field, reading, slop=slop)
    return _boosted(part, ranking.TITLE) if field.startswith("title") else part


def _phrase(field: str, reading: Sequence[str], *, slop: int = 0) -> tantivy.Query:
    # Tantivy panics at a phrase of one word.
    if len(reading) == 1:
        return tantivy.Query.term_query(schema(), field, reading[0])
    return tantivy.Query.phrase_query(schema(), field, list(reading), slop)
