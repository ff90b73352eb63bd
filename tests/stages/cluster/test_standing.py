"""What an article's document tells of the story it joined."""

from dataclasses import replace
from datetime import timedelta

from facts import NOON, article, document
from workers.news.story import Copy, Placed, Story
from workers.stages.cluster.placing import standing
from workers.stages.index import body, placed

HOUR = timedelta(hours=1)


def copy(number: int, source: str, **other) -> Copy:
    facts = {
        "article_id": f"a{number}",
        "source": source,
        "title": f"Titre {number}",
        "url": "",
        "at": NOON + number * HOUR,
        "published": None,
    }
    return Copy(**facts | other)


COPIES = (copy(0, "AFP"), copy(1, "Le Soir"), copy(2, "AFP"), copy(3, "La Voix"))
STORY = Story(id="a0", copies=COPIES, outlets=("AFP", "Le Soir", "La Voix"), agency="AFP")


def test_outlets_are_counted_up_to_the_copy_whoever_joined_since():
    assert [standing(STORY, one).outlets for one in COPIES] == [1, 2, 2, 3]
    assert standing(STORY, copy(501, "Le Soir")).outlets == 3


def test_a_copy_is_indexed_with_the_first_of_its_story_and_how_late_it_is():
    here = standing(STORY, COPIES[1])
    made = body(replace(document("a1", seen=NOON + HOUR), story=here))
    told = {
        name: made[name] for name in ("story_title", "first_outlet", "outlets", "story_agency", "behind_ms")
    }
    assert told == {
        "story_title": "Titre 0",
        "first_outlet": "AFP",
        "outlets": 2,
        "story_agency": "AFP",
        "behind_ms": 3_600_000,
    }
    assert placed(made) == replace(here, similarity=None)


def test_an_article_of_no_story_stands_for_itself():
    made = body(document("a1"))
    assert (made["story_id"], placed(made)) == ("a1", None)


def test_a_story_kept_before_it_told_of_its_first_is_indexed_all_the_same():
    made = body(replace(document("a1"), story=Placed(story_id="a0", is_first=False)))
    assert (made["story_title"], made["first_outlet"], made["behind_ms"]) == (None, None, 0)
    assert article("a1").id == made["id"]
