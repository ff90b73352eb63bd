"""The words for the people of a country: malien, maliennes."""

from functools import cache

from workers.french.lexicon import forms, table
from workers.french.text import reading


def demonyms(country: str) -> tuple[str, ...]:
    """Gives the forms of a country's demonym, nothing for what is no country's name."""
    return _by_name().get(reading(country).folded, ())


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("countries"):
        listed = tuple(form for form in forms(row["demonyms"]) if not form.endswith("-"))
        for name in (row["name"], *forms(row["names"])):
            found.setdefault(reading(name).folded, listed)
    return found
