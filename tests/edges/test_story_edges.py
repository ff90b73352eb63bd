"""Every Stories keeps texts for 14 days, finds their copies, and lets no two workers make two stories of one."""

# ruff: noqa: E501 - a sentence is one line, as in a text that a person pastes

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, article
from lookalikes import HELD_OUT, pairs
from workers.edges.memory.stories import MemoryStories
from workers.edges.redis.packed_texts import packed, unpacked
from workers.edges.redis.stories import RedisStories
from workers.joining import Joining
from workers.news.document import Entity, Findings, Keyword
from workers.news.story import Notice, Told
from workers.stages.cluster import MOST_STORIES, WINDOW, fingerprint, placed

BODY = (
    "Douze soldats maliens ont été tués lundi près de Labbezanga dans l'attaque d'un convoi qui ramenait des vivres "
    "vers Ansongo, a annoncé le gouverneur de Gao. Les assaillants ont incendié quatre camions avant de repasser "
    "la frontière du Niger, selon des habitants joints par téléphone."
)
OTHER = (
    "La marine philippine a reçu mercredi à Subic deux patrouilleurs construits à Cherbourg, qui doivent relever des "
    "bâtiments vieux de cinquante ans. Manille en attend quatre autres avant la fin de la décennie, a dit "
    "l'amiral Toribio Adaci pendant la cérémonie."
)
FINDINGS = Findings(
    language="fr",
    entities=(
        Entity(text="Gao", type="place", canonical="Gao", mentions=((0, 3),)),
        Entity(text="Sadio Camara", type="person", canonical="Sadio Camara", mentions=((5, 17),)),
    ),
    keywords=(
        Keyword(category="forces", term="soldat", mentions=((1, 2),)),
        Keyword(category="operation", term="attaque", mentions=((1, 2),)),
    ),
)
NOTHING = Findings(language="fr")


@pytest.fixture(params=["memory", "redis"])
def stories(request):
    if request.param == "memory":
        return MemoryStories()
    return RedisStories(request.getfixturevalue("store"))


def text(name: str, body: str = BODY, after: timedelta = timedelta(), **other):
    at = NOON + after
    return article(name, body=body, source=other.pop("source", name), published=at, seen=at, **other)


def join(stories, one, findings=NOTHING):
    joining = Joining(stories=stories, watches=dict, now=lambda: one.seen)
    return joining.placed(one, findings, fingerprint(one)).placed


def test_a_copy_joins_the_story_of_the_first(stories):
    assert join(stories, text("e1")).is_first
    copy = join(stories, text("e2", after=timedelta(hours=1)))
    assert (copy.story_id, copy.is_first, copy.copy_kind, copy.similarity) == ("e1", False, "verbatim", 1.0)
    story = stories.story("e1")
    assert ([one.article_id for one in story.copies], story.outlets) == (["e1", "e2"], ("e1", "e2"))
    assert story.first.article_id == "e1"


def test_another_text_is_another_story(stories):
    join(stories, text("e1"))
    assert join(stories, text("e2", OTHER)).story_id == "e2"


def test_an_article_that_joins_again_stands_once(stories):
    for _ in range(2):
        assert join(stories, text("e1")).is_first
        assert join(stories, text("e2")).copy_kind == "verbatim"
    assert len(stories.story("e1").copies) == 2


def test_a_story_is_found_by_any_of_its_articles(stories):
    join(stories, text("e1"))
    join(stories, text("e2"))
    assert stories.story_of("e2") == stories.story_of("e1") == stories.story("e1")
    assert stories.story("e2") is None
    assert stories.story_of("nobody") is None


def test_a_part_seen_first_is_the_whole_ones_story(stories):
    join(stories, text("e1", BODY.split(". ", maxsplit=1)[0] + "."))
    assert join(stories, text("e2", BODY + " " + OTHER)).copy_kind == "cut"


def test_after_fourteen_days_the_same_text_is_a_story_of_its_own(stories):
    join(stories, text("e1"))
    late = text("e2", after=WINDOW + timedelta(hours=1))
    assert join(stories, late).story_id == "e2"


def test_of_two_workers_that_looked_at_once_the_second_must_look_again(store):
    stories = RedisStories(store)
    one, other = text("e1"), text("e2")
    looked = [(mine, stories.near(fingerprint(mine), NOON)) for mine in (one, other)]
    placings = [(near, placed(mine, NOTHING, fingerprint(mine), near)) for mine, near in looked]
    assert stories.join(*placings[0], (), NOON)
    assert not stories.join(*placings[1], (), NOON)
    assert join(stories, other).story_id == "e1"


