"""A query made narrower or wider by a click: terms added, excluded, taken out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workers.news.search import Count
from workers.stages.index.fields import field_named
from workers.stages.index.tokens import clean, tokens

WRITTEN_AS = {
    "countries": "pays",
    "persons": "personne",
    "organisations": "org",
    "places": "lieu",
    "keywords": "mot",
    "categories": "catégorie",
    "sources": "source",
    "agencies": "agence",
    "watches": "veille",
    "languages": "langue",
}
"""The field that a facet's values are asked for with."""
TIMES = frozenset({"since", "before", "after", "day"})
_SIMPLE = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of a query as it is written, its minus with it."""

    text: str
    excluded: bool
    is_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet, and the queries that a click on it makes."""

    value: str
    articles: int
    chosen: bool
    """Whether the query asks for it already."""
    excluded: bool
    with_it: str
    without_it: str


def pieces(query: str) -> list[Piece]:
    """Gives the parts of a query; one whole where it has brackets or OU."""
    text = clean(query).strip()
    found = list(tokens(text))
    if not text or any(token.kind in {"open", "close", "either"} for token in found):
        return [Piece(text=text, excluded=False, is_time=False)] if text else []
    starts = [token.field_at if token.kind == "field" else token.at for token in found if token.kind != "not"]
    minus = [token.at for token in found if token.kind == "not"]
    begins = sorted({_begin(start, minus) for start in starts})
    cut = [text[a:b].strip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]
    return [_piece(part) for part in cut if part]


def _begin(start: int, minus: Sequence[int]) -> int:
    """A part begins at its minus, where one stands right before it."""
    before = [at for at in minus if at < start]
    return before[-1] if before and before[-1] >= start - len("SAUF ") else start


def _piece(text: str) -> Piece:
    token = next((one for one in tokens(text) if one.kind != "not"), None)
    known = field_named(token.field) if token and token.field else None
    excluded = text.startswith(("-", "SAUF ", "NOT "))
    return Piece(text=text, excluded=excluded, is_time=known is not None and known.kind in TIMES)


def term(facet: str, value: str) -> str:
    """Gives what asks for a value: pays:ML, personne:"Assimi Goïta"."""
    plain = value.replace('"', " ").strip()
    quoted = plain if _SIMPLE.fullmatch(plain) else f'"{plain}"'
    return f"{WRITTEN_AS[facet]}:{quoted}"


def plus(query: str, added: str) -> str:
    """Gives the query with a term more; one with OU is bracketed first."""
    found = pieces(query)
    if len(found) == 1 and any(token.kind == "either" for token in tokens(clean(query))):
        query = f"({query.strip()})"
    return f"{query.strip()} {added}".strip()


def minus(query: str, gone: str) -> str:
    """Gives the query without a part, however often it stands there."""
    return " ".join(piece.text for piece in pieces(query) if piece.text != gone)


def within(query: str, times: str) -> str:
    """Gives the query with its times replaced: depuis:2026-03-01 avant:2026-03-05."""
    rest = [piece.text for piece in pieces(query) if not piece.is_time]
    return plus(" ".join(rest), times)


def choices(query: str, facets: Mapping[str, Sequence[Count]]) -> dict[str, list[Choice]]:
    """Gives the values of each facet that has some, with what a click makes of the query."""
    known = {piece.text for piece in pieces(query)}
    return {
        name: [_choice(query, known, term(name, one.value), one) for one in counts]
        for name, counts in facets.items()
        if counts and name in WRITTEN_AS
    }


def _choice(query: str, known: set[str], asked: str, count: Count) -> Choice:
    chosen, excluded = asked in known, f"-{asked}" in known
    bare = minus(query, asked) if chosen else minus(query, f"-{asked}") if excluded else query
    return Choice(
        value=count.value,
        articles=count.articles,
        chosen=chosen,
        excluded=excluded,
        with_it=bare if chosen else plus(bare, asked),
        without_it=bare if excluded else plus(bare, f"-{asked}"),
    )
