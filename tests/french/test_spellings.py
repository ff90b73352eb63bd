"""One name in two spellings has one skeleton; two names have two."""

import pytest

from workers.french.spellings import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kiev", "kyiv"),
        ("zelensky", "zelenskyy"),
        ("odessa", "odesa"),
        ("kharkiv", "kharkov"),
        ("wagner", "vagner"),
        ("houthis", "huthis"),
        ("hodeida", "odeida"),
        ("kadhafi", "kaddafi"),
        ("sissi", "sisi"),
    ],
)
def test_two_spellings_are_one(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gao", "goa"),
        ("djibo", "dori"),
        ("goma", "bukavu"),
        ("sfax", "mahdia"),
        ("languedoc", "floreal"),
    ],
)
def test_two_names_are_two(one, other):
    assert skeleton(one) != skeleton(other)