def test_of_two_copies_that_join_at_once_neither_is_lost(store):
    stories = RedisStories(store)
    join(stories, text("e1"))
    copies = [text("e2"), text("e3")]
    looked = [(one, stories.near(fingerprint(one), NOON)) for one in copies]
    placings = [(near, placed(one, NOTHING, fingerprint(one), near)) for one, near in looked]
    assert [stories.join(*placing, (), NOON) for placing in placings] == [True, False]
    join(stories, copies[1])
    assert [one.article_id for one in stories.story("e1").copies] == ["e1", "e2", "e3"]


def test_what_too_many_stories_say_counts_for_nothing(stories):
    line = "Nous publions ce texte dans le cadre d'un accord avec nos confrères de la presse régionale. "
    for number in range(MOST_STORIES + 2):
        words = " ".join(f"mot{number}x{at}" for at in range(40))
        join(stories, text(f"e{number}", line + words))
    last = fingerprint(text("last", line + " Tout autre chose."))
    spread = stories.near(last, NOON).spread
    assert set(spread.values()) == {0}
    assert len(spread) >= len(last.grams) / 2


def test_a_revision_brings_its_new_words_to_the_story(stories):
    join(stories, text("e1"))
    join(stories, replace(text("e1", BODY + " " + OTHER), revision=2))
    assert join(stories, text("e2", OTHER + " " + BODY)).story_id == "e1"
    assert len(stories.story("e1").copies) == 2


def test_the_origin_is_the_agency_that_the_earliest_copy_credits(stories):
    join(stories, text("e1", after=timedelta(hours=2)))
    join(stories, text("e2", after=timedelta(hours=3), agencies=("AFP",)))
    join(stories, text("e3", after=timedelta(hours=1), agencies=("APS", "AFP")))
    assert stories.story("e1").agency == "APS"


def test_what_an_agency_publishes_itself_is_its_own(stories):
    join(stories, text("e1", after=timedelta(hours=1), agencies=("APS",)))
    join(stories, text("e2", source="AFP - Monde"))
    assert stories.story("e1").agency == "AFP"


def test_a_story_names_all_that_its_copies_name(stories):
    join(stories, text("e1"))
    join(stories, text("e2"), FINDINGS)
    assert [actor.name for actor in stories.story("e1").actors] == ["Gao", "Sadio Camara"]
    assert stories.story("e1").keywords == ("soldat", "attaque")


@pytest.mark.parametrize(("hours", "expected"), [(35, ("e1",)), (37, ())])
def test_another_text_on_the_same_event_is_related_for_36_hours(stories, hours, expected):
    join(stories, text("e1"), FINDINGS)
    other = join(stories, text("e2", OTHER, after=timedelta(hours=hours)), FINDINGS)
    assert (other.story_id, other.related) == ("e2", expected)


def test_the_same_place_without_the_same_persons_is_not_related(stories):
    join(stories, text("e1"), FINDINGS)
    elsewhere = replace(FINDINGS, entities=FINDINGS.entities[:1])
    assert join(stories, text("e2", OTHER), elsewhere).related == ()


def test_what_was_told_is_kept_by_watch_and_only_as_the_next_version(stories):
    told = Told(notices=(Notice(number=0, by="e1:1"),), figures=("killed=12",), version=1)
    assert stories.told("e1") == {}
    assert stories.tell("e1", "mali", told, NOON)
    assert not stories.tell("e1", "mali", told, NOON)
    assert stories.tell("e1", "sahel", told, NOON)
    assert stories.tell("e1", "mali", replace(told, version=2), NOON)
    assert {watch: one.version for watch, one in stories.told("e1").items()} == {"mali": 2, "sahel": 1}


@pytest.mark.parametrize("name", ["l'été", "a b", "x" * 300])
def test_any_id_and_source_will_do(stories, name):
    join(stories, text(name))
    assert join(stories, text("e2")).story_id == name


@pytest.mark.parametrize("body", ["", "Oui.", "1 2 3", "« »", "\ud83d\ude00" * 50])
def test_a_text_that_says_nothing_is_a_story_of_its_own(stories, body):
    assert join(stories, text("e1", body)).story_id == "e1"
    assert join(stories, text("e2", body)).story_id == "e2"


def test_a_fingerprint_comes_back_from_bytes_as_it_was():
    texts = tuple(fingerprint(text(name, body)) for name, body in (("e1", BODY), ("été", OTHER), ("e3", "")))
    assert all(one.days and one.slots and one.opening for one in texts[:2])
    assert unpacked(packed(texts)) == texts


def test_a_look_alike_is_told_apart_by_what_is_kept(stories):
    for number, (one, other) in enumerate(pairs(HELD_OUT).values()):
        if one.id[-2:] == "-0" and number % 3:
            placed_at = [join(stories, each).story_id for each in (one, other)]
            assert len(set(placed_at)) == 2, one.id


def test_redis_forgets_postings_and_stories_by_itself(store):
    join(RedisStories(store), text("e1"))
    kept = {key for key in store.scan_iter("beffroi:*") if store.ttl(key) == -1}
    assert not kept
