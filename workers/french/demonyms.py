"""Countries by their names: their codes, and the words for their people."""

from functools import cache

from workers.french.tables import forms, table
from workers.french.text import reading


def demonyms(country: str) -> tuple[str, ...]:
    """Gives the forms of a country's demonym (malien, maliennes); nothing for what is no country's name."""
    code = country_code(country)
    return _known()[code] if code else ()


def country_code(text: str) -> str:
    """Gives the code of a country by its code or name; empty where it is neither."""
    return text if text in _known() else _codes().get(reading(text).folded, "")


def country_codes() -> tuple[str, ...]:
    """Gives every code."""
    return tuple(_known())


@cache
def _known() -> dict[str, tuple[str, ...]]:
    return {
        row["code"]: tuple(form for form in forms(row["demonyms"]) if not form.endswith("-"))
        for row in table("countries")
    }


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("countries"):
        for name in (row["name"], *forms(row["names"])):
            found.setdefault(reading(name).folded, row["code"])
    return found
