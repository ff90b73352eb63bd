"""The parser's tree to the expression tree, each part checked at its place."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from workers.french.demonyms import country_code
from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf, Term
from workers.watchlist.explain import nearest
from workers.watchlist.query.fields import FACTS, NAMES, PLACES
from workers.watchlist.query.mistake import QueryMistake
from workers.watchlist.term_text import term_trouble

if TYPE_CHECKING:
    from lark import Token, Tree

    Part = Tree[Token]


_SMALL_OPERATORS = frozenset({"et", "ou", "sauf", "and", "or", "not"})


class Builder:
    """Builds the tree of one query; `lists` are the named lists of terms."""

    def __init__(self, text: str, lists: Mapping[str, tuple[Term, ...]]) -> None:
        self._text = text
        self._lists = lists

    def either(self, part: Any, field: str = "") -> Expression:  # noqa: ANN401 - lark's trees are of anything
        """Gives parts between OR."""
        return _joined(OneOf, [self._both(one, field) for one in part.children])

    def _both(self, part: "Part", field: str) -> Expression:
        return _joined(AllOf, [self._part(one, field) for one in part.children])

    def _part(self, part: Any, field: str) -> Expression:  # noqa: ANN401
        if part.data == "without":
            return Not(part=self._part(part.children[0], field))
        if part.data == "close":
            return self._close(part.children, field)
        if part.data == "group":
            return self.either(part.children[0], field)
        if part.data == "field":
            return self._field(part.children[0], part.children[1], field)
        return self._leaf(part, field)

    def _leaf(self, part: "Part", field: str) -> Expression:
        if field in FACTS:
            return self._fact(part, field)
        fields = (PLACES[field],) if field else ()
        return _joined(OneOf, [Has(term=term, fields=fields) for term in self._terms(part)])

    def _field(self, name: "Token", part: "Part", around: str) -> Expression:
        field = str(name)[:-1].lower()
        if field not in NAMES:
            raise QueryMistake(_at(name), f"there is no field '{field}'", nearest(field, NAMES))
        if around:
            raise QueryMistake(_at(name), f"field '{field}' stands within field '{around}'", "take one away")
        return self._part(part, field)

    def _fact(self, part: "Part", field: str) -> Fact:
        kind, detail = FACTS[field]
        values = [self._value(kind, term.text, part) for term in self._terms(part)]
        return Fact(kind=kind, values=tuple(values), detail=detail)

    def _value(self, kind: str, text: str, part: "Part") -> str:
        if kind != "country":
            return text
        if code := country_code(text):
            return code
        raise QueryMistake(
            _at(part), f"'{text}' is no country", "write its French name or its code, such as ML"
        )

    def _terms(self, part: "Part") -> tuple[Term, ...]:
        tokens = cast("Sequence[Token]", part.children)
        if part.data == "list":
            return self._listed(tokens[0])
        text = str(tokens[0]).strip('"')
        if part.data == "word" and text in _SMALL_OPERATORS:
            help = f"write {text.upper()} for the operator, or quotes around the word"
            raise QueryMistake(_at(tokens[0]), f"'{text}' in small letters is a word, not an operator", help)
        if trouble := term_trouble(text):
            raise QueryMistake(_at(tokens[0]), *trouble)
        gap = int(tokens[1][1:]) if part.data == "loose" else 0
        return (Term(text=text, exact=part.data == "exact", gap=gap),)

    def _listed(self, token: "Token") -> tuple[Term, ...]:
        name = str(token)[1:]
        if name not in self._lists:
            known = nearest(name, self._lists) if self._lists else "add it under 'terms:'"
            raise QueryMistake(_at(token), f"there is no list '${name}'", known)
        return self._lists[name]

    def _close(self, children: Sequence[Any], field: str) -> Expression:
        sides = [self._side(one, field) for one in children[::2]]
        operators = [str(one) for one in children[1::2]]
        return _joined(
            AllOf,
            [
                Close(
                    left=left,
                    right=right,
                    within=int(operator.partition("/")[2]),
                    ordered=operator.startswith("O"),
                    fields=fields,
                )
                for ((left, fields), (right, _)), operator in zip(pairwise(sides), operators, strict=True)
            ],
        )

    def _side(self, part: "Part", field: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
        built = self._part(part, field)
        leaves = built.parts if isinstance(built, OneOf) else (built,)
        if not all(isinstance(leaf, Has) for leaf in leaves):
            raise QueryMistake(
                _at(part),
                "expected a term beside NEAR, or terms between OR in parentheses",
                "move the rest out",
            )
        has = cast("tuple[Has, ...]", leaves)
        return tuple(leaf.term for leaf in has), has[0].fields if has else ()


def _joined(kind: type[AllOf] | type[OneOf], parts: Sequence[Expression]) -> Expression:
    """Gives one node for parts joined alike, however they were put in parentheses."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, kind) else (part,))]
    return flat[0] if len(flat) == 1 else kind(parts=tuple(flat))


def _at(part: Any) -> int:  # noqa: ANN401
    place = part.start_pos if hasattr(part, "start_pos") else part.meta.start_pos
    return int(place or 0)
