"""The query language: what is wanted, what it means, and where it is wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON
from workers.news.asked import All, Any, Between, Code, Named, Not, Words
from workers.news.search import BadQuery
from workers.stages.index import FIELDS, parse, search_request, words
from workers.stages.index.fields import field_named

TYPED = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'’«»-*:() aéÉlnN=|>.7j")), max_size=80)


def word(*readings: str, exact: bool = False, scope: str = "all") -> Words:
    return Words(readings=readings, exact=exact, scope=scope)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("véhicule", word("véhicule")),
        ("véhicule blindé", All(parts=(word("véhicule"), word("blindé")))),
        ('"véhicule blindé" -Mali', All(parts=(word("véhicule blindé"), Not(part=word("Mali"))))),
        ("« véhicule blindé »", word(" véhicule blindé ")),
        ('-"véhicule blindé', Not(part=word("véhicule blindé"))),
        ("n'daw", word("n'daw", "N'daw")),
        ("N’Daw", word("N’Daw")),
        ("le ministre de la Défense", All(parts=(word("ministre"), word("Défense")))),
        ("le la", All(parts=(word("le"), word("la")))),
        ("-le tir", All(parts=(Not(part=word("le")), word("tir")))),
        ('Mali Mali * -- "" ( :', word("Mali")),
        ('"armée"', word("armée", exact=True)),
        ('="coup d\'État" =char', All(parts=(word("coup d'État", exact=True), word("char", exact=True)))),
        ("drone OU missile", Any(parts=(word("drone"), word("missile")))),
        (
            "(drone | missile) mer",
            All(parts=(Any(parts=(word("drone"), word("missile"))), word("mer"))),
        ),
        ("a OR", word("a")),
        (
            "mer SAUF (drone missile)",
            All(parts=(word("mer"), Not(part=All(parts=(word("drone"), word("missile")))))),
        ),
        ("( OR )", None),
        ("armée:", word("armée:")),
        ("http://x.example/a", word("http://x.example/a")),
        ("18:30", word("18:30")),
        ("\ud800", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_query_is_read_as_what_it_asks_for(query, wanted):
    assert parse(query).root == wanted


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pays:ML", Code(field="countries", values=("ML",))),
        ("country:russia,mali", Code(field="countries", values=("RU", "ML"))),
        ("pays:états-unis", Code(field="countries", values=("US",))),
        ('pays:"Burkina Faso"', Code(field="countries", values=("BF",))),
        ("acteur:RU", Code(field="actor_countries", values=("RU",))),
        ("pays_lieu:Soudan", Code(field="place_countries", values=("SD",))),
        ('personne:"Assimi Goïta"', Named(field="persons", text="Assimi Goïta")),
        ("organization:Wagner", Named(field="organisations", text="Wagner")),
        ("mot:losses", Named(field="keywords", text="losses")),
        ("-source:RFI", Not(part=Named(field="sources", text="RFI"))),
        ("veille:africom", Code(field="watches", values=("africom",))),
        ("titre:drone", word("drone", scope="title")),
        ("défense:>0,5", Between(field="defence_score", least=0.5, open_least=True)),
        ("defence:0.2..0.8", Between(field="defence_score", least=0.2, most=0.8)),
        ("defense:<=0.8", Between(field="defence_score", most=0.8)),
    ],
)
def test_fields_have_french_and_english_names(query, wanted):
    assert parse(query).root == wanted


def day(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("depuis:7j", (NOON - timedelta(days=7)).timestamp(), None),
        ("since:24h", (NOON - timedelta(hours=24)).timestamp(), None),
        ("depuis:3mois", (NOON - timedelta(days=90)).timestamp(), None),
        ("depuis:2sem", (NOON - timedelta(days=14)).timestamp(), None),
        ("depuis:hier", day("2026-03-01"), None),
        ("depuis:2026-02", day("2026-02-01"), None),
        ("avant:01/03/2026", None, day("2026-03-01")),
        ("after:2026-02-28", day("2026-03-01"), None),
        ("date:2025", day("2025-01-01"), day("2026-01-01")),
        ("on:2024-02", day("2024-02-01"), day("2024-03-01")),
        ("date:aujourd'hui", day("2026-03-02"), day("2026-03-03")),
    ],
)
def test_times_are_durations_before_now_or_dates(query, least, most):
    assert parse(query, NOON).root == Between(field="published", least=least, most=most, open_most=True)


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("drone pay:ML", 6, "did you mean pays:?"),
        ("Sahel:Mali", 0, "no field is called 'Sahel'"),
        ("pays:Malie", 5, "Mali (ML)?"),
        ("pays:ML,Malie", 8, "no country is called 'Malie'"),
        ("depuis:7x", 7, "7j, 24h"),
        ("depuis:2026-02-30", 7, "there is no such day"),
        ("depuis: drone", 7, "depuis: wants a value"),
        ("défense:beaucoup", 8, "a number is wanted"),
        ('personne:"…"', 9, "a word is wanted"),
    ],
)
def test_a_wrong_query_points_at_the_sign_and_says_what_is_wanted(query, at, said):
    with pytest.raises(BadQuery) as raised:
        parse(query, NOON)
    assert raised.value.at == at
    told = str(raised.value).splitlines()
    assert told[2] == " " * (at + 2) + "^"
    assert said in str(raised.value)


def test_durations_need_a_clock():
    with pytest.raises(BadQuery, match="no clock"):
        parse("depuis:7j")


def test_a_query_of_a_thousand_words_is_cut():
    assert len(parse(" ".join(f"mot{n}" for n in range(1000))).words) == 32
    assert len(parse("x" * 9000).words[0].readings[0]) == 500
    assert parse("(" * 5000 + "a").words == (word("a"),)


@given(TYPED)
def test_a_query_is_read_or_says_where_it_is_wrong(query):
    try:
        wanted = parse(query, NOON).words
    except BadQuery as error:
        wanted, place = (), (error.at, len(error.query))
    else:
        place = (0, 0)
    assert 0 <= place[0] <= place[1]
    assert all(words(reading) for one in wanted for reading in one.readings)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.store)
def test_every_field_takes_its_own_example(field):
    assert parse(field.example, NOON).root is not None
    assert all(field_named(name) is field for name in field.names)


def test_elasticsearch_is_asked_for_all_wanted_and_none_of_the_excluded():
    asked = search_request(parse("n'daw -Mali"), most=50_000)
    wanted, excluded = asked["query"]["function_score"]["query"]["bool"]["must"][0]["bool"]["must"]
    assert len(wanted["dis_max"]["queries"]) == 2
    assert excluded["bool"]["must_not"][0]["dis_max"]["queries"][0]["multi_match"]["query"] == "Mali"
    assert asked["size"] == 10_000


def test_elasticsearch_lets_articles_age_only_where_the_time_is_known():
    ageing, timeless = (
        search_request(parse("drone", now), most=5)["query"]["function_score"]["functions"]
        for now in (NOON, None)
    )
    assert ageing[-1]["exp"]["@timestamp"]["origin"] == NOON.isoformat()
    assert ageing[:-1] == timeless
