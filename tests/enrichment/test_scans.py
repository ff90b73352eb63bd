"""Scanned pages: words cut at the ends of lines are whole again, and every mark is where the text has it."""

import pytest

from workers.french.text import reading
from workers.news.document import Tag
from workers.stages.enrich import enrich, moved_back, unwrapped

PAGE = (
    "M. Marcel\nAuba-\nnel ,  venu d' Alger , sert à bord du porte-\navions.\n\n"
    "Il a vu des véhicules blin-\ndés."
)


def test_the_model_is_shown_the_text_as_it_was_before_it_was_set():
    shown, _ = unwrapped(PAGE)

    assert shown == (
        "M. Marcel Aubanel, venu d'Alger, sert à bord du porte- avions.\n\nIl a vu des véhicules blindés."
    )


@pytest.mark.parametrize(
    "text", ["", "Le porte-\navions appareille.", "Un mot\n- un tiret", "Les États-\nUnis"]
)
def test_other_texts_are_shown_as_they_are(text):
    assert unwrapped(text) == (text, None)


def test_a_name_that_is_cut_stands_where_the_text_has_it_and_is_called_whole():
    shown, places = unwrapped(PAGE)
    start = shown.index("Marcel")
    tags = moved_back([Tag(start=start, end=start + len("Marcel Aubanel"), type="person")], places)
    entity = enrich(PAGE, tags, "fr").entities[0]

    assert [PAGE[start:end] for start, end in entity.mentions] == ["Marcel\nAuba-\nnel"]
    assert entity.canonical == "Marcel Aubanel"


def test_a_term_that_is_cut_is_found():
    found = enrich(PAGE, [], "fr").keywords
    forms = {PAGE[start:end] for keyword in found for start, end in keyword.mentions}

    assert "véhicules blin-\ndés" in forms
    assert "porte-\navions" in forms


def test_a_cut_word_is_read_whole():
    assert reading("des blin-\ndés").folded == "des blindes"
    assert reading("Etats-\nUnis").folded == "etats unis"
