"""Words that tell an event's name from that of a weapon, a vehicle or a ship."""

from functools import cache

from workers.french.tables import forms, table
from workers.french.text import reading

EVENT, EQUIPMENT = "event", "equipment"


@cache
def opens_event() -> frozenset[str]:
    """Gives the words, folded, that begin the names of events: « Coupe », « Traité »."""
    return frozenset(_words()[f"{EVENT} name"])


@cache
def heads() -> dict[str, str]:
    """Gives the words, folded, that come before a name, each with what they make of it: « frégate »."""
    return {word: kind for kind in (EVENT, EQUIPMENT) for word in _words()[f"{kind} before"]}


@cache
def _words() -> dict[str, list[str]]:
    return {row["kind"]: [reading(form).folded for form in forms(row["words"])] for row in table("things")}
