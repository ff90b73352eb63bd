"""The tables of countries, regions, vocabulary and names keep their own rules."""

import pytest

from workers.french.lexicon import automaton
from workers.french.tables import forms, table
from workers.french.text import reading

COLUMNS = {
    "countries": ("code", ("names", "demonyms", "parts", "block")),
    "cities": ("code", ("forms",)),
    "regions": ("name", ("forms",)),
}
LEAST = {"countries": 240, "cities": 500, "regions": 120}


def owners(name):
    """Gives the keys under which each folded form stands."""
    key, columns = COLUMNS[name]
    found: dict[str, set[str]] = {}
    for row in table(name):
        for column in columns:
            for form in forms(row[column]):
                found.setdefault(reading(form).folded, set()).add(row[key])
    return found


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_is_long_enough_and_sorted(name):
    rows = [tuple(row.values()) for row in table(name)]

    assert len(rows) >= LEAST[name]
    firsts = [row[:1] if name in ("countries", "regions") else row[:2] for row in rows]
    if name == "cities":  # by country, then by name
        firsts = [(code, city) for city, code, *_ in rows]
    assert firsts == sorted(firsts)
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_has_stray_spaces_or_empty_forms(name):
    for row in table(name):
        for column in COLUMNS[name][1]:
            assert row[column] == "|".join(form.strip() for form in forms(row[column])), row


@pytest.mark.parametrize("name", ["regions"])
def test_every_row_has_a_name_and_a_form(name):
    assert all(row["forms"] and row[COLUMNS[name][0]] for row in table(name))


@pytest.mark.parametrize("name", ["regions"])
def test_no_form_stands_twice_in_a_table(name):
    assert {form: keys for form, keys in owners(name).items() if len(keys) > 1} == {}


def test_no_row_lists_a_form_twice():
    for name, (_, columns) in COLUMNS.items():
        for row in table(name):
            for column in columns:
                folded = [reading(form).folded for form in forms(row[column])]
                assert len(folded) == len(set(folded)), (name, row)


def test_each_form_of_the_tables_finds_itself():
    for name in ("regions",):
        for row in table(name):
            for form in forms(row["forms"]):
                whole = reading(f"Ici, {form}.")
                spans = {(hit.start, hit.end) for hit in automaton().find(whole)}
                assert (5, 5 + len(form)) in spans, form
