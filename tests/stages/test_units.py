"""Units that are known by their number."""

import pytest

from workers.stages.enrich.units import units


def found(text):
    return [name.name for name in units(text)]


@pytest.mark.parametrize(
    "unit",
    [
        "47e brigade mécanisée",
        "44e brigade",
        "13e demi-brigade de Légion étrangère",
        "15e groupe d'artillerie royale",
        "1er régiment de chasseurs parachutistes",
        "3e compagnie d'infanterie",
        "2e corps d'armée",
        "27e bataillon de chasseurs alpins",
    ],
)
def test_a_numbered_unit_is_found_with_what_it_is_made_of(unit):
    (name,) = found(f"Un officier de la {unit} l'a confirmé.")

    assert unit.startswith(name)
    assert len(name) > len(unit) / 2


@pytest.mark.parametrize(
    "text",
    [
        "Le club joue en 2e division.",
        "Il finit 3e de son groupe.",
        "La 5e armée du monde.",
        "Le 1er corps de l'État.",
        "Sa 4e base est la confiance.",
        "un 12e round",
    ],
)
def test_what_is_numbered_otherwise_is_no_unit(text):
    assert found(text) == []


def test_places_are_right():
    (name,) = units("Près de Sloviansk, la 95e brigade aéroportée tient.")

    assert (name.start, name.end) == (22, 44)
