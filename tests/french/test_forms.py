"""A term has all its written forms, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold_forms import Term, exact_word, ours, score, substring, table
from workers.french.automaton import Automaton
from workers.french.forms import explained, forms, is_gendered
from workers.french.forms.tables import rows
from workers.french.forms.term import MOST
from workers.french.text import reading

FLOOR = 0.99
WRITTEN = (
    "frappe aérienne chef d'état-major convoi naval de la l' à porte-avions garde-côte jeux généraux Mali "
    "OTAN haut anti-aérien premier ministre et lourdement armé œil 2 - ' œ n'est"
)
WORDS = st.sampled_from(tuple(WRITTEN.split()))
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize("held", [False, True])
def test_forms_are_found_and_near_misses_are_not(held):
    figures, wrong = score(ours, tuple(term for term in table() if term.held is held))
    assert (figures.recall >= FLOOR, figures.precision >= FLOOR) == (True, True), wrong


def test_the_gold_table_is_as_large_as_it_says():
    near = [near for term in table() for near in term.near]
    assert len(table()) >= 120
    assert len(near) >= 120
    assert sum(term.held for term in table()) * 2 >= len(table())
    assert len({term.term for term in table()}) == len(table())


def test_no_near_miss_of_the_table_is_a_form():
    for term in table():
        accepted = {reading(form).accented for form in (term.term, *term.forms)}
        assert not accepted & {reading(near).accented for near in term.near if near == near.lower()} or (
            term.term == term.term.upper()
        ), term.term


def test_simpler_ways_are_far_from_it():
    assert score(exact_word, table())[0].recall < 0.5
    assert score(substring, table())[0].precision < 0.8


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("frappe aérienne", "frappe aérienne|frappes aériennes"),
        ("chef-lieu", "chef-lieu|chefs-lieux"),
        ("homme lourdement armé", "homme lourdement armé|hommes lourdement armés"),
        ("task force", "task force|task forces"),
        ("forces spéciales", "forces spéciales|force spéciale"),
        ("en matière de défense", "en matière de défense"),
        ("mine antipersonnel", "mine antipersonnel|mines antipersonnels|mines antipersonnel"),
        ("char Leclerc", "char Leclerc|chars Leclerc"),
        ("travail", "travail|travaux"),
        ("final", "final|finals|finaux"),
        ("délais", "délais|délai"),
        ("palais", "palais"),
        ("convois", "convois|convoi"),
    ],
)
def test_number(term, expected):
    assert {form for form in forms(term) if "anti-" not in form} == set(expected.split("|"))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("tué", "tué|tués|tuée|tuées"),
        ("agresseur", "agresseur|agresseurs|agresseure|agresseures|agresseuse|agresseuses"),
        ("vieux soldat", "vieux soldat|vieux soldats|vieille soldate|vieilles soldates"),
        ("secret", "secret|secrets|secrète|secrètes"),
        ("espion", "espion|espions|espionne|espionnes"),
        ("public", "public|publics|publique|publiques"),
        ("militaire", "militaire|militaires"),
    ],
)
def test_gender_on_request(term, expected):
    assert set(forms(term, feminine=True)) == set(expected.split("|"))


@pytest.mark.parametrize(
    "term", ["malien", "policier", "négociateur", "soldat français", "ancien ministre", "blessé"]
)
def test_persons_and_adjectives_have_a_feminine(term):
    assert is_gendered(term)


@pytest.mark.parametrize(
    "term", ["marin", "armé", "général", "secteur", "convoi naval", "Mali", "soutien", "armement"]
)
def test_another_word_is_no_feminine(term):
    assert not is_gendered(term)


def test_a_name_is_not_inflected_unless_it_is_one_of_a_people():
    assert forms("Burkina Faso") == ("Burkina Faso",)
    assert set(forms("Malien")) == {"Malien", "malien", "maliens"}
    assert "casques bleus" in forms("Casque bleu")


def test_invariable_is_as_written():
    assert forms("frappe aérienne", invariable=True) == ("frappe aérienne",)


def test_every_form_says_which_rules_made_it():
    why = {form.text: form.why for form in explained("accord de coopération militaire")}
    assert why["accord de coopération militaire"] == ()
    assert why["accords de coopération militaires"] == ("plural", "adjective of the first noun")


@given(PHRASES)
def test_the_term_is_its_own_first_form_and_none_comes_twice(term):
    found = forms(term, feminine=True)
    assert found[0] == term
    assert len(found) == len(set(found)) <= MOST


@given(st.sampled_from([term for term in table() if term.term == term.term.lower()]))
def test_every_form_leads_back_to_the_same_matches(term: Term):
    own = forms(term.term)
    automaton = Automaton((form, "") for form in own)
    assert all(automaton.find(reading(form)) for form in own)


@given(st.text(max_size=60))
def test_any_text_has_forms(text):
    assert forms(text, feminine=True)
    is_gendered(text)


@pytest.mark.parametrize("name", ["inflection", "feminines", "spellings", "prefixes"])
def test_the_tables_keep_each_word_once(name):
    for row in rows(name):
        for cell in row[1:]:
            listed = cell.split("|") if cell else []
            assert len(listed) == len(set(listed)), row[0]
    assert len({row[:2] for row in rows(name)}) == len(rows(name))
