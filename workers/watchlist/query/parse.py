"""A query's text to the expression tree."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from workers.news.expression import Expression, Term
from workers.watchlist.query.build import Builder
from workers.watchlist.query.mistake import QueryMistake
from workers.watchlist.query.unexpected import misread

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 2_000  # signs
DEEPEST = 20  # parentheses within each other


def parse(text: str, lists: Mapping[str, tuple[Term, ...]] | None = None) -> Expression:
    """Gives what a query asks for; raises QueryMistake at the first sign that is wrong."""
    from lark.exceptions import UnexpectedInput

    _check(text)
    try:
        tree = _grammar().parse(text)
    except UnexpectedInput as error:
        raise misread(text, error) from error
    return Builder(text, lists or {}).either(tree.children[0])


def _check(text: str) -> None:
    if not text.strip():
        raise QueryMistake(0, "the query is empty", "write a term")
    if len(text) > LONGEST:
        raise QueryMistake(LONGEST, f"the query has more than {LONGEST} signs", "split it into two watches")
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth > DEEPEST:
            raise QueryMistake(at, f"parentheses are nested more than {DEEPEST} deep")


@cache
def _grammar() -> "Lark":
    from lark import Lark

    text = files("workers.watchlist.query").joinpath("grammar.lark").read_text("utf-8")
    return Lark(text, parser="lalr", propagate_positions=True)
