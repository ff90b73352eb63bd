"""The tables of countries, cities and regions: what each written form stands for, and where it lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workers.french.place_guards import NAME
from workers.french.signs import BLOCK, COUNTRY, REGION, Sign
from workers.french.tables import forms, table

NAMED, DEMONYM, CAPITAL, CITY, PROVINCE = "name", "demonym", "capital", "city", "province"
"""What a country's word is: its name, « malien », a seat of government, another city, a part of it."""
_ARTICLES = ("Al-", "El-")  # « al-Bab », « el-Fasher » are written small as well


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city by the name that its variants fold to."""

    name: str
    code: str
    latitude: float
    longitude: float


def geography() -> Iterator[tuple[str, Sign]]:
    """Gives every form of the three tables with what it stands for."""
    for row in table("countries"):
        yield from _country(row)
    for row in table("cities"):
        yield from _city(row)
    for row in table("regions"):
        yield from _region(row)


def prefixes() -> Iterator[tuple[str, Sign]]:
    """Gives the first halves of words such as « franco-malien », without their hyphen."""
    for row in table("countries"):
        for form in forms(row["demonyms"]):
            if form.endswith("-"):
                yield form.removesuffix("-"), Sign(COUNTRY, row["name"], row["code"], part=DEMONYM)


@cache
def country_names() -> dict[str, str]:
    """Gives the French name of each country by its code."""
    return {row["code"]: row["name"] for row in table("countries")}


@cache
def cities() -> dict[tuple[str, str], City]:
    """Gives the cities by name and code."""
    return {(row["name"], row["code"]): _place(row) for row in table("cities")}


@cache
def members() -> dict[str, tuple[str, ...]]:
    """Gives the codes of the countries that lie in a region, or along a sea; none where it means nothing."""
    return {row["name"]: tuple(forms(row["countries"])) for row in table("regions")}


def _place(row: dict[str, str]) -> City:
    return City(
        name=row["name"],
        code=row["code"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _country(row: dict[str, str]) -> Iterator[tuple[str, Sign]]:
    code, name = row["code"], row["name"]
    for form in forms(row["names"]):
        guard = NAME if form.startswith("La ") else ""  # « la Réunion » and « La réunion » are not one
        yield form, _sign(form, name, code, place=name, part=NAMED, guard=guard)
    for form in forms(row["demonyms"]):
        if not form.endswith("-"):
            yield form, _sign(form, name, code, part=DEMONYM)
    for form in forms(row["parts"]):
        yield form, _sign(form, name, code, place=form, part=PROVINCE)
    for form in forms(row["block"]):
        yield form, Sign(BLOCK, name)


def _city(row: dict[str, str]) -> Iterator[tuple[str, Sign]]:
    country = country_names()[row["code"]]
    for form in forms(row["forms"]):
        part = CAPITAL if row["rank"] else CITY
        yield form, _sign(form, country, row["code"], place=row["name"], part=part, guard=row["guard"])


def _region(row: dict[str, str]) -> Iterator[tuple[str, Sign]]:
    for form in forms(row["forms"]):
        place = row["name"] if any(letter.isupper() for letter in form) else ""
        yield form, Sign(REGION, row["name"], place=place, capital=form[0].isupper())


def _sign(form: str, name: str, code: str, *, place: str = "", part: str, guard: str = "") -> Sign:
    capital = form[0].isupper() and not form.startswith(_ARTICLES) and guard != NAME
    return Sign(COUNTRY, name, code, place, capital=capital, part=part, guard=guard)
