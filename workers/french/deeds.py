"""Words that tell what a country's word does in its sentence: powers, deeds, grounds, verbs."""

from functools import cache

from workers.french.tables import forms, table
from workers.french.text import reading


@cache
def deeds(*kinds: str) -> frozenset[str]:
    """Gives the words of the kinds, folded: of « état-major » the last, as words are read one by one."""
    return frozenset().union(*(_deeds()[kind] for kind in kinds))


@cache
def beginnings(kind: str) -> tuple[str, ...]:
    """Gives the words of a kind, each as it begins in a text."""
    return tuple(f" {reading(form).folded}" for form in _words(kind))


@cache
def bare_powers() -> tuple[str, ...]:
    """Gives « l'armée », « le ministère », which are those of the country that the text is about."""
    return tuple(reading(form).folded for form in _words("bare"))


@cache
def _deeds() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(map(_last_word, forms(row["words"]))) for row in table("deeds")}


def _last_word(form: str) -> str:
    return reading(form).folded.rpartition(" ")[2]


def _words(kind: str) -> list[str]:
    return next(forms(row["words"]) for row in table("deeds") if row["kind"] == kind)
