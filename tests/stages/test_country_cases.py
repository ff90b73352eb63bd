"""The ambiguous sentences of tests/golden/countries; `make score` prints the figures."""

import pytest

from country_cases import country_cases
from gold_texts import HALVES
from workers.french.tables import table
from workers.stages.enrich import enrich

CODES = {row["code"] for row in table("countries")}


@pytest.mark.parametrize("half", HALVES)
def test_a_case_is_written_as_the_guide_says(half):
    for case in country_cases(half):
        assert set(case.countries) <= CODES
        assert case.text
        for roles in case.countries.values():
            assert roles == {"mention"} or (roles and roles <= {"place", "actor"})


def test_no_case_stands_in_both_halves():
    tuning, heldout = ({case.text for case in country_cases(half)} for half in HALVES)

    assert not tuning & heldout
    assert len(tuning) + len(heldout) >= 120


def f1(marked, found):
    return 2 * len(marked & found) / (len(marked) + len(found))


@pytest.mark.parametrize("half", HALVES)
def test_countries_and_roles_are_found(half):
    cases = country_cases(half)
    found = [{it.code: it.roles for it in enrich(case.text, [], "fr").countries} for case in cases]

    marked_codes = {(at, code) for at, case in enumerate(cases) for code in case.countries}
    found_codes = {(at, code) for at, countries in enumerate(found) for code in countries}
    marked_roles = {
        (at, code, role) for at, code in marked_codes & found_codes for role in cases[at].countries[code]
    }
    found_roles = {(at, code, role) for at, code in marked_codes & found_codes for role in found[at][code]}
    assert f1(marked_codes, found_codes) >= 0.97
    assert f1(marked_roles, found_roles) >= 0.85
