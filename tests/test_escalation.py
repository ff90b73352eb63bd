"""One alert a watch and story; another only where a copy brings a new fact."""

from dataclasses import dataclass, replace

import pytest

from facts import NOON
from readers import reader
from story_timeline import Version, known_persons, timeline
from workers.edges.memory.stories import MemoryStories
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.alert import Alert
from workers.news.article import Article
from workers.news.watch import Watch
from workers.story_port import Stories

WATCHES = (
    Watch(id="mali", title="Mali", any=("Mali",), channels=("desk",)),
    Watch(id="compte", title="Compte", any=("Mali",), channels=("desk",), escalate_outlets=8),
)
READER = reader(WATCHES, known_persons)


def in_force():
    return READER.in_force().watches


@dataclass
class Room:
    stories: Stories

    def read(self, article: Article) -> list[Alert]:
        """The notices that the article is, of all watches."""
        joining = Joining(stories=self.stories, watches=in_force, now=lambda: NOON)
        (found,) = READER.read([article], NOON)
        return list(joining.joined(found)[1])

    def told(self, article: Article, watch: str) -> tuple[str, ...] | None:
        notices = [alert for alert in self.read(article) if alert.watch_id == watch]
        return notices[0].story.news if notices else None


@pytest.fixture(params=["memory", "redis"])
def room(request) -> Room:
    if request.param == "memory":
        return Room(MemoryStories())
    return Room(RedisStories(request.getfixturevalue("store")))


def without_count(version: Version) -> tuple[str, ...] | None:
    return None if version.news == ("repris par 8 titres",) else version.news


def test_twelve_versions_of_one_event_are_one_story_and_exactly_the_expected_notices(room):
    told = [room.told(version.article, "compte") for version in timeline()]
    assert told == [version.news for version in timeline()]
    story = room.stories.story("v01")
    assert [copy.article_id for copy in story.copies] == [version.article.id for version in timeline()]
    assert len(story.outlets) == 8


def test_a_watch_that_does_not_count_outlets_is_not_told_of_them(room):
    told = [room.told(version.article, "mali") for version in timeline()]
    assert told == [without_count(version) for version in timeline()]


def test_every_version_read_twice_gives_the_same_notices_under_the_same_ids(room):
    for version in timeline():
        once, again = room.read(version.article), room.read(version.article)
        assert [(one.id, one.story.news) for one in once] == [(one.id, one.story.news) for one in again]
    all_of_them = [alert.id for version in timeline() for alert in room.read(version.article)]
    assert len(set(all_of_them)) == len(all_of_them) == 11


def test_an_alert_says_its_story_its_number_and_how_many_carry_it(room):
    raised = [one for version in timeline() for one in room.read(version.article) if one.watch_id == "compte"]
    assert {one.story.id for one in raised} == {"v01"}
    assert [one.story.escalation for one in raised] == list(range(6))
    assert [one.story.outlets for one in raised] == [1, 4, 5, 6, 7, 8]


def test_a_copy_that_lost_the_term_still_counts_as_an_outlet(room):
    versions = [version.article for version in timeline()]
    for article in versions[:-1]:
        room.read(article)
    last = replace(versions[-1], title="Le général à Gao", body=versions[-1].body.replace("Mali", "pays"))
    assert "Mali" not in last.text
    (alert,) = room.read(last)
    assert (alert.watch_id, alert.story.news) == ("compte", ("repris par 8 titres",))
    assert alert.article_id == last.id
    assert "Mali" in alert.passage + alert.reason  # the first copy's, which proves the match
    assert alert.fired


def test_a_revision_with_another_toll_is_a_notice_and_one_with_other_words_is_none(room):
    first = timeline()[0].article
    assert room.told(first, "mali") == ()
    polished = replace(first, revision=2, body=first.body.replace("raconté", "rapporté"))
    assert room.told(polished, "mali") is None
    corrected = replace(first, revision=3, body=first.body.replace("Douze", "Dix-huit"))
    assert room.told(corrected, "mali") == ("morts : 12 → 18",)


def wanting(stories, least):
    """What reads the timeline for a watch that asks for so many outlets."""
    reading = reader((Watch(id="mali", title="Mali", any=("Mali",), min_sources=least),), known_persons)

    def read(article):
        joining = Joining(
            stories=stories, watches=lambda: reading.in_force().watches, now=lambda: article.seen
        )
        (found,) = reading.read([article], NOON)
        return joining.joined(found)[1]

    return read


def test_a_watch_that_wants_several_outlets_is_held_back_until_they_carry_the_story(room):
    read = wanting(room.stories, 5)
    outlets, first = set(), None
    for version in timeline():
        outlets.add(version.article.source)
        alerts = read(version.article)
        if len(outlets) < 5:
            assert alerts == ()
        elif first is None:
            (first,) = alerts
            assert (first.story.escalation, first.story.outlets) == (0, 5)
            assert first.article_id == version.article.id
            assert [one.id for one in read(version.article)] == [first.id]
    assert first


def test_the_outlet_that_completes_them_need_not_have_the_terms(room):
    first = timeline()[0].article
    silent = replace(first, id="silent", source="Le Silencieux", title="Un convoi attaqué", body=first.body)
    silent = replace(silent, body=silent.body.replace("Mali", "pays").replace("malien", "local"))
    read = wanting(room.stories, 2)
    assert read(first) == ()
    (alert,) = read(silent)
    assert (alert.article_id, alert.story.escalation, alert.story.outlets) == (first.id, 0, 2)
    assert alert.passage
    assert alert.created == silent.seen
    assert [one.id for one in read(silent)] == [alert.id]
