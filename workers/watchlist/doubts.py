"""Terms that would set a watch off where something else is meant: told with figures at load time."""

from collections.abc import Iterator

from workers.french.commonness import commonness
from workers.french.guards import guard
from workers.news.expression import AllOf, Expression, Has, Not, OneOf, Term
from workers.news.watch import Watch
from workers.stages.match import as_term, expression
from workers.watchlist.entries import Read
from workers.watchlist.mistakes import Mistake
from workers.watchlist.tree import Loc

CIVIL = 0.4  # share of a word's texts that do not speak of defence, from which it is doubtful

LEAST = 8  # texts of a word from which the share says something


def doubts(read: Read, loc: Loc, watch: Watch) -> Iterator[Mistake]:
    """Gives a warning for each term that alone sets off a watch and often means something else."""
    for number, term in enumerate(_alone(expression(watch))):
        if _is_bare(term) and (why := doubt(term.text)):
            place: Loc = (*loc, "query" if watch.query else "any", number)
            yield read.source.mistake(
                read.root.at(place).place, "ambiguous", why, _help(term.text), level="warning"
            )


def doubt(text: str) -> str:
    """Says why a term is doubtful, with figures; empty where nothing speaks against it."""
    known, common = guard(text), None if text != text.lower() else commonness(text)
    senses = f" ({', '.join(known.unless[:3])})" if known and known.unless else ""
    if common and common.civil >= CIVIL * common.texts and (known or common.texts >= LEAST):
        return (
            f"« {text} » stands in {common.texts} of {common.of} news texts, "
            f"in {common.civil} of them without other words of defence{senses}"
        )
    if known:
        return f"« {text} » also means something else{senses}"
    return ""


def _help(text: str) -> str:
    word = "guard: true, or context: […]" if guard(text) else "context: […]"
    return f"write {{term: {text}, {word}}}, or ask for more in all, near or where"


def _alone(part: Expression) -> list[Term]:
    """Gives the terms of which one alone is enough, whatever is excluded."""
    if isinstance(part, AllOf):
        wanted = [one for one in part.parts if not isinstance(one, Not)]
        return _alone(wanted[0]) if len(wanted) == 1 else []
    parts = part.parts if isinstance(part, OneOf) else (part,)
    terms = [one.term for one in parts if isinstance(one, Has)]
    return terms if len(terms) == len(parts) else []


def _is_bare(term: Term) -> bool:
    return as_term(term.text) == term or not (term.context or term.unless or term.exact or term.gap)
