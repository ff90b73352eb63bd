"""The health of feeds."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from lxml import html as lxml_html

from facts import NOON, document, entry, feed, visit
from injections import CASES
from page_server import served
from workers.news.rhythm import Rhythm
from workers.page.language import english
from workers.page.sources import STATES, feed_lines
from workers.stages.poll.rhythm import observed
from workers.watchlist.listing import Watchlist

HOUR = timedelta(hours=1)
FEEDS = ("sahel-info", "silencieux", "perdu", "neuf", "sahel-info-2")


def steady(until=NOON) -> Rhythm:
    """A feed that published every two hours for four weeks."""
    rhythm = None
    for number in range(28 * 12):
        at = until - timedelta(days=28) + (2 * number + 1) * HOUR
        rhythm = observed(rhythm, [entry(f"n{number}", published=at - HOUR / 2)], at)
    return rhythm


@pytest.fixture
def feeds(press):
    """A world of five feeds: one well, one silent, one failing, one never visited, one with a like name."""
    here = replace(press, watchlist=lambda: Watchlist(feeds=tuple(map(feed, FEEDS))))
    here.schedule.plan(list(here.watchlist().feeds), NOON)
    here.notebook.note(visit(rhythm=steady(), succeeded=NOON))
    here.notebook.note(visit("silencieux", rhythm=steady(NOON - timedelta(days=3)), succeeded=NOON))
    here.notebook.note(
        visit("perdu", outcome="failed", fault="http-404", failures=9, failing_since=NOON - 9 * HOUR)
    )
    here.notebook.note(visit("sahel-info-2", outcome="failed", fault="timeout", failures=1))
    return here


@pytest.fixture
def looker(feeds):
    feeds.archive.put([document("e1"), document("e2", feed_id="sahel-info-2", title="D’un autre")])
    with served(feeds) as one:
        yield one


def page(answer):
    assert answer.status == 200
    return lxml_html.fromstring(answer.text)


def test_feeds_in_trouble_come_first_the_gravest_at_the_top(feeds):
    assert [(one.feed.id, one.states) for one in feed_lines(feeds)] == [
        ("perdu", ("failing",)),
        ("silencieux", ("silent",)),
        ("sahel-info-2", ("failed",)),
        ("neuf", ("never",)),
        ("sahel-info", ("well",)),
    ]


def test_a_feed_shows_its_volume_against_what_is_usual_its_delay_and_why_it_fails(looker):
    rows = page(looker.ask("/sources")).xpath("//tbody/tr")
    assert "404 : page introuvable" in rows[0].text_content()
    well = rows[-1]
    assert well.xpath(".//path")[0].get("d").count("M") == 28
    assert len(well.xpath(".//polyline")[0].get("points").split()) == 28
    assert "30 min" in well.text_content()
    assert well.find_class("good")[0].text == "va bien"


def test_feeds_are_chosen_by_their_trouble(looker):
    def chosen(state):
        return [one["id"] for one in looker.ask(f"/sources.json?etat={state}").json]

    assert chosen("ennui") == ["perdu", "silencieux", "sahel-info-2", "neuf"]
    assert chosen("silent") == ["silencieux"]
    assert chosen("html") == []
    assert page(looker.ask("/sources?etat=silent")).xpath("//tbody/tr/th/a")[0].text == "Silencieux"
    assert "Aucune source" in looker.ask("/sources?etat=html").text
    assert looker.ask("/sources.csv?etat=silent").text.splitlines()[1].startswith("silencieux,Silencieux,")


def test_a_feed_by_itself_has_its_last_entries_and_no_others(looker):
    shown = page(looker.ask("/sources/sahel-info"))
    assert [one.text for one in shown.xpath("//ol/li/a")] == ["Un titre"]
    assert looker.ask("/sources/nulle-part").status == 404


def test_a_feed_is_checked_now_where_a_form_of_ours_asks(feeds, looker):
    before = feeds.schedule.due_times()["neuf"]
    assert looker.send("/sources/neuf", token="0" * 32).status == 403
    assert feeds.schedule.due_times()["neuf"] == before != NOON
    there = looker.send("/sources/neuf").headers["location"]
    assert feeds.schedule.due_times()["neuf"] == NOON
    assert "Demandé" in looker.ask(there).text
    assert looker.send("/sources/nulle-part").status == 404


def test_whatever_a_feed_is_called_or_answers_is_shown_and_does_nothing(press):
    named = [
        feed(f"f{number}", title=text.encode("utf-8", "replace").decode()[:2000], url="https://x.example/")
        for number, text in enumerate(("titre", *CASES.values()))
    ]
    here = replace(press, watchlist=lambda: Watchlist(feeds=tuple(named)))
    for one in named:
        here.notebook.note(visit(one.id, outcome="failed", reason=one.title, failures=1, moved_to=one.title))
        here.archive.put([document(f"e-{one.id}", feed_id=one.id, source=one.title, title=f"T {one.title}")])
    with served(here) as reader:
        rows = page(reader.ask("/sources")).xpath("//tbody/tr")
        assert len(rows) == len(named)
        assert len({frozenset(shape(one)) for one in rows}) == 1
        single = [shape(page(reader.ask(f"/sources/{one.id}"))) for one in named]
        assert all(one == single[0] for one in single)
        assert "\n=" not in reader.ask("/sources.csv").text


def shape(node):
    return {(one.tag, *sorted(one.keys())) for one in node.iter() if isinstance(one.tag, str)}


def test_many_feeds_are_listed_page_by_page(press):
    many = [feed(f"f{number:03}", title=f"Journal {number:03}") for number in range(170)]
    with served(replace(press, watchlist=lambda: Watchlist(feeds=tuple(many)))) as reader:
        found = [page(reader.ask(f"/sources?page={number}")).xpath("//tbody/tr/th") for number in (1, 2, 3)]
        assert [len(one) for one in found] == [80, 80, 10]
        assert len({one.text_content() for part in found for one in part}) == 170
        assert len(page(reader.ask("/sources")).xpath("//nav[@class='pager']/a")) == 3
        for odd in ("0", "-1", "x", "99999999999999", "٣"):
            assert reader.ask(f"/sources?page={quote(odd)}").status == 200
        beyond = page(reader.ask("/sources?page=99"))
        assert len(beyond.xpath("//tbody/tr/th")) == 10
        assert beyond.xpath("//nav[@class='pager']/a[@aria-current]")[0].text == "3"
        assert len(reader.ask("/sources.json").json) == 170


def test_every_state_has_its_english():
    assert set(STATES.values()) <= set(english())


def test_nothing_is_called_usual_before_two_weeks_are_known(press):
    young = replace(steady(), since=NOON - timedelta(days=13))
    here = replace(press, watchlist=lambda: Watchlist(feeds=(feed(),)))
    here.notebook.note(visit(rhythm=young))
    (one,) = feed_lines(here)
    assert (one.usual, one.spark.line, one.week) == (None, "", 78)
