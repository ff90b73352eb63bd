"""An article: its text with what was recognised, its copies, why watches fired, how long it took."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, alert, document
from newsroom import Newsroom
from page_server import served
from workers.news.story import Copy, Placed, Story
from workers.page.copies import beside
from workers.page.marking import Marker

FIELDS = {
    "matched_forms": ["véhicules blindés"],
    "mentions": [
        {"type": "person", "text": "Assimi Goïta", "canonical": "Assimi Goïta", "count": 2},
        {"type": "organisation", "text": "l'Africom", "canonical": "Africom", "count": 1},
        {"type": "place", "text": "Sur", "canonical": "Sur", "count": 1},
    ],
    "countries": ["ML"],
    "keywords": ["véhicule blindé", "soldat"],
}


def marked(text, fields=FIELDS):
    return [(one.text, one.kind) for one in Marker(fields).stretches(text) if one.kind]


def test_names_countries_and_words_are_found_again_in_their_forms():
    text = "Goïta a reçu l’Africom. Les soldats maliens ont des véhicules blindés, au Mali."
    assert marked(text) == [
        ("Goïta", "person"),
        ("l’Africom", "organisation"),
        ("soldats", "keyword"),
        ("maliens", "country"),
        ("véhicules blindés", "watch"),
        ("Mali", "country"),
    ]


def test_a_name_is_no_word_and_no_part_of_one():
    assert marked("Il est sur la route, malin ; l'AFRICOM dit.") == [("l'AFRICOM", "organisation")]


def test_marking_loses_nothing_of_the_text():
    text = "Assimi Goïta, Mali ; « soldat »."
    assert "".join(one.text for one in Marker(FIELDS).stretches(text)) == text
    assert [one.text for one in Marker({}).stretches(text)] == [text]


def test_an_article_is_shown_with_its_marks_and_path(reader):
    text = reader.ask("/article/e1").text
    assert '<span class="m m-watch">Mali</span>' in text
    assert "véhicules blindés</span>" in text
    assert "Vu dans le flux" in text
    assert 'href="https://sahel-info.example/e1"' in text
    assert reader.ask("/article/e1.json").json["title"] == "Le Mali reçoit des blindés"
    assert "search" not in reader.ask("/article/e1.json").json


@pytest.mark.parametrize("id", ["nul", "..%2f..%2fetc", "%22%20OU%20*", "a" * 3000])
def test_an_article_that_is_not_there_is_not_found(reader, id):
    assert reader.ask(f"/article/{id}").status == 404
    assert reader.ask(f"/histoire/{id}").status == 404


def test_what_the_source_lets_be_kept_is_all_that_is_shown(press):
    press.archive.put([document("e2", body="Un début.", store="extract")])
    with served(press) as reader:
        text = reader.ask("/article/e2").text
    assert "ne permet de garder qu’un extrait" in text


def test_why_each_watch_fired_is_told_with_its_passage(press):
    press.archive.put([document("e1")])
    told = alert(passage="Le Mali a reçu des blindés.", marks=((3, 7),), reason="Mali (Mali)")
    press.outbox.put(told)
    press.outbox.settle([told.id], "desk", "sent", NOON + timedelta(seconds=3))
    with served(press) as reader:
        text = reader.ask("/article/e1").text
    assert "<blockquote>Le <mark>Mali</mark> a reçu des blindés.</blockquote>" in text
    assert "desk : remise" in text
    assert "+ 3 s" in text


def test_a_watch_that_answered_without_an_alert_is_named(reader):
    assert "a répondu sans nouvelle alerte" in reader.ask("/article/e1").text


def test_copies_stand_in_order_with_what_differs(press):
    first, copy = document("e1", body="Un. Deux."), document("e2", body="Un. Trois. Quatre.")
    placed = Placed(story_id="e1", is_first=True)
    press.archive.put([replace(first, story=placed), replace(copy, story=placed)])
    seen = {"title": "T", "url": "", "published": NOON}
    story = Story(
        id="e1",
        copies=(
            Copy(article_id="e1", source="A", at=NOON, **seen),
            Copy(article_id="e2", source="B", at=NOON, kind="rewritten", similarity=0.5, **seen),
            Copy(article_id="gone", source="C", at=NOON, kind="verbatim", similarity=1.0, **seen),
        ),
        outlets=("A", "B", "C"),
    )
    one, other, gone = beside(press, story, {"id": "e1", "body": "Un. Deux."})
    assert (one.is_this, one.more, one.less) == (True, (), ())
    assert (other.more, other.less) == (("Trois.", "Quatre."), ("Deux.",))
    assert (gone.indexed, gone.more, gone.less) == (False, (), ())


def test_a_story_leads_to_its_first_article_and_shows_all_of_it(press):
    room = Newsroom()
    room.day()
    press.archive.put(list(room.archive.documents.values()))
    id, one = next(iter(room.archive.documents.items()))
    assert one.story is not None
    with served(press) as reader:
        assert reader.ask(f"/article/{id}").status == 200
        assert reader.ask("/histoire/inconnue.json").status == 404
