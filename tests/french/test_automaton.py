"""Forms are found as whole words, as written, wherever a reader would see them."""

import pytest

from workers.french.automaton import Automaton, longest
from workers.french.text import reading


def forms(term: str, text: str) -> list[str]:
    return [hit.form for hit in Automaton([(term, term)]).find(reading(text))]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Africom", "le chef de l’Africom", ["Africom"]),
        ("Africom", "L'AFRICOM S'INSTALLE", ["AFRICOM"]),
        ("Otan", "« Otan », dit-il qu'Otan", ["Otan", "Otan"]),
        ("N'Djamena", "à N’Djamena.", ["N’Djamena"]),
        ("coup d'État", "un COUP D’ETAT", ["COUP D’ETAT"]),
        (
            "États-Unis",
            "aux Etats-Unis, ÉTATS UNIS, États\nUnis",
            ["Etats-Unis", "ÉTATS UNIS", "États\nUnis"],
        ),
        ("Cédéao", "la Cedeao et la Ce\u0301de\u0301ao", ["Cedeao", "Ce\u0301de\u0301ao"]),
        ("manœuvre", "la manoeuvre, la MANŒUVRE", ["manoeuvre", "MANŒUVRE"]),
        ("Ivoire", "la Côte d'Ivoire", ["Ivoire"]),
        ("AES", "l'AES, puis aes et Aes", ["AES"]),
        ("Otan", "l'otan", ["otan"]),
    ],
)
def test_what_a_reader_would_see_is_found_as_it_is_written(term, text, found):
    assert forms(term, text) == found


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Oman", "un roman"),
        ("Mali", "le malin, un Malien"),
        ("Otan", "les votants"),
        ("Niger", "le Nigeria"),
        ("Daw", "Bah N'Daw"),
        ("hui", "aujourd'hui"),
        ("Sahel", "la bande sahélienne"),
        ("Mali", "mâli"),
        ("congres", "un congrès"),
        ("Union africaine", "l'Union. Africaine"),
        ("Union africaine", "l'Union\n\nafricaine"),
    ],
)
def test_what_is_another_word_is_not_found(term, text):
    assert forms(term, text) == []


def test_every_form_is_found_and_the_longest_can_be_kept():
    automaton = Automaton([("Guinée", "GN"), ("Guinée-Bissau", "GW"), ("Bissau", "capitale")])
    hits = automaton.find(reading("En Guinée-Bissau et en Guinée"))
    assert [hit.key for hit in hits] == ["GN", "GW", "capitale", "GN"]
    assert [hit.key for hit in longest(hits)] == ["GW", "GN"]


def test_one_form_may_stand_for_two_keys():
    hits = Automaton([("Barkhane", "opération"), ("barkhane", "dune")]).find(reading("Barkhane"))
    assert {hit.key for hit in longest(hits)} == {"opération", "dune"}


def test_an_empty_table_finds_nothing():
    assert Automaton([]).find(reading("Mali")) == []
    assert Automaton([(" ", "vide")]).find(reading("a b")) == []
