"""Signed links: one purpose, one alert, until a time; nothing for a guess."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, alert
from workers.news.alert import Fired, Story
from workers.stages.links import GOOD_FOR, PURPOSES, delivery_id, links, token, verified

KEY = b"k" * 32
SOON = NOON + timedelta(hours=1)


def test_a_token_gives_its_subject_until_it_expires():
    made = token(KEY, "mute", "a1", SOON)
    assert verified(KEY, "mute", made, NOON) == "a1"
    assert verified(KEY, "mute", made, SOON) is None


@pytest.mark.parametrize("purpose", sorted(PURPOSES - {"mute"}))
def test_a_token_does_one_thing_only(purpose):
    assert verified(KEY, purpose, token(KEY, "mute", "a1", SOON), NOON) is None


@given(st.integers(0), st.characters())
def test_a_token_changed_anywhere_is_none(place, sign):
    made = token(KEY, "true", "a1", SOON)
    place %= len(made)
    forged = made[:place] + sign + made[place + 1 :]
    assert verified(KEY, "true", forged, NOON) == ("a1" if forged == made else None)


@given(st.text(), st.text())
def test_any_text_is_a_token_or_none(text, subject):
    assert verified(KEY, "true", text, NOON) is None
    assert verified(KEY, "true", token(KEY, "true", subject[:50], SOON), NOON) == subject[:50]


def test_another_key_is_a_guess():
    assert verified(b"x" * 32, "true", token(KEY, "true", "a1", SOON), NOON) is None


def test_an_alert_s_links_are_good_for_a_month_and_the_same_at_each_attempt():
    given_ = links(alert(), page="https://veille.example/", key=KEY)
    assert given_ == links(alert(), page="https://veille.example", key=KEY)
    text = urlsplit(given_.dull).path.removeprefix("/alerts/")
    assert verified(KEY, "dull", text, NOON + GOOD_FOR - timedelta(seconds=1)) == "a1"
    assert verified(KEY, "dull", text, NOON + GOOD_FOR) is None


def test_the_search_link_looks_for_the_form_that_fired():
    one = alert(fired=(Fired(term="Africom", forms=("l'AFRICOM & co",)),))
    asked = urlsplit(links(one, page="https://veille.example", key=KEY).search)
    assert parse_qs(asked.query) == {"q": ['"l\'AFRICOM & co"']}


def test_where_one_searches_in_kibana_the_story_is_asked_for_there():
    one = alert(story=Story(id="s'1"))
    given_ = links(one, page="", key=KEY, kibana="https://kibana.example")
    assert given_.search.startswith("https://kibana.example/app/discover#/?")
    assert given_.search.endswith("query:'story_id%3A%22s!%271%22'))")
    assert (given_.true, given_.mute) == ("", "")


def test_without_a_page_there_are_no_links():
    assert links(alert(), page="", key=KEY).search == ""


def test_a_delivery_is_named_by_alert_and_channel():
    assert delivery_id("a", "b") == delivery_id("a", "b") != delivery_id("ab", "")
    assert len(delivery_id("a", "b")) == 32
