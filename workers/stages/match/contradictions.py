"""Watches that can never fire, and why."""

from functools import cached_property, lru_cache

from workers.french.automaton import Automaton
from workers.french.text import reading
from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf, Term
from workers.news.watch import Watch
from workers.stages.match.expressions import MOST_KNOWN, expression
from workers.stages.match.terms import written_forms


@lru_cache(maxsize=MOST_KNOWN)
def why_never(watch: Watch) -> str:
    """Says why a watch can never fire; empty where it can, as far as can be told."""
    both = sorted(set(watch.where.only) & set(watch.where.never))
    if both and not set(watch.where.only) - set(watch.where.never):
        return f"source '{both[0]}' is both wanted and excluded"
    tree = expression(watch)
    if not gives_places(tree):
        return "nothing in it is a place in the text that could prove a match"
    refused = [term for part in _conjuncts(tree) if (term := _refused(part))]
    if not refused:
        return ""
    return _blocked(tree, _Refusing(refused))


def gives_places(part: Expression) -> bool:
    """Whether an expression that holds has a place in the text to show."""
    match part:
        case Has() | Close():
            return True
        case Fact():
            return part.kind in {"country", "entity", "keyword"}
        case AllOf() | OneOf():
            return any(map(gives_places, part.parts))
        case Not():
            return False


_STEM = 3  # letters that all forms of a term begin with


class _Refusing:
    """Terms of which none may stand in the text."""

    def __init__(self, terms: list[Term]) -> None:
        self._terms = terms
        self._stems = tuple({reading(term.text).folded[:_STEM] for term in terms})

    def within(self, term: Term) -> str:
        """Gives the refused term that stands in every form of a term; empty where one form is free of it."""
        own = reading(term.text).folded
        if not any(stem in own for stem in self._stems):
            return ""  # most terms, without a look at their forms: ten thousand watches load in seconds
        found = [self._automaton.find(reading(form.text)) for form in written_forms(term)]
        return found[0][0].key if found and all(found) else ""

    @cached_property
    def _automaton(self) -> Automaton[str]:
        return Automaton((form.text, term.text) for term in self._terms for form in written_forms(term))


def _conjuncts(part: Expression) -> tuple[Expression, ...]:
    if isinstance(part, AllOf):
        return tuple(one for inner in part.parts for one in _conjuncts(inner))
    return (part,)


def _refused(part: Expression) -> Term | None:
    """Gives a term that may stand nowhere; one refused in some company or field only may stand elsewhere."""
    if not isinstance(part, Not) or not isinstance(part.part, Has):
        return None
    term = part.part.term
    narrow = part.part.fields or term.context or term.unless or term.gap or term.exact or term.case
    return None if narrow else term


def _blocked(part: Expression, refusing: _Refusing) -> str:
    """Says what in an expression cannot be: one part of all, or every part of one."""
    match part:
        case Has():
            hidden = refusing.within(part.term)
            return f"'{part.term.text}' is wanted, and '{hidden}' in it is excluded" if hidden else ""
        case Close():
            return _all_blocked([Has(term=term) for term in part.left], refusing) or _all_blocked(
                [Has(term=term) for term in part.right], refusing
            )
        case AllOf():
            return next((why for one in part.parts if (why := _blocked(one, refusing))), "")
        case OneOf():
            return _all_blocked(part.parts, refusing)
        case _:
            return ""


def _all_blocked(parts: tuple[Expression, ...] | list[Has], refusing: _Refusing) -> str:
    reasons = [_blocked(one, refusing) for one in parts]
    return reasons[0] if reasons and all(reasons) else ""
