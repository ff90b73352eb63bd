"""Answers told by story, the same on both indices."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, document
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive, answers
from workers.news.document import Document
from workers.news.story import Placed
from workers.ports import Archive
from workers.stages.index import loosened, parse

HOUR = timedelta(hours=1)


@pytest.fixture(params=["tantivy", "elasticsearch"])
def archive(request, tmp_path) -> Archive:
    if request.param == "tantivy":
        return TantivyArchive(tmp_path / "index", lambda: NOON)
    return ElasticArchive(request.getfixturevalue("elasticsearch_url"), now=lambda: NOON)


def copy(name: str, story: str | None, hours: int = 0, **article) -> Document:
    facts = {"title": "Un drone abattu", "body": "Rien de plus.", "published": NOON - hours * HOUR}
    place = Placed(story_id=story, is_first=name == story) if story else None
    return replace(document(name, **facts | article), story=place)


PRESS = (
    *(copy(f"a{n}", "a0", n + 1) for n in range(6)),
    copy("b0", "b0", 20),
    copy("b1", "b0", 10, title="Autre chose", body="Un drone, dit-on. " + 30 * "Rien de plus ce matin. "),
    copy("c0", None, 30),
    copy("d0", "d0", 40, title="Un navire", body="Rien."),
)


def told(results) -> list[tuple[str, int]]:
    return [(one.id, one.also) for one in results.found]


def test_one_answer_stands_for_its_story_and_says_for_how_many(archive):
    archive.put(PRESS)
    results = archive.find(parse("drone", NOON), most=9, stories=True)
    assert told(results) == [("a0", 5), ("b0", 1), ("c0", 0)]
    assert (results.total, results.stories) == (9, 3)


def test_only_answers_count_as_copies(archive):
    archive.put(PRESS)
    results = archive.find(parse("titre:drone", NOON), most=9, stories=True)
    assert told(results) == [("a0", 5), ("b0", 0), ("c0", 0)]
    assert (results.total, results.stories) == (8, 3)


@pytest.mark.parametrize(("query", "newest"), [("drone", True), ("depuis:35h", False)])
def test_by_time_the_newest_copy_stands_for_its_story(archive, query, newest):
    archive.put(PRESS)
    results = archive.find(parse(query, NOON), most=9, newest=newest, stories=True)
    assert told(results) == [("a0", 5), ("b1", 1), ("c0", 0)]


def test_the_page_is_filled_with_stories_whatever_the_copies_before_them(archive):
    many = [copy(f"m{n}", "m0", 0, body="Un drone, un drone.") for n in range(60)]
    archive.put([*many, *PRESS])
    for newest in (False, True):
        results = archive.find(parse("drone", NOON), most=2, newest=newest, stories=True)
        assert [(one.story_id, one.also) for one in results.found] == [("m0", 59), ("a0", 5)]
        assert results.stories == 4


def test_each_article_stands_for_itself_where_stories_are_not_asked_for(archive):
    archive.put(PRESS)
    results = archive.find(parse("drone", NOON), most=9, facets=True)
    assert {one.also for one in results.found} == {0}
    assert (len(results.found), results.stories) == (9, None)


def test_facets_count_all_copies(archive):
    archive.put(PRESS)
    results = archive.find(parse("drone", NOON), most=1, facets=True, stories=True)
    assert results.facets["countries"][0].articles == 9
    assert results.facets["sources"][0].articles == 9
    assert sum(one.articles for one in results.timeline) == 9


def test_what_has_most_of_it_is_told_by_story_too_and_not_again(archive):
    archive.put(PRESS)
    asked = parse("drone abattu -navire dit", NOON)
    results = archive.find(asked, most=9, loose=loosened(asked), stories=True)
    assert len({one.story_id or one.id for one in results.found}) == len(results.found)
    assert {one.id for one in results.found} >= {"a0", "c0"}


def test_a_question_for_nothing_has_no_story(archive):
    archive.put(PRESS)
    nothing = archive.find(parse("vedette", NOON), most=5, stories=True)
    assert (nothing.total, nothing.found, nothing.stories) == (0, (), 0)


def test_more_copies_than_are_weighed_hide_no_other_story(tmp_path):
    archive = TantivyArchive(tmp_path / "index", lambda: NOON)
    other = copy("b0", "b0", 90, title="Autre chose", body="Un drone, dit-on. " + 90 * "Rien de plus. ")
    number = answers.MOST_WEIGHED + 100
    archive.put([*(copy(f"a{n}", "a0", n, body="Un drone.") for n in range(number)), other])
    results = archive.find(parse("drone", NOON), most=2, stories=True)
    assert told(results) == [("a0", number - 1), ("b0", 0)]
