"""The sentences of tests/golden/countries, read, and the findings in them counted."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "golden" / "countries"


@dataclass(frozen=True)
class CountryCase:
    """A sentence and the countries that it speaks of, each with its roles."""

    countries: dict[str, frozenset[str]]
    text: str


def country_cases(half: str) -> list[CountryCase]:
    """The cases of `tuning` or `heldout`."""
    return [_case(line) for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines()]


def _case(line: str) -> CountryCase:
    head, _, text = line.partition(" | ")
    cells = (cell.split() for cell in head.split(",") if cell.strip() != "-")
    countries = {code: frozenset(roles) for code, *roles in cells}
    return CountryCase(countries, text.replace(" ¶ ", "\n\n"))
