"""The tables of countries, cities and regions keep their own rules."""

from workers.french.geography import cities, country_names, geography, members, prefixes
from workers.french.lexicon import automaton
from workers.french.place_guards import GUARDS
from workers.french.senses import EVERY, senses
from workers.french.tables import forms, table
from workers.french.text import reading

CODES = {row["code"] for row in table("countries")}


def owners():
    """Gives the codes that each folded form may stand for."""
    found: dict[str, set[str]] = {}
    for row in table("countries"):
        for column in ("names", "demonyms", "parts"):
            for form in forms(row[column]):
                if not form.endswith("-"):
                    found.setdefault(reading(form).folded, set()).add(row["code"])
    for row in table("cities"):
        for form in forms(row["forms"]):
            found.setdefault(reading(form).folded, set()).add(row["code"])
    return found


def test_what_two_countries_share_is_settled_by_a_rule():
    shared = {form for form, codes in owners().items() if len(codes) > 1}

    assert shared - senses().keys() == set()
    assert {"congo", "tripoli", "georgie", "vienne"} <= shared


def test_a_rule_is_for_a_form_of_the_tables_and_chooses_among_its_countries():
    known = owners()

    for form, rules in senses().items():
        assert form in known, form
        assert {rule.code for rule in rules} - {EVERY, "-"} <= known[form], form


def test_a_words_last_rule_asks_nothing():
    for form, rules in senses().items():
        last = rules[-1]
        assert [last.before, last.after, bool(last.sentence), bool(last.text)] == [
            None,
            None,
            False,
            False,
        ], form


def test_every_rule_says_why():
    assert all(row["why"] for row in table("senses"))


def test_a_city_lies_in_a_country_of_the_table_and_on_the_globe():
    for city in cities().values():
        assert city.code in CODES
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180


def test_coordinates_have_two_places():
    for row in table("cities"):
        for column in ("latitude", "longitude"):
            assert len(row[column].partition(".")[2]) == 2, row


def test_a_city_has_a_known_rank_and_guard():
    assert {row["rank"] for row in table("cities")} == {"", "capital"}
    assert {row["guard"] for row in table("cities")} <= GUARDS | {""}


def test_two_cities_of_one_country_share_no_form():
    seen: dict[tuple[str, str], str] = {}
    for row in table("cities"):
        for form in forms(row["forms"]):
            assert seen.setdefault((row["code"], reading(form).folded), row["name"]) == row["name"]


def test_the_members_of_a_region_are_countries_in_order():
    for region, codes in members().items():
        assert set(codes) <= CODES, region
        assert list(codes) == sorted(set(codes)), region


def test_regions_of_the_press_have_members():
    assert members()["Sahel"] == ("BF", "ML", "MR", "NE", "TD")
    assert members()["pays baltes"] == ("EE", "LT", "LV")
    assert members()["Europe"] == ()


def test_a_country_is_called_by_its_french_name():
    assert country_names()["CI"] == "Côte d'Ivoire"


def test_each_geographic_form_finds_itself():
    for form, _ in geography():
        whole = reading(f"Ici, {form}.")
        assert (5, 5 + len(form)) in {(hit.start, hit.end) for hit in automaton().find(whole)}, form


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


def test_a_prefix_belongs_to_one_country():
    written = [prefix for prefix, _ in prefixes()]

    assert len(written) == len(set(written))
    assert "franco" in written
