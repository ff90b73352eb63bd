"""Names told by the word before them, by their own figures, by the brackets they stand in."""

import pytest

from workers.news.document import Tag
from workers.stages.enrich import enrich


def names(text, *tags):
    found = enrich(
        text,
        [Tag(start=text.index(form), end=text.index(form) + len(form), type=of) for form, of in tags],
        "fr",
    )
    return {(text[start:end], entity.type) for entity in found.entities for start, end in entity.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'exercice bilatéral Corail bleu 2026 a pris fin.", ("Corail", "event")),
        ("L'opération « Vent du large » se poursuit.", ("Vent du large", "event")),
        ("La frégate Anne de Kermor appareille.", ("Anne de Kermor", "equipment")),
        ("Le cargo « Belle Ourse » dérive.", ("Belle Ourse", "equipment")),
        ("Un drone kamikaze Korrigan a explosé.", ("Korrigan", "equipment")),
        ("La convention de Kermor interdit le sel.", ("convention de Kermor", "event")),
        ("Un KC-999A ravitaille deux chasseurs.", ("KC-999A", "equipment")),
        ("Deux Gripen E ont décollé.", ("Gripen E", "equipment")),
        ("Un UX-100 et un RNX-7 décollent.", ("UX-100", "equipment")),
        ("Le NK-90 décolle.", ("NK-90", "equipment")),
        ("Un J-10X décolle.", ("J-10X", "equipment")),
        ("L'accord de Kermor du Premier ministre a vécu.", ("accord de Kermor", "event")),
    ],
)
def test_exercises_ships_and_designations_need_no_lexicon(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le capitaine de frégate Anne Kermor a parlé.",
        "L'opération de Kermor a réussi.",
        "LA FRÉGATE KERMOR APPAREILLE",
        "Il est huit heures à UTC-5, selon les U-20.",
        "La N-7 et la RN-7 sont coupées.",
        "À J-7 du vote, comme à J-100, les M-23 et le G-20 se taisent depuis Mai-68.",
        "L'opération\nKermor",
        "Le traité de\nKermor",
        "L'accord du Premier ministre, la déclaration du Président et celle du Roi.",
    ],
)
def test_what_only_looks_so_is_none(text):
    assert not names(text)


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("La conférence de Marcel Aubanel a fait salle comble.", "Marcel Aubanel", "person"),
        ("La vedette Anne Kermor a chanté.", "Anne Kermor", "person"),
        ("Des missiles Kermor Systèmes ont été livrés.", "Kermor Systèmes", "organisation"),
    ],
)
def test_a_person_or_maker_that_the_model_saw_behind_a_head_stands(text, name, type):
    assert names(text, (name, type)) == {(name, type)}


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("Des missiles MBDA et un radar Thales ont été livrés.", "MBDA", "organisation"),
        ("L'accord de Kermor tient.", "accord de Kermor", "event"),
    ],
)
def test_the_gazetteer_stands_before_a_head_and_a_head_before_the_model_s_place(text, name, type):
    assert (name, type) in names(text, (name.removeprefix("accord de "), "place"))


def test_a_standard_is_no_part_of_a_name():
    assert ("Rafale", "equipment") in names("Le Rafale F5 volera en 2033.")


def test_an_acronym_in_brackets_is_what_the_name_before_it_is():
    text = "La Direction des archives (Darko) a brûlé."

    assert ("Darko", "organisation") in names(
        text, ("Direction des archives", "organisation"), ("Darko", "person")
    )


def test_a_guarded_name_that_was_told_once_counts_in_all_the_text():
    found = names("L'exercice Varuna s'achève. Varuna reviendra.")

    assert found == {("Varuna", "event")}
    assert not names("Varuna reviendra.")
