"""The one-line form of a watch: what it means, and what is wrong in it at which sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.news.expression import AllOf, Close, Fact, Has, Not, OneOf, Term
from workers.watchlist.query import QueryMistake, parse

LISTS = {"sahel": (Term(text="Mali"), Term(text="Niger"))}


def has(text, *fields, **options):
    return Has(term=Term(text=text, **options), fields=fields)


def every(*parts):
    return AllOf(parts=parts)


def one(*parts):
    return OneOf(parts=parts)


def close(left, right, within, **other):
    def sides(texts):
        return tuple(Term(text=text) for text in texts.split("|"))

    return Close(left=sides(left), right=sides(right), within=within, **other)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("Mali", has("Mali")),
        ("Mali Niger", every(has("Mali"), has("Niger"))),
        ("Mali AND Niger ET Gao", every(has("Mali"), has("Niger"), has("Gao"))),
        ("Mali OR Niger OU Gao", one(has("Mali"), has("Niger"), has("Gao"))),
        ("Mali Niger OR Gao", one(every(has("Mali"), has("Niger")), has("Gao"))),
        ("Mali SAUF football", every(has("Mali"), Not(part=has("football")))),
        ("Mali AND NOT football", every(has("Mali"), Not(part=has("football")))),
        ("Mali -football", every(has("Mali"), Not(part=has("football")))),
        ("NOT (Mali OR Gao)", Not(part=one(has("Mali"), has("Gao")))),
        ("((Mali))", has("Mali")),
        ('"African Lion"', has("African Lion")),
        ('"accord militaire"~3', has("accord militaire", gap=3)),
        ("!SAHEL", has("SAHEL", exact=True)),
        ('!"African Lion"', has("African Lion", exact=True)),
        ("drone*", has("drone*")),
        ("garde-côte l'Africom", every(has("garde-côte"), has("l'Africom"))),
        ("$sahel", one(has("Mali"), has("Niger"))),
        ("Gao $sahel", every(has("Gao"), one(has("Mali"), has("Niger")))),
        ("Esper NEAR/5 Rabat", close("Esper", "Rabat", 5)),
        ("Esper PROCHE/5 Rabat", close("Esper", "Rabat", 5)),
        ("Esper ONEAR/0 Rabat", close("Esper", "Rabat", 0, ordered=True)),
        ("$sahel OPROCHE/9 (junte OU putsch)", close("Mali|Niger", "junte|putsch", 9, ordered=True)),
        ("Gao NEAR/2 Kidal NEAR/3 Ber", every(close("Gao", "Kidal", 2), close("Kidal", "Ber", 3))),
        ("NOT Gao NEAR/2 Kidal", Not(part=close("Gao", "Kidal", 2))),
        ("titre:Mali", has("Mali", "title")),
        ("title: Mali", has("Mali", "title")),
        ("corps:(Mali OU Gao)", one(has("Mali", "body"), has("Gao", "body"))),
        ("titre:Mali NEAR/2 titre:Gao", close("Mali", "Gao", 2, fields=("title",))),
        ("pays:ML", Fact(kind="country", values=("ML",))),
        ('country:"Burkina Faso"', Fact(kind="country", values=("BF",))),
        ('personne:"Bah N\'Daw"', Fact(kind="entity", values=("Bah N'Daw",), detail="person")),
        ("org:Africom", Fact(kind="entity", values=("Africom",), detail="organisation")),
        ("lieu:Gao", Fact(kind="entity", values=("Gao",), detail="place")),
        ("langue:fr", Fact(kind="language", values=("fr",))),
        ("source:rfi-afrique", Fact(kind="source", values=("rfi-afrique",))),
        (
            '("African Lion" OU Flintlock OU exercice PROCHE/5 militaire) SAUF scolaire',
            every(
                one(has("African Lion"), has("Flintlock"), close("exercice", "militaire", 5)),
                Not(part=has("scolaire")),
            ),
        ),
    ],
)
def test_a_query_means(query, meaning):
    assert parse(query, LISTS) == meaning


WRONG = [
    ("", 0, "empty"),
    ("   ", 0, "empty"),
    ("Sahel AND", 9, "expected a term"),
    ("AND Sahel", 0, "expected a term"),
    ("Mali OR OR Niger", 8, "after OR"),
    ("(Mali OR Niger", 14, "expected ')' here: the parenthesis at character 1"),
    ("(Mali AND) Gao", 9, "after AND"),
    ("Mali)", 4, "no parenthesis is open"),
    ("()", 1, "between the parentheses"),
    ("((((", 4, "expected a term"),
    ('"Mali', 0, "quote is not closed"),
    ('Gao "Mali', 4, "quote is not closed"),
    ('""', 0, "letter or a figure"),
    ("foo:Mali", 0, "no field 'foo'"),
    ("titre:", 6, "expected a value after titre:"),
    ("titre:corps:Mali", 6, "within field 'titre'"),
    ("18:30", 2, "name of a field"),
    ("$rien", 0, "no list '$rien'"),
    ("$", 0, "name of a list"),
    ("Mali NEAR Gao", 5, "how many words"),
    ("Mali NEAR/ Gao", 5, "how many words"),
    ("Mali NEAR/5 (Gao AND Kidal)", 12, "beside NEAR"),
    ("Mali NEAR/5 pays:ML", 12, "beside NEAR"),
    ("NEAR/5 Mali", 0, "expected a term"),
    ("Mali - Gao", 5, "a dash alone"),
    ("Mali et Gao", 5, "small letters"),
    ("dr*ne", 0, "a star stands at the end"),
    ("dr*", 0, "3 letters before"),
    ("Gao a", 4, "one letter"),
    ("Mal[ie]+", 0, "regular expression"),
    ("/Mal.+/", 0, "regular expression"),
    ("pays:Groland", 5, "no country"),
    ("~3", 0, "expected"),
    ("Mali ~3", 5, "expected"),
    ("!", 1, "expected a term"),
    ("(" * 30 + "Mali" + ")" * 30, 20, "nested"),
    ("Mali " * 500, 2000, "more than 2000 signs"),
    (f'"{"x" * 300}"', 0, "200 signs at most"),
]


@pytest.mark.parametrize(("query", "at", "message"), WRONG, ids=[query[:20] for query, _, _ in WRONG])
def test_an_error_points_at_the_sign(query, at, message):
    with pytest.raises(QueryMistake) as caught:
        parse(query, LISTS)
    assert (caught.value.at, message in caught.value.message) == (at, True), caught.value.message


def mistake_of(text):
    try:
        parse(text, LISTS)
    except QueryMistake as mistake:
        return mistake
    return None


SIGNS = st.lists(
    st.sampled_from(
        ["Mali", "ET", "OU", "SAUF", "-", "(", ")", '"', "$sahel", "NEAR/3", "titre:", "!", "~2", "*", " "]
    ),
    max_size=12,
)


@given(SIGNS.map("".join) | SIGNS.map(" ".join) | st.text(max_size=30))
def test_any_text_is_a_query_or_a_mistake_within_it(text):
    mistake = mistake_of(text)
    assert mistake is None or (0 <= mistake.at <= len(text) and mistake.message)
