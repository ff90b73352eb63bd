"""The tables of countries, regions, vocabulary and names, found in a text in one pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workers.french.automaton import Automaton, Hit, longest
from workers.french.text import Reading

COUNTRY, REGION, KEYWORD, NAME, BLOCK = "country", "region", "keyword", "name", "block"
PLACES = frozenset({COUNTRY, REGION, BLOCK})


@dataclass(frozen=True, slots=True)
class Sign:
    """What a form stands for: `name` is canonical, `detail` a code, a category or a type.

    `place` is the place that the form itself names (« Bamako » for Mali), empty for « malien ».
    """

    kind: str
    name: str
    detail: str = ""
    place: str = ""
    capital: bool = False
    """Whether the form counts only where it begins with a capital: « Tours », not « tours »."""


def table(name: str) -> list[dict[str, str]]:
    """Gives the rows of a table by their column names."""
    text = files("workers.french").joinpath("data", f"{name}.tsv").read_text("utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def forms(cell: str) -> list[str]:
    """Gives the forms in a cell."""
    return [form for form in cell.split("|") if form]


@cache
def automaton() -> Automaton[Sign]:
    """Gives every form of every table."""
    return Automaton([*_countries(), *_regions(), *_keywords(), *_names()])


def signs(reading: Reading) -> list[Hit[Sign]]:
    """Gives what the tables know of a text; where forms of one kind overlap, the longest stands.

    Names do not hide the countries in them: « commandement américain pour l'Afrique » speaks of both.
    """
    hits = [hit for hit in automaton().find(reading) if hit.form[0].isupper() or not hit.key.capital]
    found = longest(hit for hit in hits if hit.key.kind in PLACES)
    for kind in (KEYWORD, NAME):
        found += longest(hit for hit in hits if hit.key.kind == kind)
    return [hit for hit in found if hit.key.kind != BLOCK]


def prefixes() -> Iterator[tuple[str, Sign]]:
    """Gives the first halves of words such as « franco-malien », without their hyphen."""
    for row in table("countries"):
        for form in forms(row["demonyms"]):
            if form.endswith("-"):
                yield form.removesuffix("-"), Sign(COUNTRY, row["name"], row["code"])


def _countries() -> Iterator[tuple[str, Sign]]:
    for row in table("countries"):
        code, name = row["code"], row["name"]
        for form in forms(row["names"]):
            yield form, _sign(COUNTRY, form, name, code, place=name)
        for form in forms(row["demonyms"]):
            if not form.endswith("-"):
                yield form, _sign(COUNTRY, form, name, code)
        for form in forms(row["capitals"]):
            yield form, _sign(COUNTRY, form, name, code, place=form)
        for form in forms(row["block"]):
            yield form, Sign(BLOCK, name)


def _regions() -> Iterator[tuple[str, Sign]]:
    for row in table("regions"):
        for form in forms(row["forms"]):
            place = row["name"] if any(letter.isupper() for letter in form) else ""
            yield form, _sign(REGION, form, row["name"], place=place)


def _keywords() -> Iterator[tuple[str, Sign]]:
    for row in table("keywords"):
        for form in forms(row["forms"]):
            yield form, _sign(KEYWORD, form, row["term"], row["category"])


def _names() -> Iterator[tuple[str, Sign]]:
    for row in table("names"):
        for form in forms(row["forms"]):
            yield form, _sign(NAME, form, row["canonical"], row["type"])


def _sign(kind: str, form: str, name: str, detail: str = "", *, place: str = "") -> Sign:
    return Sign(kind, name, detail, place, capital=form[0].isupper())
