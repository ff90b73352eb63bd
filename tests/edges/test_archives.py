"""What every Archive does, on the embedded index and on a real Elasticsearch."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts import NOON, document
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.search import BadQuery
from workers.news.story import Placed
from workers.ports import Archive

BODY = (
    "L’armée malienne a reçu des véhicules blindés livrés par les États-Unis. Le président Bah N’Daw, de "
    "retour de N’Djamena, a salué l’ouverture d’une école à Bamako. Les jihadistes n'attaquent plus."
)


@pytest.fixture(params=["tantivy", "elasticsearch"])
def archive(request, tmp_path) -> Archive:
    if request.param == "tantivy":
        return TantivyArchive(tmp_path / "index")
    return ElasticArchive(request.getfixturevalue("elasticsearch_url"), None)


def ids(archive: Archive, query: str, most: int = 10) -> list[str]:
    return [one.id for one in archive.search(query, most=most)]


def test_an_index_that_does_not_exist_yet_holds_nothing(archive):
    assert archive.search("armée", most=10) == []
    assert archive.size() == 0


def test_putting_nothing_creates_nothing(archive):
    assert archive.put([]) == []
    assert archive.size() == 0


def test_setup_may_be_repeated(archive):
    archive.setup()
    archive.put([document("a1", body=BODY)])
    archive.setup()
    assert archive.size() == 1


def test_what_was_put_is_found_by_another_process(archive, tmp_path, request):
    archive.size()  # has looked before the other wrote
    other = TantivyArchive(tmp_path / "index")
    if isinstance(archive, ElasticArchive):
        other = ElasticArchive(request.getfixturevalue("elasticsearch_url"), None)
    assert other.put([document("a1", body=BODY)]) == []
    assert ids(archive, "armée") == ["a1"]


def test_the_same_article_put_again_replaces_itself(archive):
    archive.put([document("a1", body="Un drone abattu."), document("a2", body="Un drone vendu.")])
    archive.put([document("a1", body="Un avion abattu.")])
    assert archive.size() == 2
    assert ids(archive, "drone") == ["a2"]
    assert ids(archive, "avion") == ["a1"]


def test_an_older_revision_never_overwrites_a_newer_one(archive):
    archive.put([document("a1", body="Un drone."), document("a2", body="Un avion.", revision=3)])
    archive.put([document("a1", body="Un char.", revision=2), document("a2", body="Un drone.", revision=4)])
    archive.put([document("a1", body="Un drone."), document("a2", body="Un avion.", revision=3)])
    assert (ids(archive, "drone"), ids(archive, "char"), ids(archive, "avion")) == (["a2"], ["a1"], [])


def test_of_one_id_twice_in_one_message_the_greater_revision_stays(archive):
    archive.put([document("a1", body="Un char.", revision=2), document("a1", body="Un drone.")])
    assert (ids(archive, "char"), ids(archive, "drone")) == (["a1"], [])


def test_what_many_threads_put_at_once_is_all_there(archive):
    archive.setup()
    with ThreadPoolExecutor(8) as threads:
        puts = [[document(f"a{one}-{two}", body="Un drone.") for two in range(5)] for one in range(16)]
        assert list(threads.map(archive.put, puts)) == [[]] * 16
    assert archive.size() == 80


def test_an_article_whose_date_moved_to_another_year_replaces_itself(archive):
    archive.put([document("a1", body=BODY, published=None)])
    archive.put([document("a1", body=BODY, published=NOON - timedelta(days=400))])
    assert ids(archive, "armée") == ["a1"]
    assert archive.size() == 1


def test_one_id_twice_in_one_message_counts_once(archive):
    archive.put([document("a1", body="Un drone."), document("a1", body="Un avion.")])
    assert archive.size() == 1
    assert ids(archive, "avion") == ["a1"]


@pytest.mark.parametrize(
    "query",
    [
        "véhicule blindé",
        '"véhicule blindé"',
        "« véhicules blindés »",
        "VEHICULE BLINDEE",
        "armée",
        "l'armée",
        "armees",
        "l’armée malienne -Niger",
        "Etats-Unis",
        "États-Unis",
        "etats unis",
        "N'Daw",
        "n’daw",
        "N'Djamena",
        "n'djaména",
        "attaquent",
        "n'attaquent",
        "jihadisme",
        "écoles à Bamako",
        "d'une école",
        "les livrées",
        "\"bah n'daw",
        "ouverture de l'école",
        "titres blindés",
    ],
)
def test_a_query_finds_inflected_accented_and_elided_forms(archive, query):
    archive.put([document("a1", body=BODY), document("a2", title="Autre", body="Rien de tel.")])
    assert ids(archive, query) == ["a1"], query


@pytest.mark.parametrize(
    "query", ["daw", "djamena", "armement", "Mali", "blindé absent", '"blindés véhicules"', "armée -blindé"]
)
def test_a_query_does_not_find_what_it_does_not_ask_for(archive, query):
    archive.put([document("a1", body=BODY + " On va mal.")])
    assert ids(archive, query) == []


def test_a_query_of_exclusions_gives_all_others_newest_first(archive):
    puts = [document(f"a{day}", body="Drone.", published=NOON - timedelta(days=day)) for day in range(4)]
    archive.put([*puts, document("b", body="Avion.")])
    assert ids(archive, "-avion") == ["a0", "a1", "a2", "a3"]


def test_a_title_weighs_more_than_a_body(archive):
    early = NOON - timedelta(days=9)
    archive.put([document("a1", title="Rien", body="Un drone abattu ce matin.", published=NOON)])
    archive.put([document("a2", title="Un drone abattu", body="Rien ce matin.", published=early)])
    assert ids(archive, "drone") == ["a2", "a1"]


def test_among_equals_the_newest_come_first(archive):
    at = [NOON - timedelta(days=200 * age) for age in (2, 0, 4, 1, 3)]
    archive.put([document(f"a{n}", body="Un drone.", published=when) for n, when in enumerate(at)])
    assert ids(archive, "drone") == ["a1", "a3", "a0", "a4", "a2"]
    assert ids(archive, "drone", most=2) == ["a1", "a3"]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (Placed(story_id="a1", is_first=True), ("a1", True, None)),
        (Placed(story_id="a0", is_first=False, copy_kind="cut", similarity=0.9), ("a0", False, "cut")),
        (None, ("", None, None)),
    ],
)
def test_a_result_says_its_story_and_whether_it_is_a_copy(archive, story, expected):
    archive.put([replace(document("a1", body="Un drone."), story=story)])
    for found in (*archive.search("drone", most=1), *archive.newest(most=1)):
        assert (found.story_id, found.is_first, found.copy_kind) == expected


def test_a_result_says_when_each_stage_was_done_with_it(archive):
    paged, read = NOON + timedelta(seconds=2), NOON + timedelta(seconds=3)
    archive.put([document("a1", body="Un drone.", paged=paged, read=read)])
    (found,) = archive.search("drone", most=1)
    told = {name: at and datetime.fromisoformat(at) for name, at in found.stages.items()}
    assert list(told) == ["seen", "paged", "read", "indexed"]
    assert (told["seen"], told["paged"], told["read"]) == (NOON, paged, read)


def test_a_result_holds_what_was_found_in_the_article(archive):
    archive.put([document("a1", title="Le Mali s'équipe", body="Des blindés.")])
    (found,) = archive.search("blindé", most=10)
    assert (found.title, found.url, found.feed) == (
        "Le Mali s'équipe",
        "https://sahel-info.example/a1",
        "sahel-info",
    )
    assert found.published == "2026-03-02T12:00:00+00:00"
    assert (found.countries, found.entities) == (("ML",), ("Mali",))
    assert (found.keywords, found.watches) == (("véhicule blindé",), ("mali",))


def test_highlights_mark_the_forms_in_their_passage(archive):
    archive.put([document("a1", body=BODY)])
    (found,) = archive.search('"véhicule blindé" jihadiste', most=10)
    assert "« véhicules blindés » livrés" in " ".join(found.highlights)
    assert "Les « jihadistes »" in " ".join(found.highlights)


def test_a_form_in_the_title_alone_is_highlighted_there(archive):
    archive.put([document("a1", title="Un drone abattu", body="Rien.")])
    assert archive.search("drones", most=10)[0].highlights == ("Un « drone » abattu",)


@pytest.mark.parametrize(
    "query",
    ["", "   ", "*", '"', '""', "-", "--", ":", "( OR )", "’", "\x00", "\ud800", "²", "🎯", "!" * 9000],
)
def test_a_query_without_a_word_finds_nothing(archive, query):
    archive.put([document("a1", body=BODY)])
    assert ids(archive, query) == []


@pytest.mark.parametrize(
    "query",
    [
        'armée "',
        "armée:",
        "(armée",
        "armée)",
        "armée*",
        "armée~",
        "armée /",
        "[armée",
        "+armée",
        "arm\ud800ée",
    ],
)
def test_signs_around_a_word_mean_nothing(archive, query):
    archive.put([document("a1", body=BODY)])
    assert ids(archive, query) == ["a1"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'’-*:()éNn ")), max_size=60))
def test_a_query_is_answered_or_says_where_it_is_wrong(archive, query):
    with suppress(BadQuery):
        assert isinstance(archive.search(query, most=3), list)


def test_a_query_of_a_thousand_words_is_answered(archive):
    archive.put([document("a1", body=BODY)])
    assert ids(archive, "armée " * 1000 + "x" * 100_000) in ([], ["a1"])
    assert ids(archive, " ".join(f"mot{n}" for n in range(1000))) == []


def test_strange_texts_are_taken(archive):
    strange = [
        document("a1", body="\ud800 armée \x00"),
        document("a2", body="armée " + "x" * 100_000),
        document("a3", title="", body=""),
        document("a4", body="arme\u0301e " * 20_000),
    ]
    assert archive.put(strange) == []
    assert archive.size() == 4
    assert set(ids(archive, "armée")) == {"a1", "a2", "a4"}


def test_the_newest_articles_come_without_a_query(archive):
    assert archive.newest(most=5) == []
    archive.put([document(str(day), published=NOON - timedelta(days=day)) for day in range(3)])
    assert [one.id for one in archive.newest(most=2)] == ["0", "1"]


def test_what_the_page_told_comes_back_with_the_answer(archive):
    told = {
        "agencies": ("AFP", "Reuters"),
        "section": "International",
        "categories": ("Mali", "Défense"),
        "enclosures": ("https://x.example/journal.mp3", "https://x.example/accord.pdf"),
        "text_quality": "feed",
        "paywalled": True,
        "revision": 3,
    }
    other = {
        "modified": NOON,
        "added": ("Une phrase.",),
        "removed": 2,
        "image": "https://x.example/i.jpg",
        "photo_credit": "AFP",
    }
    assert archive.put([document("a1", body=BODY, **told, **other)]) == []
    (found,) = archive.search("armée", most=10)
    assert {name: getattr(found, name) for name in told} == told
    assert found.modified == NOON.isoformat()
