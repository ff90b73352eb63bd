"""The stream: one line a story, the newest first, the same for machines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facts import NOON, document
from page_server import served
from workers.news.story import Placed
from workers.page.storylines import sentence


def copies(press, *names):
    """Copies of one story, a minute apart, the last the newest."""
    for age, name in enumerate(reversed(names)):
        one = document(name, title=f"Titre {name}", source=name, published=NOON - timedelta(minutes=age))
        placed = Placed(story_id=names[0], is_first=name == names[0])
        press.archive.put([replace(one, story=placed)])


def test_a_story_of_three_outlets_is_one_line_at_its_newest(press):
    copies(press, "s1", "s2", "s3")
    press.archive.put([document("b", title="Autre", published=NOON - timedelta(hours=3))])
    with served(press) as reader:
        first, second = reader.ask("/fil.json").json
        text = reader.ask("/").text
    assert (first["title"], first["outlets"], second["title"]) == ("Titre s3", ["s1", "s2", "s3"], "Autre")
    assert text.count("data-story=") == 2
    assert "<b>+2</b>" in text


def test_the_stream_goes_back_without_losing_a_story(press):
    press.archive.put([document(f"a{n}", published=NOON - timedelta(minutes=n)) for n in range(95)])
    seen, path = [], "/fil"
    with served(press) as reader:
        while path:
            seen += [one["id"] for one in reader.ask(path.replace("/fil", "/fil.json")).json]
            text = reader.ask(path).text
            path = text.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in text else ""
    assert seen == [f"a{n}" for n in range(95)]


def test_the_sentence_is_the_one_in_which_a_watch_found_its_form():
    fields = {"body": "Une phrase. Puis le Mali y est. Une autre.", "matched_forms": ["Mali"]}
    assert sentence(fields) == "Puis le Mali y est."
    assert sentence(fields | {"matched_forms": []}) == "Une phrase."
    assert sentence(fields | {"body": ""}) == ""


def test_a_query_narrows_the_stream_and_a_wrong_one_is_told_at_its_sign(reader):
    assert len(reader.ask("/fil.json?q=pays:ML").json) == 1
    assert reader.ask("/fil.json?q=pays:FR").json == []
    wrong = reader.ask("/fil?q=pays:Zz")
    assert wrong.status == 200
    assert 'class="wrong"' in wrong.text
    assert reader.ask("/fil.json?q=pays:Zz").status == 400


def test_a_link_of_an_alert_to_a_search_leads_there(reader):
    answer = reader.ask("/?q=%22v%C3%A9hicules%22")
    assert (answer.status, answer.headers["location"]) == (307, "/recherche?q=%22v%C3%A9hicules%22")


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999", "1e5"])
def test_a_time_that_is_none_is_now(reader, before):
    assert reader.ask(f"/fil?avant={before}").status == 200


def test_the_page_speaks_english_when_asked_and_remembers_it(reader):
    assert 'lang="en"' in reader.ask("/?lang=en").text
    assert "Stream" in reader.ask("/").text
    assert "<h1>Fil" in reader.ask("/?lang=fr").text
    assert "<h1>Fil" in reader.ask("/?lang=xx").text
