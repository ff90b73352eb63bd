"""What is doubtful in a lexicon is told: mistakes, entries given twice, collisions, common words."""

from workers.french.lexicon import automaton, lexicon, of_files, written
from workers.french.lexicon.check import doubts
from workers.french.signs import KEYWORD, NAME
from workers.french.text import reading


def told(*files, frequency=None):
    known = of_files({f"{number}.yaml": text for number, text in enumerate(files)})
    return [(doubt.kind, doubt.where, doubt.message) for doubt in doubts(known, frequency)]


def test_a_mistake_is_told():
    assert told("- {name: X, type: chose}")[0][:2] == ("mistake", "0.yaml:1")


def test_an_entry_given_twice_is_told():
    entry = "- {name: Majal, type: organisation}"

    kinds = [(kind, where) for kind, where, _ in told(entry, entry)]

    assert ("twice", "1.yaml:1") in kinds


def test_one_form_of_two_names_is_a_collision():
    (doubt,) = told(
        "- {name: Forces d'appui, type: organisation, aliases: [FDA]}\n"
        "- {name: Front du Dar, type: organisation, aliases: [FDA]}"
    )

    assert doubt[0] == "collision"
    assert (
        "« FDA » is a form of Front du Dar (organisation), and of Forces d'appui (organisation)" in doubt[2]
    )


def test_names_that_their_company_tells_apart_do_not_collide():
    assert (
        told(
            "- {name: Forces d'appui, type: organisation, aliases: [FDA], with: Soudan}\n"
            "- {name: Front du Dar, type: organisation, aliases: [FDA], with: Tchad}"
        )
        == []
    )


def test_inflected_forms_of_two_terms_collide():
    kinds = [
        kind for kind, *_ in told("category: land\nterms: [char]", "category: air\nterms: [{term: chars}]")
    ]

    assert kinds == ["collision"]


def test_a_common_word_is_told_where_nothing_guards_it():
    often = {"mine": 5.0, "obusier": 2.0, "char": 4.4}
    file = "category: land\nterms: [mine, obusier, {term: char, weak: true}, mine antichar]"

    found = told(file, frequency=lambda word: often.get(word, 0.0))

    assert [kind for kind, *_ in found] == ["common"]
    assert "« mine »" in found[0][2]


def test_the_lexicon_that_comes_with_the_program_has_no_mistake_and_nothing_twice():
    assert [doubt for doubt in doubts(lexicon()) if doubt.kind != "common"] == []


def test_the_lexicon_is_as_large_as_promised():
    known = lexicon()

    assert len(known.names) >= 1200
    assert len(known.terms) >= 1500
    assert len({term.category for term in known.terms}) == 20


def test_each_form_of_the_lexicon_finds_itself():
    missed = [
        form
        for form, sign in written(lexicon())
        if sign.kind in {NAME, KEYWORD} and (5 + len(form), sign) not in found(f"Ici, {form}.")
    ]

    assert missed == []


def found(text):
    return {(hit.end, hit.key) for hit in automaton().find(reading(text))}
