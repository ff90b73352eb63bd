"""The tables of countries, regions, vocabulary and names keep their own rules."""

import pytest

from workers.french.lexicon import automaton, forms, prefixes, table
from workers.french.text import reading

COLUMNS = {
    "countries": ("code", ("names", "demonyms", "capitals", "block")),
    "regions": ("name", ("forms",)),
    "keywords": ("term", ("forms",)),
    "names": ("canonical", ("forms",)),
}
LEAST = {"countries": 200, "regions": 50, "keywords": 250, "names": 250}
TYPES = {"person", "organisation", "place", "event", "equipment", "other"}
SHARED = {
    "congo",
    "congolais",
    "congolaise",
    "congolaises",
    "coree",
    "coreen",
    "coreenne",
    "coreens",
    "coreennes",
}
"""Forms of two countries: the text says which is meant."""


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
    assert firsts == sorted(firsts)
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_has_stray_spaces_or_empty_forms(name):
    for row in table(name):
        for column in COLUMNS[name][1]:
            assert row[column] == "|".join(form.strip() for form in forms(row[column])), row


@pytest.mark.parametrize("name", ["regions", "keywords", "names"])
def test_every_row_has_a_name_and_a_form(name):
    assert all(all(row.values()) for row in table(name))


@pytest.mark.parametrize("name", ["regions", "keywords", "names"])
def test_no_form_stands_twice_in_a_table(name):
    assert {form: keys for form, keys in owners(name).items() if len(keys) > 1} == {}


def test_two_countries_share_only_the_words_that_the_text_settles():
    assert {form for form, keys in owners("countries").items() if len(keys) > 1} == SHARED


def test_no_row_lists_a_form_twice():
    for name, (_, columns) in COLUMNS.items():
        for row in table(name):
            for column in columns:
                folded = [reading(form).folded for form in forms(row[column])]
                assert len(folded) == len(set(folded)), (name, row)


def test_country_codes_are_two_capitals_and_each_country_has_a_name():
    for row in table("countries"):
        assert len(row["code"]) == 2
        assert row["code"].isalpha()
        assert row["code"].isupper()
        assert row["name"]
        assert row["names"]


def test_the_press_says_these_countries():
    codes = {row["code"] for row in table("countries")}

    press = "FR US GB DE RU CN UA ML NE BF TD SN MA DZ TN LY EG SD SS CD CG RW IL PS LB SY IR"
    assert codes.issuperset(press.split())
    assert codes >= {"TW", "XK", "PS", "EH", "HK", "GL", "VA"}


def test_a_demonym_has_feminine_and_plurals():
    rows = {row["code"]: forms(row["demonyms"]) for row in table("countries")}

    assert {"marocain", "marocaine", "marocains", "marocaines"} <= set(rows["MA"])
    assert {"malien", "malienne", "maliens", "maliennes"} <= set(rows["ML"])
    assert {"grec", "grecque", "grecs", "grecques"} <= set(rows["GR"])
    assert {"sénégalais", "sénégalaise", "sénégalaises"} <= set(rows["SN"])


def test_names_are_of_the_known_types():
    assert {row["type"] for row in table("names")} == TYPES


def test_a_prefix_belongs_to_one_country():
    written = [prefix for prefix, _ in prefixes()]

    assert len(written) == len(set(written))
    assert "franco" in written


def test_each_form_of_the_tables_finds_itself():
    for name in ("regions", "keywords", "names"):
        for row in table(name):
            for form in forms(row["forms"]):
                whole = reading(f"Ici, {form}.")
                spans = {(hit.start, hit.end) for hit in automaton().find(whole)}
                assert (5, 5 + len(form)) in spans, form
