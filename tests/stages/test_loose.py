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


def test_the_name_of_a_country_stands_for_all_that_names_it():
    loose = loosened(parse("Wagner Mali"))
    mali = Any(parts=(word("Mali"), Code(field="countries", values=("ML",))))
    assert loose.root == All(parts=(All(parts=(word("Wagner"), mali)),))


@pytest.mark.parametrize(
    "query", ["", "drone", "drone port", '"coup d\'État" -film', "a OU b OU c", "m " * 9]
)
def test_there_may_be_nothing_to_loosen(query):
    assert loosened(parse(query)) is None
