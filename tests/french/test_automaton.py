"""Forms are found as whole words, as written, wherever a reader would see them."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
        ("Otan", "« l’Otan », jusqu’à l'Otan", ["Otan", "Otan"]),
        ("Mali", "LE MALI, lui\u00a0: Mali\u200b.", ["MALI", "Mali"]),
        ("Côte d’Ivoire", "la Cote d'Ivoire", ["Cote d'Ivoire"]),
        ("M’Hamed", "M'hamed, M’HAMED", ["M'hamed", "M’HAMED"]),
        ("O'Brien", "le général O’Brien", ["O’Brien"]),
        ("aujourd'hui", "Aujourd’hui", ["Aujourd’hui"]),
        (
            "Union africaine",
            "Union\u00a0africaine, UNION \n africaine",
            ["Union\u00a0africaine", "UNION \n africaine"],
        ),
        ("AES", "l’A.E.S. tient, l'A.E.S tient", ["A.E.S.", "A.E.S"]),
        ("CEDEAO", "la C.E.D.E.A.O. et la Cedeao", ["C.E.D.E.A.O.", "Cedeao"]),
        ("G5", "le G5 Sahel, le g5", ["G5"]),
        ("ONU", "L’ONU DIT QUE L’ONU", ["ONU", "ONU"]),
        ("Erdoğan", "Erdogan, Erdoğan", ["Erdogan", "Erdoğan"]),
        ("garçon", "garcon", ["garcon"]),
        ("Goita", "Assimi Goïta, Goita", ["Goïta", "Goita"]),
        ("Etats-Unis", "les États-Unis", ["États-Unis"]),
        ("vehicule blinde", "un véhicule blindé", ["véhicule blindé"]),
        ("l'Africom", "l’Africom, le chef d'Africom", ["Africom", "Africom"]),
        ("N'Daw", "Bah N'Daw", ["N'Daw"]),
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
        ("arme", "il est armé"),
        ("Émile", "Èmile"),
        ("congres", "un congrès"),
        ("Union africaine", "l'Union. Africaine"),
        ("Union africaine", "l'Union\n\nafricaine"),
        ("Union africaine", "l'Union, africaine - Union - africaine"),
        ("US", "l'armée U.S.A., les us"),
        ("SA", "l'armée U.S.A."),
        ("UE", "la rue, U.E.M.O.A., elle a pu.e"),
        ("Sana", "à Sana'a"),
        ("Ndjamena", "à N'Djamena"),
        ("été", "il a ètè"),
        ("coup d'État", "deux coups d'État"),
        ("Sahel", "un Sahélien, le sahel_1"),
    ],
)
def test_what_is_another_word_is_not_found(term, text):
    assert forms(term, text) == []


def test_every_form_is_found_and_the_longest_can_be_kept():
    automaton = Automaton([("Guinée", "GN"), ("Guinée-Bissau", "GW"), ("Bissau", "capitale")])
    hits = automaton.find(reading("En Guinée-Bissau et en Guinée"))
    assert [hit.key for hit in hits] == ["GN", "GW", "capitale", "GN"]
    assert [hit.key for hit in longest(hits)] == ["GW", "GN"]


def test_a_table_that_lists_a_form_twice_gives_it_once():
    automaton = Automaton([("États-Unis", "US"), ("Etats-Unis", "US"), ("Etats Unis", "spelling")])
    assert [hit.key for hit in automaton.find(reading("les Etats-Unis"))] == ["US", "spelling"]
    assert [hit.key for hit in automaton.find(reading("les États-Unis"))] == ["US", "spelling"]


def test_hits_come_by_place():
    automaton = Automaton([("b c", 1), ("a b", 2), ("c", 3), ("a b c", 4)])
    assert [hit.key for hit in automaton.find(reading("a b c"))] == [2, 4, 1, 3]


def test_one_form_may_stand_for_two_keys():
    hits = Automaton([("Barkhane", "opération"), ("barkhane", "dune")]).find(reading("Barkhane"))
    assert {hit.key for hit in longest(hits)} == {"opération", "dune"}


def test_an_empty_table_finds_nothing():
    assert Automaton([]).find(reading("Mali")) == []
    assert Automaton([(" ", "vide")]).find(reading("a b")) == []


TERMS = ("Mali", "Otan", "Oman", "Cédéao", "N'Djamena", "coup d'État", "États-Unis", "manœuvre", "Sahel")
TABLE = Automaton([(term, term) for term in TERMS])
WORDS = st.sampled_from((*TERMS, "malin", "romans", "votants", "Sahélien", "l’Otan", "qu'Oman", "et", "."))
BETWEEN = st.sampled_from((" ", "\u00a0", "\n", "  ", ", ", "\n\n", " « ", " - "))
TEXTS = st.lists(st.tuples(WORDS, BETWEEN), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))


def keys(text: str) -> list[str]:
    return [hit.key for hit in TABLE.find(reading(text))]


def without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@given(st.one_of(TEXTS, st.text()))
def test_a_hit_is_where_it_says_and_never_within_a_word(text):
    for hit in TABLE.find(reading(text)):
        assert text[hit.start : hit.end] == hit.form
        assert not text[hit.end : hit.end + 1].isalnum()
        assert not text[: hit.start][-1:].isalnum()


@given(TEXTS)
@example("l’Otan à N'Djamena")
def test_no_way_of_writing_a_text_loses_a_hit(text):
    ways = (
        str.upper,
        str.lower,
        without_accents,
        lambda t: t.replace("'", "’"),
        lambda t: t.replace("œ", "oe"),
    )
    for way in ways:
        assert keys(way(text)) == keys(text)
    for form in ("NFD", "NFC", "NFKC"):
        assert keys(unicodedata.normalize(form, text)) == keys(text)


@given(TEXTS)
def test_the_longest_hits_never_overlap_and_leave_no_room(text):
    hits = TABLE.find(reading(text))
    kept = longest(hits)
    assert all(one.end <= after.start for one, after in pairwise(kept))
    assert all(any(hit.start < one.end and one.start < hit.end for one in kept) for hit in hits)


@given(st.sampled_from(TERMS), st.text(alphabet="abcéoz2", min_size=1, max_size=3), st.booleans())
def test_a_word_within_another_is_never_found(term, more, before):
    assert forms(term, more + term if before else term + more) == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("OTAN", "Otan, OTAN, otan", ["Otan", "OTAN"]),
        ("CAR", "La CAR. Car il part", ["CAR"]),
    ],
)
def test_an_acronym_of_four_letters_is_written_as_a_name_too(term, text, found):
    assert forms(term, text) == found
