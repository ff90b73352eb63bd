"""The company that keeps terms of two senses apart, and the phrases in which they mean something else."""

from dataclasses import dataclass
from functools import cache

from workers.french.forms import forms, is_gendered
from workers.french.forms.tables import rows
from workers.french.text import reading

COMMON = "*"


@dataclass(frozen=True, slots=True)
class Guard:
    """What is known of a term of two senses."""

    company: tuple[str, ...]
    """Words of which one stands in the sentence where it is meant; none where the phrases do."""
    unless: tuple[str, ...]


def guard(term: str) -> Guard | None:
    """Gives the guard of a term in whichever form it is written; None where none is known."""
    return _known().get(reading(term).accented)


def guarded() -> tuple[str, ...]:
    """Gives the terms that have a guard."""
    return tuple(term for term, *_ in rows("guards") if term != COMMON)


@cache
def _known() -> dict[str, Guard]:
    listed = {term: (_cells(company), _cells(unless)) for term, company, unless in rows("guards")}
    common = listed.pop(COMMON)[0]
    known: dict[str, Guard] = {}
    for term, (company, unless) in listed.items():
        whole = common + tuple(word for word in company if word != COMMON) if COMMON in company else company
        for form in forms(term, feminine=is_gendered(term)):
            known[reading(form).accented] = Guard(whole, unless)
    return known


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
