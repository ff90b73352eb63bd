"""A changed text is a revision; a changed date, space or order is none."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, article, entry
from workers.news.article import Page
from workers.stages.revise import LONGEST_ADDED, LOOKS, MOST_ADDED, next_look, remembered, revised

PAGE = Page(entry_id="e1", url="https://x.example/", html=b"", etag='"1"', modified="hier")
BODY = "Le convoi est parti lundi. Il est attendu jeudi.\n\nL'état-major n'a rien dit."


def look(body: str = BODY, **other):
    return remembered(
        entry(summary="Un chapeau.", content="Un texte."), PAGE, article(body=body, **other), NOON
    )


def test_an_articles_page_is_looked_at_after_an_hour_six_hours_and_a_day():
    times = [NOON]
    while later := next_look(NOON, times[-1]):
        times.append(later)
    assert [time - NOON for time in times[1:]] == list(LOOKS)
    assert next_look(NOON, NOON + timedelta(hours=7)) == NOON + timedelta(hours=24)


def test_what_is_remembered_holds_no_word_of_the_text():
    found = look()
    assert (found.entry.summary, found.entry.content, found.etag, found.modified) == ("", "", '"1"', "hier")
    assert "convoi" not in str(found)
    assert found.due == NOON + LOOKS[0]


@pytest.mark.parametrize("other", [{"origin": "summary"}, {"text_quality": "stub"}])
def test_a_text_that_is_not_wholly_the_pages_is_not_compared(other):
    assert look(**other) is None
    assert revised(look(), article(body="Tout autre.", **other)) is None


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace(" ", "\u00a0 "),
        BODY.replace("'", "’"),
        BODY.upper(),
        "\n\n".join(reversed(BODY.split("\n\n"))),
        BODY + "\n\nMis à jour à 14h10.",
        "Mise à jour le mardi 3 mars 2026 à 14 h 10\n\n" + BODY,
    ],
)
def test_a_cosmetic_change_is_no_revision(body):
    assert revised(look(), article(body=body)) is None


def test_a_revision_says_what_came_and_how_much_went():
    found = revised(look(), article(body="Le convoi est parti lundi. Il est arrivé mercredi."))
    assert (found.revision, found.added, found.removed) == (2, ("Il est arrivé mercredi.",), 2)


def test_what_is_told_of_a_change_is_bounded():
    long = "\n\n".join(f"Phrase {number} " + "mot " * 200 for number in range(50))
    found = revised(look(), article(body=long))
    assert len(found.added) == MOST_ADDED
    assert max(map(len, found.added)) <= LONGEST_ADDED


@given(st.text(max_size=300))
def test_a_text_is_no_revision_of_itself(body):
    assert revised(look(body), article(body=body)) is None
