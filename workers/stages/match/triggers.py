"""Which terms must be seen before a watch is looked at: ten thousand watches, and a handful are."""

from collections import Counter
from collections.abc import Iterator

from workers.news.expression import AllOf, Close, Expression, Has, Not, OneOf
from workers.stages.match.lexis import Lexis

Trigger = frozenset[int]
"""Terms of which one must be seen for an expression to hold."""


def triggers(part: Expression, lexis: Lexis, shared: Counter[int]) -> Trigger | None:
    """Gives the terms that the fewest watches ask for; None where an expression can hold without any."""
    match part:
        case Has():
            return frozenset({lexis.looked_for(lexis.number(part.term))})
        case Close():
            sides = [
                frozenset(lexis.looked_for(lexis.number(one)) for one in side)
                for side in (part.left, part.right)
            ]
            return min(sides, key=lambda side: _cost(side, shared))
        case AllOf():
            found = [one for inner in part.parts if (one := triggers(inner, lexis, shared)) is not None]
            return min(found, key=lambda one: _cost(one, shared), default=None)
        case OneOf():
            each = [triggers(inner, lexis, shared) for inner in part.parts]
            return None if None in each else frozenset(number for one in each for number in one or ())
        case _:
            return None


def asked_for(part: Expression, lexis: Lexis) -> Iterator[int]:
    """Gives every term that an expression may be looked at for."""
    match part:
        case Has():
            yield lexis.looked_for(lexis.number(part.term))
        case Close():
            yield from (lexis.looked_for(lexis.number(term)) for term in (*part.left, *part.right))
        case AllOf() | OneOf():
            for inner in part.parts:
                yield from asked_for(inner, lexis)
        case Not():
            return


def _cost(trigger: Trigger, shared: Counter[int]) -> tuple[int, int]:
    return sum(shared[number] for number in trigger), len(trigger)
