"""A name of no person, place or body is an event or a thing where the lexicon or the words around it tell."""

import pytest

from workers.french.lexicon import automaton
from workers.french.text import reading
from workers.stages.enrich.entities import Named
from workers.stages.enrich.things import typed


def kind(text: str, name: str, model: str = "other") -> str:
    start, whole = text.index(name), reading(text)
    return typed(whole, Named(start, start + len(name), model, name), automaton().find(whole)).type


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Le cargo battant pavillon panaméen, le Sirius Bay, a coulé.", "Sirius Bay", "equipment"),
        ("Deux patrouilleurs Kerguélen sont arrivés.", "Kerguélen", "equipment"),
        ("Un ZK-41 a survolé la base.", "ZK-41", "equipment"),
        ("Les manœuvres Vent d'autan ont commencé.", "Vent d'autan", "event"),
        ("La Coupe des sables revient en mai.", "Coupe des sables", "event"),
        ("Le Sommet de Corinthe est reporté.", "Sommet de Corinthe", "event"),
        ("Le Goncourt va à un inconnu.", "Goncourt", "other"),
        ("Le drone est tombé. Le Goncourt va à un inconnu.", "Goncourt", "other"),
        ("L'an prochain, l'Alto 2031 sera là.", "Alto 2031", "other"),  # a year is no number of a type
    ],
)
def test_the_words_around_a_name_tell_what_it_is(text, name, wanted):
    assert kind(text, name) == wanted


def test_the_lexicon_tells_of_a_form_that_lacks_company():
    assert kind("On attend trois Leclerc de plus.", "Leclerc") == "equipment"


def test_what_the_model_calls_a_person_stays_one():
    assert kind("Le pilote Sirius Bay a été décoré.", "Sirius Bay", "person") == "person"
