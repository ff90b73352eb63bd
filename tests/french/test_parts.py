"""Figures, days and names in French text, whatever the way they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.french.parts import DAY, FIGURE, NAME, parts, tokens
from workers.french.text import reading

WEDNESDAY = date(2026, 3, 4)


def of(text: str, kind: str, on: date = WEDNESDAY) -> list[str]:
    return [part.value for part in parts(tokens(reading(text)), on) if part.kind == kind]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("12 morts", ["12"]),
        ("douze morts", ["12"]),
        ("vingt-deux soldats", ["22"]),
        ("vingt et un blessés", ["21"]),
        ("soixante-douze heures", ["72"]),
        ("quatre-vingts obus", ["80"]),
        ("quatre-vingt-dix-sept chars", ["97"]),
        ("deux cents hommes", ["200"]),
        ("trois cent vingt hommes", ["320"]),
        ("mille deux cents hommes", ["1200"]),
        ("dix mille hommes", ["10000"]),
        ("1 200 hommes", ["1200"]),
        ("1.200 hommes", ["1200"]),
        ("1,5 million d'euros", ["1500000"]),
        ("deux milliards de dollars", ["2000000000"]),
        ("une douzaine de blessés", ["~12"]),
        ("un soldat et une infirmière", []),
        ("la 21e édition", ["21e"]),
        ("douze, trois puis quatre", ["12", "3", "4"]),
        ("cent un", ["101"]),
        ("vingt et ensuite rien", ["20"]),
        ("et", []),
    ],
)
def test_a_figure_is_one_however_it_is_written(text, figures):
    assert of(text, FIGURE) == figures


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mardi", ["d1"]),
        ("mardi 3 mars", ["d1"]),
        ("le 3 mars 2026", ["d1"]),
        ("le 1er mars", ["d6"]),
        ("le 12 juin", ["2026-06-12"]),
        ("le 28 décembre", ["2025-12-28"]),
        ("le 31 février", []),
        ("hier", ["d"]),
        ("aujourd'hui", ["d"]),
        ("la sept", []),
    ],
)
def test_a_day_is_its_weekday_when_near_and_its_date_when_far(text, days):
    assert of(text, DAY) == days


def test_months_and_years_are_figures():
    assert of("en mars 2025, puis en avril et en 2024", FIGURE) == ["2025-03", "-04", "2024"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le général Mark Esper", ["esper"]),
        ("au Burkina Faso", ["faso"]),
        ("le Groupe de soutien à l'islam", ["groupe"]),
        ("Selon lui, rien.", []),
        ("Emmanuel Macron parle. Macron se tait.", ["macron", "macron"]),
        ("Kiev dort. La ville de Kiev dort.", ["kiev", "kiev"]),
        ("Ibrahim Boubacar Keïta", ["keita"]),
    ],
)
def test_a_name_is_its_last_word(text, names):
    assert of(text, NAME) == names


@given(st.text(max_size=200))
def test_any_text_has_parts_that_cover_all_its_tokens(text):
    row = tokens(reading(text))
    found = parts(row, WEDNESDAY)
    assert sum(part.length for part in found) == len(row.texts)
    assert [part.tokens for part in found] == sorted({part.tokens for part in found})


NUMBERS = (
    "un une et deux dix vingt quatre cent cents mille million 3 12 2026 mars mai mardi 1er hier Le Mali . d"
)
WORDS = st.sampled_from(NUMBERS.split())


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_row_of_number_words_comes_to_an_end(text):
    row = tokens(reading(text))
    assert sum(part.length for part in parts(row, WEDNESDAY)) == len(row.texts)
