"""Terms of two senses: kept apart by company, and doubted when they stand alone."""

import pytest

from gold_senses import senses, total, tried
from workers.french.guards import guard, guarded
from workers.french.text import reading
from workers.watchlist.lists import guarded_term

PRECISION, RECALL = 0.95, 0.97


@pytest.mark.parametrize("held", [False, True])
def test_guards_keep_the_senses_apart(held):
    counts = total(held=held)
    assert (counts.precision >= PRECISION, counts.recall >= RECALL) == (True, True), counts


def test_without_guards_half_of_it_is_noise():
    assert total(held=False, guarded=False).precision < 0.6


def test_there_are_two_hundred_sentences_of_two_senses():
    assert sum(len(one.match) + len(one.ignore) for one in senses()) >= 200
    texts = [text for one in senses() for text in (*one.match, *one.ignore)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("sense", [one for one in senses() if not one.held], ids=lambda one: one.term)
def test_each_term_is_right_on_the_sentences_it_was_made_with(sense):
    assert tried(sense)[1] == []


def test_every_guard_is_of_use():
    for term in guarded():
        known = guard(term)
        assert known is not None
        assert known.company or known.unless, term
        for phrase in known.unless:
            assert guarded_term(term) is not None
            assert reading(term).folded[:4] in reading(phrase).folded, phrase


def test_a_guard_is_known_in_any_form_of_the_term():
    assert guard("chars") == guard("Char") == guard("char")
    assert guard("missile") is None


@pytest.mark.parametrize(
    ("watch", "warned"),
    [
        ("any: char", ["char"]),
        ("any: [missile, base, Rafale]", ["base", "Rafale"]),
        ("any: char, none: football", ["char"]),
        ("query: feu OU missile", ["feu"]),
        ("any: char, all: Ukraine", []),
        ("any: {term: char, guard: true}", []),
        ("any: {term: base, context: armée}", []),
        ("any: {term: Rafale, exact: true}", []),
        ("any: base, near: {terms: armée}", []),
        ("any: base, where: {countries: ML}", []),
        ("any: base aérienne", []),
        ("query: base armée", []),
    ],
)
def test_a_doubtful_term_that_stands_alone_is_warned_of(listed, watch, warned):
    found = listed(f"watches: [{{id: aa, {watch}}}]")
    assert [one.message.split(" »")[0].removeprefix("« ") for one in found.warnings] == warned
    assert {one.level for one in found.warnings} <= {"warning"}


def test_a_warning_has_its_place_and_figures(listed):
    (one,) = listed("watches:\n  - id: aa\n    any: [Gao, base]").warnings
    assert (one.line, one.column, one.code) == (3, 16, "ambiguous")
    assert one.message == (
        "« base » stands in 18 of 964 news texts, in 10 of them without other words of defence "
        "(base de données, base de loisirs, base fiscale)"
    )
    assert "guard: true" in one.help


def test_a_guard_that_is_not_known_is_a_mistake(told):
    assert told("watches: [{id: aa, any: {term: missile, guard: true}}]") == ["1:25 bad-value"]
