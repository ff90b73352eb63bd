"""Which conditions of a watch an article met, by what, and where."""

import pytest

from workers.news.alert import Condition
from workers.news.document import Country, Entity, Findings, Keyword
from workers.news.expression import AllOf, Close, Fact, Has, Not, OneOf, Term, TermList
from workers.news.watch import Near, Watch, Where
from workers.stages.match import Known, Watcher

TEXT = "Frappe à Gao\n\nL'armée malienne a bombardé Gao. Des miliciens, dit l'armée, ont fui vers Kidal."
FINDINGS = Findings(
    language="fr",
    countries=(Country(code="ML", name="Mali", mentions=((22, 30),), roles=("place", "actor")),),
    entities=(Entity(text="Gao", type="place", canonical="Gao", mentions=((9, 12), (42, 45))),),
    keywords=(Keyword(term="armée", category="forces", mentions=((16, 21),)),),
    defence_score=0.81,
)
KNOWN = Known(title=12, feed_id="gao-info", source="Gao Info", language="fr", findings=FINDINGS)


def told(known=KNOWN, **asked):
    watcher = Watcher([Watch(id="w", title="w", **asked)])
    assert watcher.matches(TEXT, known=known)
    return watcher.conditions(["w"], TEXT, known=known)["w"]


def seen(one):
    return [TEXT[start:end] for start, end in one.spans]


def test_the_terms_of_a_watch_come_with_their_forms_and_places():
    first, second, third = told(any=("milicien", "tank"), all=(sahel(),), none=("football",))
    assert (first.kind, first.terms, first.met, seen(first)) == (
        *("any", ("milicien", "tank"), ("miliciens",)),
        ["miliciens"],
    )
    assert (second.terms, second.met, seen(second)) == (
        ("$sahel",),
        ("Gao", "Kidal"),
        ["Gao", "Gao", "Kidal"],
    )
    assert third == Condition(kind="none", terms=("football",))


def sahel():
    return TermList(name="sahel", terms=(Term(text="Gao"), Term(text="Kidal")))


def test_what_stands_near_comes_with_both_sides():
    (_, near) = told(any=("armée",), near=Near(terms=("milice", "milicien"), within=3))
    assert (near.kind, near.terms, near.detail) == ("near", ("milice", "milicien"), "3")
    assert (near.met, seen(near)) == (("armée", "miliciens"), ["miliciens", "armée"])


@pytest.mark.parametrize(
    ("asked", "expected", "places"),
    [
        ({"countries": ("ML", "NE")}, ("country", ("ML", "NE"), "", ("Mali",)), ["malienne"]),
        ({"roles": (("actor", ("ML",)),)}, ("country", ("ML",), "actor", ("Mali",)), ["malienne"]),
        ({"entities": ("Gao",)}, ("entity", ("Gao",), "", ("Gao",)), ["Gao", "Gao"]),
        ({"keywords": ("forces",)}, ("keyword", ("forces",), "", ("armée",)), ["armée"]),
        ({"only": ("gao-info", "rfi")}, ("source", ("gao-info", "rfi"), "", ("Gao Info",)), []),
        ({"never": ("rfi",)}, ("none", ("rfi",), "source", ()), []),
        ({"lang": ("fr",)}, ("language", ("fr",), "", ("fr",)), []),
        ({"defence": True}, ("defence", (), "", ("0.81",)), []),
        ({"fields": ("body",)}, ("field", ("body",), "", ("lead",)), ["Kidal"]),
    ],
)
def test_what_must_be_so_of_the_article_comes_with_what_was_recognised(asked, expected, places):
    one = next(one for one in told(any=("Kidal",), where=Where(**asked)) if one.kind == expected[0])
    assert (one.kind, one.terms, one.detail, one.met) == expected
    assert seen(one) == places


def test_an_article_that_is_no_defence_text_was_asked_for():
    calm = Known(title=12, findings=Findings(language="fr", defence_score=0.1))
    assert told(calm, any=("Kidal",), where=Where(defence=False))[1] == Condition(
        kind="none", terms=(), detail="defence"
    )


def test_a_role_that_does_not_hold_beside_one_that_does_was_not_met():
    where = Where(countries=("NE",), roles=(("place", ("ML",)),))
    _, named, place = told(any=("Kidal",), where=where)
    assert (named.met, place.met) == ((), ("Mali",))


def test_how_often_is_counted():
    assert told(any=("armée",), min_count=2)[1] == Condition(
        kind="count", terms=("2",), met=("2",), spans=((16, 21), (68, 73))
    )


def test_of_a_query_only_what_held_is_told():
    query = AllOf(
        parts=(
            OneOf(parts=(Has(term=Term(text="tank")), Has(term=Term(text="milicien")))),
            Close(left=(Term(text="armée"),), right=(Term(text="Kidal"),), within=4),
            Fact(kind="country", values=("mali",), detail="place"),
            Not(part=OneOf(parts=(Has(term=Term(text="football")), both("char", "voile")))),
            Not(part=Fact(kind="source", values=("rfi",))),
        )
    )
    found = told(query=query)
    assert all(one.query for one in found)
    assert [(one.kind, one.terms, one.met) for one in found] == [
        ("any", ("milicien",), ("miliciens",)),
        ("near", ("armée", "Kidal"), ("armée", "Kidal")),
        ("country", ("mali",), ("Mali",)),
        ("none", ("football", "char + voile"), ()),
        ("none", ("rfi",), ()),
    ]


def both(*texts):
    return AllOf(parts=tuple(Has(term=Term(text=text)) for text in texts))


def test_of_a_term_that_stands_everywhere_twenty_places_are_told():
    watcher = Watcher([Watch(id="w", title="w", any=("Mali",))])
    (one,) = watcher.conditions(["w"], "Mali " * 100)["w"]
    assert len(one.spans) == 20
