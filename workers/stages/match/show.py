"""An expression tree as a person reads it."""

from collections.abc import Iterator

from workers.news.expression import AllOf, Close, Expression, Fact, Has, Not, OneOf, Term

INDENT = "  "
FACTS = {
    "country": "country",
    "entity": "name",
    "keyword": "vocabulary",
    "source": "source",
    "language": "language",
}


def shown(part: Expression, depth: int = 0) -> Iterator[str]:
    """Gives the tree, a line a part, what is within a part further in."""
    match part:
        case AllOf() | OneOf():
            yield INDENT * depth + ("all of" if isinstance(part, AllOf) else "one of")
            for inner in part.parts:
                yield from shown(inner, depth + 1)
        case Not():
            first, *rest = shown(part.part, depth)
            yield f"{INDENT * depth}not {first.strip()}"
            yield from rest
        case _:
            yield INDENT * depth + leaf(part)


def leaf(part: Has | Close | Fact) -> str:
    """Gives a leaf on one line."""
    match part:
        case Has():
            return term(part.term) + _in(part.fields)
        case Close():
            order = " before" if part.ordered else ""
            left, right = (" or ".join(map(term, side)) for side in (part.left, part.right))
            return f"{left}, {part.within} words at most{order}, {right}{_in(part.fields)}"
        case Fact():
            return _fact(part)


def term(asked: Term) -> str:
    """Gives a term with its options."""
    options = [
        *(["as written"] if asked.exact else []),
        *(["its capitals count"] if asked.case else ["capitals or not"] if asked.case is False else []),
        *(["no other form"] if not (asked.inflect or asked.exact) else []),
        *(["its people too"] if asked.demonyms else []),
        *([f"{asked.gap} words between at most"] if asked.gap else []),
        *([f"with {' or '.join(asked.context)} in the {asked.context_in}"] if asked.context else []),
        *([f"but for {', '.join(asked.unless)}"] if asked.unless else []),
    ]
    return f"« {asked.text} »" + (f" ({'; '.join(options)})" if options else "")


def _in(fields: tuple[str, ...]) -> str:
    return f" in {' or '.join(fields)}" if fields else ""


def _fact(part: Fact) -> str:
    if part.kind == "defence":
        return "a defence text"
    detail = f" as {part.detail}" if part.detail else ""
    return f"{FACTS[part.kind]} {' or '.join(part.values)}{detail}"
