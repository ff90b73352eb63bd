"""Words with a second life count in company only."""

import pytest

from workers.french.automaton import Automaton
from workers.french.lexicon import of_files, signs, written
from workers.french.signs import KEYWORD, NAME
from workers.french.text import reading

FILES = {
    "names/a.yaml": """\
- {name: Leclerc, type: equipment, aliases: [char XL], after: [char, blindé, classe], guarded: [Leclerc]}
- {name: Orion, type: event, with: [exercice, armée], unless: [ceinture d'Orion]}
- {name: RSF, type: organisation, with: [Soudan, El-Fasher], aliases: [Forces de soutien rapide],
   guarded: [RSF]}
- {name: Reporters sans frontières, type: organisation, aliases: [RSF], with: [presse, journaliste],
   guarded: [RSF]}
""",
    "vocabulary/land.yaml": """\
category: land
terms:
  - fantassin
  - obusier
  - fusil d'assaut
  - {term: char, aliases: [char d'assaut], weak: true, with: [tourelle], unless: [char de carnaval]}
  - {term: base, weak: true, unless: [base de données]}
  - {term: engin, with: [mine], weight: 0.3}
  - sapeur
  - caporal
""",
    "vocabulary/drone.yaml": """category: drone
terms:
  - {term: engin, with: [pilote, drone], weight: 0.3}
""",
}
AUTOMATON = Automaton(list(written(of_files(FILES))))


def found(text, kind=KEYWORD):
    whole = reading(text)
    return [(hit.form, hit.key.name) for hit in signs(whole, AUTOMATON.find(whole)) if hit.key.kind == kind]


def categories(text):
    whole = reading(text)
    return [hit.key.detail for hit in signs(whole, AUTOMATON.find(whole)) if hit.key.kind == KEYWORD]


def test_a_strong_term_counts_alone():
    assert found("Les fantassins dorment.") == [("fantassins", "fantassin")]


def test_a_weak_term_counts_with_a_strong_one_in_its_sentence():
    assert ("char", "char") in found("Un char précède les fantassins.")


def test_a_weak_term_counts_with_its_own_words():
    assert found("Le char a perdu sa tourelle.") == [("char", "char")]


def test_a_weak_term_alone_does_not_count():
    assert found("Le char traverse la place.") == []


def test_company_in_another_sentence_is_none():
    assert found("Les fantassins dorment. Le char passe.") == [("fantassins", "fantassin")]


def test_five_strong_terms_vouch_for_the_whole_text():
    four = "Fantassins, sapeurs, caporaux et fusils d'assaut défilent.\n\nPuis un char passe."
    text = four.replace("sapeurs", "obusiers, sapeurs")

    assert ("char", "char") in found(text)
    assert ("char", "char") not in found(four)


def test_of_a_long_text_one_strong_term_is_no_company():
    sentence = "Les fantassins et leur char défilent."
    long = "Les enfants applaudissent les musiciens. " * 20

    assert ("char", "char") in found(sentence)
    assert ("char", "char") not in found(sentence + " " + long)
    assert ("char", "char") in found(sentence + " " + long + "Un obusier suit.")


def test_of_two_senses_the_one_counts_whose_word_is_nearest():
    assert categories("L'engin sans pilote vole loin de la mine.") == ["drone"]
    assert categories("L'engin et sa mine sont loin du drone.") == ["land"]


def test_a_title_before_a_name_ends_no_sentence():
    assert ("char", "char") in found("Le char de M. Benali suit les fantassins.")


@pytest.mark.parametrize("phrase", ["char de carnaval", "chars de carnaval", "Char de Carnaval"])
def test_a_phrase_hides_the_term_inside(phrase):
    assert found(f"Les fantassins suivent un {phrase}.") == [("fantassins", "fantassin")]


def test_a_phrase_hides_nothing_beside_it():
    assert ("char", "char") in found("Un char de carnaval précède un char et des fantassins.")


def test_the_longest_expression_stands():
    assert ("char d'assaut", "char") in found("Un char d'assaut et des fantassins.")


@pytest.mark.parametrize("before", ["char", "chars", "un char « ", "des blindés", "de classe"])
def test_a_name_counts_after_its_words(before):
    assert found(f"On voit {before} Leclerc.", NAME)[-1:] == [("Leclerc", "Leclerc")]


@pytest.mark.parametrize(
    "text", ["Le général Leclerc", "Un supermarché Leclerc et un char", "Char ? Leclerc"]
)
def test_a_name_after_other_words_does_not_count(text):
    assert ("Leclerc", "Leclerc") not in found(text, NAME)


def test_an_unguarded_form_of_a_guarded_name_counts_alone():
    assert found("Un char XL est passé.", NAME) == [("char XL", "Leclerc")]


def test_the_sentence_tells_two_names_of_one_form_apart():
    assert found("Les RSF ont bombardé El-Fasher.", NAME) == [("RSF", "RSF")]
    assert found("RSF s'inquiète pour les journalistes.", NAME) == [("RSF", "Reporters sans frontières")]
    assert found("RSF a publié un texte.", NAME) == []


def test_a_name_inside_of_its_phrase_is_none():
    assert found("L'armée observe la ceinture d'Orion.", NAME) == []


@pytest.mark.parametrize("odd", ["ﬁ", "œ", "\u00ad", "e\u0301"])
def test_places_are_right_behind_signs_that_fold_to_several_or_none(odd):
    text = f"{odd * 30} puis les fantassins dorment. {odd * 30} Le char passe. Un char suit les fantassins."

    assert [form for form, _ in found(text)].count("char") == 1
