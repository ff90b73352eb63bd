"""What a watch may ask for beside its terms, and what every match carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import article
from workers.french.automaton import Automaton
from workers.french.text import reading
from workers.news.document import Country, Entity, Findings, Keyword
from workers.news.expression import AllOf, Close, Has, Not, OneOf, Term
from workers.news.watch import Near, Watch, Where
from workers.stages.match import Known, Watcher, version

TEXT = (
    "L'armée malienne frappe à Gao\n\n"
    "Des frappes aériennes ont visé Gao. Le char blindé, dit l'armée, brûlait.\n\n"
    "Au carnaval, un char fleuri a défilé. L'accord bilatéral de coopération militaire est signé."
)


def matches(text=TEXT, known=None, **asked):
    watch = Watch(id="w", title="w", **asked)
    return Watcher([watch]).matches(text, known=known or Known())


def seen(text=TEXT, known=None, **asked):
    return [match.form for match in matches(text, known, **asked)]


def term(text, **options):
    return Term(text=text, **options)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (term("frappe aérienne"), ["frappes aériennes"]),
        (term("frappe aérienne", inflect=False), []),
        (term("Armée", exact=True), []),
        (term("armée", exact=True), ["armée", "armée"]),
        (term("Char", case=True), []),
        (term("GAO", case=False), ["Gao", "Gao"]),
        (term("char", context=("blindé",)), ["char"]),
        (term("char", context=("Gao",), context_in="article"), ["char", "char"]),
        (term("char", context=("missile",)), []),
        (term("accord de coopération", gap=1), ["accord bilatéral de coopération"]),
        (term("accord de coopération"), []),
        (term("frapp*"), ["frappe", "frappes"]),
        (term("Mali", demonyms=True), ["malienne"]),
        (term("Mali"), []),
    ],
)
def test_a_term_is_found_as_its_options_say(asked, expected):
    assert seen(any=(asked,)) == expected


@pytest.mark.parametrize(
    ("asked", "fires"),
    [
        ({"any": ("frappe aérienne",), "near": Near(terms=("Gao",), within=3)}, True),
        ({"any": ("frappe aérienne",), "near": Near(terms=("char",), within=3)}, False),
        ({"any": ("Gao",), "near": Near(terms=("frappe aérienne",), within=0)}, False),
        ({"any": ("carnaval",), "near": Near(terms=("brûler", "brûlait"), within=9)}, False),
        ({"any": ("Gao",), "where": Where(fields=("title",))}, True),
        ({"any": ("carnaval",), "where": Where(fields=("title", "lead"))}, False),
        ({"any": ("carnaval",), "where": Where(fields=("body",))}, True),
        ({"any": ("frappe",), "where": Where(fields=("body",))}, True),
        ({"any": ("Gao",), "none": ("carnaval",), "where": Where(fields=("title",))}, False),
        ({"any": ("armée", "carnaval"), "min_count": 3}, True),
        ({"any": ("armée", "carnaval"), "min_count": 4}, False),
    ],
)
def test_nearness_field_and_count(asked, fires):
    assert bool(matches(**asked)) is fires


FOUND = Findings(
    language="fr",
    entities=(Entity(text="Africom", type="organisation", canonical="Africom", mentions=((0, 2),)),),
    countries=(Country(code="ML", name="Mali", mentions=((8, 16),), roles=("place",)),),
    keywords=(Keyword(category="cooperation", term="accord", mentions=((3, 5), (6, 8))),),
    defence_score=0.7,
)


@pytest.mark.parametrize(
    ("where", "fires"),
    [
        (Where(countries=("ML", "NE")), True),
        (Where(countries=("NE",)), False),
        (Where(roles=(("place", ("ML",)),)), True),
        (Where(roles=(("actor", ("ML",)),)), False),
        (Where(countries=("NE",), roles=(("place", ("ML",)),)), True),
        (Where(entities=("africom",)), True),
        (Where(entities=("Otan",)), False),
        (Where(keywords=("cooperation",)), True),
        (Where(keywords=("Accord",)), True),
        (Where(keywords=("land",)), False),
        (Where(only=("sahel-info",)), True),
        (Where(only=("autre",)), False),
        (Where(never=("sahel-info",)), False),
        (Where(lang=("fr",)), True),
        (Where(lang=("en",)), False),
        (Where(defence=True), True),
        (Where(defence=False), False),
    ],
)
def test_what_is_known_of_an_article_counts(where, fires):
    known = Known.of(article(title="L'armée malienne frappe à Gao", language="fr"), FOUND)
    assert bool(matches(known=known, any=("armée",), where=where)) is fires


def test_a_fact_alone_proves_a_match_by_its_mentions():
    known = Known(findings=FOUND)
    assert seen(known=known, where=Where(countries=("ML",), lang=("fr",))) == [TEXT[8:16]]
    assert not seen(known=known, where=Where(lang=("fr",)))


def test_nothing_is_asked_of_what_is_not_known():
    assert seen(any=("carnaval",), where=Where(countries=("NE",), never=("x",), defence=True)) == ["carnaval"]


def test_a_match_carries_field_sentence_and_version():
    found = matches(any=("armée", "carnaval"))
    assert [(one.field, one.sentence) for one in found] == [
        ("title", "L'armée malienne frappe à Gao"),
        ("lead", "Le char blindé, dit l'armée, brûlait."),
        ("body", "Au carnaval, un char fleuri a défilé."),
    ]
    assert {one.version for one in found} == {version(Watch(id="w", title="w", any=("armée", "carnaval")))}


def test_the_version_changes_with_what_is_asked_for_and_with_nothing_else():
    first = Watch(id="a", title="A", any=("Mali",))
    assert version(first) == version(
        Watch(id="b", title="B", any=("Mali",), channels=("x",), severity="high")
    )
    assert version(first) != version(Watch(id="a", title="A", any=("Mali",), min_count=2))
    assert version(first) != version(Watch(id="a", title="A", any=(term("Mali", exact=True),)))


def test_hits_of_a_shared_automaton_serve_as_well():
    watcher = Watcher([Watch(id="w", title="w", any=("frappe aérienne",), all=("Gao",))])
    shared = Automaton([*watcher.forms(), ("Gao", 999)])
    hits = [hit for hit in shared.find(reading(TEXT)) if hit.key != 999]
    assert watcher.matches(TEXT, hits=hits) == watcher.matches(TEXT)


LEAVES = st.sampled_from(["Gao", "armée", "carnaval", "missile", "Tombouctou"]).map(
    lambda text: Has(term=Term(text=text))
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(parts=tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: OneOf(parts=tuple(parts))),
        inner.map(lambda part: Not(part=part)),
    ),
    max_leaves=8,
)
TRUE = Has(term=Term(text="Gao"))


def holds(tree):
    """Whether a tree holds: with a term that is always there, so that a negation has a proof too."""
    watch = Watch(id="w", title="w", query=AllOf(parts=(TRUE, tree)))
    return bool(Watcher([watch]).matches(TEXT))


@given(TREES, TREES)
def test_the_tree_obeys_the_laws_of_boole(one, other):
    both, either = AllOf(parts=(one, other)), OneOf(parts=(one, other))
    assert holds(both) is (holds(one) and holds(other))
    assert holds(either) is (holds(one) or holds(other))
    assert holds(Not(part=one)) is not holds(one)
    assert holds(Not(part=both)) is holds(OneOf(parts=(Not(part=one), Not(part=other))))
    assert holds(Not(part=either)) is holds(AllOf(parts=(Not(part=one), Not(part=other))))


@given(st.lists(TREES, min_size=1, max_size=6))
def test_many_watches_together_fire_as_each_alone(trees):
    watches = [Watch(id=f"w{n}", title="w", query=tree) for n, tree in enumerate(trees)]
    alone = [match for watch in watches for match in Watcher([watch]).matches(TEXT)]
    assert list(Watcher(watches).matches(TEXT)) == alone


@given(st.permutations(["Gao", "l'armée", "de", "carnaval", "char"]).map(" ".join), st.integers(0, 4))
def test_nearness_counts_the_words_between(text, within):
    near = Close(left=(term("Gao"),), right=(term("carnaval"),), within=within)
    words = text.replace("l'", "").split()
    between = abs(words.index("Gao") - words.index("carnaval")) - 1
    assert bool(Watcher([Watch(id="w", title="w", query=near)]).matches(text)) is (between <= within)
    ordered = Close(left=(term("Gao"),), right=(term("carnaval"),), within=within, ordered=True)
    before = words.index("Gao") < words.index("carnaval")
    assert bool(Watcher([Watch(id="w", title="w", query=ordered)]).matches(text)) is (
        between <= within and before
    )
