"""A query taken less strictly."""

import pytest

from workers.news.asked import All, Any, Code, Named, Not, Words
from workers.stages.index import loosened, parse


def word(text: str) -> Words:
    return Words(readings=(text,))


def pair(*texts: str) -> All:
    return All(parts=tuple(map(word, texts)))


def test_of_three_words_one_may_be_missing():
    loose = loosened(parse("frappe drone port -film"))
    some = Any(parts=(pair("frappe", "drone"), pair("frappe", "port"), pair("drone", "port")))
    assert loose.root == All(parts=(Not(part=word("film")), some))


def test_of_two_one_may_be_missing_where_a_field_narrows():
    loose = loosened(parse("lieu:Faya base soldats"))
    either = Any(parts=(word("base"), word("soldats")))
    assert loose.root == All(parts=(Named(field="places", text="Faya"), either))


def test_a_single_word_may_be_missing_where_two_names_narrow():
    names = (Named(field="places", text="Odessa"), Named(field="keywords", text="drone"))
    assert loosened(parse("lieu:Odessa mot:drone attaques")).root == All(parts=names)
    assert loosened(parse("lieu:Odessa depuis:2026-03-01 attaques")) is None


def test_words_with_or_between_them_are_one():
    loose = loosened(parse("pays:PL frontière (barbelés OU soldats)"))
    wire = Any(parts=(word("barbelés"), word("soldats")))
    assert loose.root == All(
        parts=(Code(field="countries", values=("PL",)), Any(parts=(word("frontière"), wire)))
    )


def test_the_name_of_a_country_stands_for_all_that_names_it():
    loose = loosened(parse("Wagner Mali"))
    mali = Any(parts=(word("Mali"), Code(field="countries", values=("ML",))))
    assert loose.root == All(parts=(mali, word("Wagner")))


def test_a_country_is_never_what_is_missing():
    loose = loosened(parse("soldats frontière Pologne"))
    poland = Any(parts=(word("Pologne"), Code(field="countries", values=("PL",))))
    assert loose.root == All(parts=(poland, Any(parts=(word("soldats"), word("frontière")))))


@pytest.mark.parametrize(
    "query", ["", "drone", "drone port", '"coup d\'État" -film', "a OU b OU c", "m " * 9]
)
def test_there_may_be_nothing_to_loosen(query):
    assert loosened(parse(query)) is None
