"""The inbox, the signed links of alerts, and the feeds out."""

from datetime import timedelta

import pytest
from lxml import etree
from lxml import html as lxml_html

from facts import NOON, alert
from injections import CASES
from page_server import KEY, LINK_KEY, Reader, open_door, served
from poisoned_alerts import poisoned
from workers.news.alert import Condition, Story
from workers.page.alerts import SPAN_NAMES, STATES
from workers.page.language import english
from workers.page.signed import DOES, DONE, EXPLAINED
from workers.stages.links import PURPOSES, links, token

SAMPLE = {
    "marks": ((3, 7),),
    "conditions": (Condition(kind="country", terms=("ML",), detail="place", met=("Mali",)),),
    "countries": ("Mali",),
}


@pytest.fixture
def told(press):
    """A world with three alerts of two watches."""
    press.outbox.put(alert("a1", **SAMPLE))
    press.outbox.put(alert("a2", article_id="e2", title="Un autre", created=NOON - timedelta(hours=1)))
    other = {"watch_id": "sahel", "watch_title": "Sahel", "created": NOON - timedelta(days=2)}
    press.outbox.put(alert("a3", article_id="e3", story=Story(id="s3", outlets=4), **other))
    return press


def ids(reader, query=""):
    return [one["id"] for one in reader.ask(f"/alertes.json{query}").json]


@pytest.mark.usefixtures("told")
def test_an_alert_begins_with_its_passage_and_says_why(reader):
    page = lxml_html.fromstring(reader.ask("/alertes").text)
    (first, *_) = page.find_class("alert")
    assert first.xpath(".//blockquote/mark")[0].text == "Mali"
    assert "pays (lieu)" in first.xpath(".//details")[0].text_content()
    assert first.xpath(".//h3/a")[0].get("href") == "/article/e1"
    assert [one.text_content() for one in page.find_class("day")] == [
        "lundi 2 mars 2026",
        "samedi 28 février 2026",
    ]


def test_the_inbox_is_by_watch_and_what_was_said_of_leaves_it(told, reader):
    assert ids(reader) == ["a1", "a2", "a3"]
    assert ids(reader, "?veille=sahel") == ["a3"]
    assert reader.send("/alertes/a1", do="dull").headers["location"] == "/alertes"
    assert ids(reader) == ["a2", "a3"]
    reader.send("/alertes/a2", do="acknowledge", veille="mali")
    assert ids(reader) == ["a3"]
    assert [one["vote"] for one in reader.ask("/alertes.json?etat=toutes").json] == ["dull", None, None]
    assert told.remarks.acknowledged("a2") == NOON


@pytest.mark.parametrize(
    ("what", "subject", "open"),
    [
        ("story", "story:s3", ["a1", "a2"]),
        ("source", "source:sahel-info", []),
        ("watch", "watch:sahel", ["a1", "a2"]),
    ],
)
def test_a_story_a_source_or_a_watch_is_muted_for_a_time_and_told_again(told, reader, what, subject, open):
    there = reader.send("/alertes/a3", do="mute", what=what, span="4h", etat="toutes").headers["location"]
    assert there == "/alertes?etat=toutes"
    assert told.remarks.mutes(NOON) == {subject: NOON + timedelta(hours=4)}
    assert ids(reader) == open
    reader.send("/alertes/a3", do="unmute")
    assert ids(reader) == ["a1", "a2", "a3"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("id", "fields", "status"),
    [
        ("a9", {"do": "true"}, 404),
        ("a1", {"do": "delete"}, 400),
        ("a1", {}, 400),
        ("a1", {"do": "mute", "what": "all"}, 400),
        ("a1", {"do": "mute", "span": "99y"}, 400),
    ],
)
def test_what_is_not_done_with_an_alert_is_refused(reader, id, fields, status):
    assert reader.send(f"/alertes/{id}", **fields).status == status
    assert ids(reader) == ["a1", "a2", "a3"]


def test_a_vote_without_our_token_is_refused(told, reader):
    for forged in ("", "0" * 32):
        assert reader.send("/alertes/a1", token=forged, do="true").status == 403
    assert told.votes.votes() == []


def test_a_long_inbox_goes_on_where_it_ended(press, reader):
    for number in range(50):
        press.outbox.put(
            alert(f"b{number:02}", article_id=f"e{number}", created=NOON - timedelta(minutes=number))
        )
    shown = [lxml_html.fromstring(text).find_class("alert") for text in pages(reader, "/alertes?veille=mali")]
    assert [one.get("id") for page in shown for one in page] == [
        f"alerte-b{number:02}" for number in range(50)
    ]


def test_an_alert_of_no_article_leads_to_none(press, reader):
    press.outbox.put(alert("a1", watch_id="feed-health", title="Le flux se tait"))
    (title,) = lxml_html.fromstring(reader.ask("/alertes").text).xpath("//li//h3")
    assert (title.text, len(title)) == ("Le flux se tait", 0)


@pytest.mark.usefixtures("told")
def test_the_same_alerts_come_as_csv_and_atom(reader):
    assert reader.ask("/alertes.csv").text.splitlines()[1].startswith('"a1","2026-03-02T12:00:00+00:00"')
    feed = etree.fromstring(reader.ask("/alertes.atom?veille=sahel").text.encode())
    assert [one.tag.rpartition("}")[2] for one in feed].count("entry") == 1


def test_a_watch_and_a_channel_are_feeds_whose_key_is_good_for_nothing_else(told):
    told.outbox.put(alert("a4", article_id="e4", channels=("chef",)))
    with served(told, open_door(told.now, page_password="ouvre-toi")) as reader:
        reader.send("/entrer", password="ouvre-toi")
        feed = lxml_html.fromstring(reader.ask("/alertes?canal=chef").text).xpath("//a[text()='JSON Feed']")
        path = feed[0].get("href")
        stranger = Reader(reader.port)
        answer = stranger.ask(path)
        assert [one["id"] for one in answer.json["items"]] == ["urn:beffroi:alert:a4"]
        assert answer.headers["content-type"] == "application/feed+json"
        assert "cle=" not in answer.json["feed_url"]
        assert stranger.ask(path.replace("feed.json", "csv")).status == 303
        assert stranger.ask(path[:-1] + "!").status == 303
        assert reader.ask("/alertes.feed.json?veille=sahel&etat=toutes").json["title"] == "Beffroi – sahel"


def linked(press, name="a1", purpose="true"):
    raised = press.outbox.raised(name).alert
    address = getattr(links(raised, page="http://x", key=LINK_KEY), purpose)
    return address.removeprefix("http://x")


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_a_link_shows_what_it_does_and_does_it_when_asked(told, purpose):
    with served(told, open_door(told.now, page_password="ouvre-toi")) as reader:
        path = linked(told, purpose=purpose)
        before = said(told)
        shown = reader.ask(path)
        assert (shown.status, said(told)) == (200, before)
        assert DOES[purpose] in shown.text
        done = reader.ask(path, "POST")
        assert (done.status, reader.ask(path, "POST").status) == (200, 200)
        assert DONE[purpose] in done.text
        assert said(told) != before


def said(press):
    votes = [vote.verdict for vote in press.votes.votes()]
    return votes, press.remarks.acknowledged("a1"), press.remarks.mutes(NOON)


def test_a_guess_is_answered_as_what_there_is_not(told, reader):
    good = linked(told).removeprefix("/alerts/")
    purpose, until, subject, mac = good.split(".")
    stale = token(LINK_KEY, "true", "a1", NOON)
    unknown = token(LINK_KEY, "true", "a9", NOON + timedelta(days=1))
    guesses = [
        *(f"{other}.{until}.{subject}.{mac}" for other in ("false", "mute", "feed", "")),
        f"{purpose}.{int(until) + 1}.{subject}.{mac}",
        f"{purpose}.{until}.{subject}A.{mac}",
        f"{purpose}.{until}.{subject}.{mac[:-1]}",
        f"{purpose}.{until}.{subject}.",
        token(KEY, "true", "a1", NOON + timedelta(days=1)),
        token(LINK_KEY, "delete", "a1", NOON + timedelta(days=1)),
        *(stale, unknown, "x", "%00", "a.b.c.d", "true.9.é.x", "t" * 5000),
    ]
    paths = [f"/alerts/{guess}".replace("é", "%C3%A9") for guess in guesses]
    for answer in (reader.ask(path, way) for path in paths for way in ("GET", "POST")):
        assert answer.status == 404
        assert "Ce lien n’est pas ou plus bon." in answer.text
    assert said(told) == ([], None, {})


def test_whatever_stands_in_an_alert_is_shown_and_does_nothing(press, reader):
    harmless = poisoned("titre", alert("harmless", story=None))
    press.outbox.put(harmless)
    for number, text in enumerate(CASES.values()):
        writable = text.encode("utf-8", "replace").decode()
        later = {"article_id": f"e{number}", "created": NOON - timedelta(minutes=number + 1)}
        press.outbox.put(poisoned(writable, alert(f"a{number}", **later)))
    shown = list(pages(reader, "/alertes?lang=en"))
    assert all(len(text) < 350_000 for text in shown)
    first, *others = [one for text in shown for one in lxml_html.fromstring(text).find_class("alert")]
    assert len(others) == len(CASES)
    assert {frozenset(shape(first))} == {frozenset(shape(one)) for one in others}
    pattern = shape(lxml_html.fromstring(reader.ask(linked(press, "harmless")).text))
    for number in range(len(CASES)):
        assert shape(lxml_html.fromstring(reader.ask(linked(press, f"a{number}")).text)) == pattern
    assert '\n"=' not in reader.ask("/alertes.csv?etat=toutes").text
    etree.fromstring(reader.ask("/alertes.atom").text.encode())


def pages(reader, path):
    """Each page of the inbox."""
    while path:
        text = reader.ask(path).text
        yield text
        path = next((one.get("href") for one in lxml_html.fromstring(text).xpath("//*[@rel='next']")), None)


def shape(node):
    """Elements with their attributes' names; a passage may have more marks or fewer."""
    found = {(one.tag, *sorted(one.keys())) for one in node.iter() if isinstance(one.tag, str)}
    return found - {("mark",)}


def test_every_text_that_a_program_chooses_has_its_english():
    for table in (DOES, DONE, EXPLAINED, SPAN_NAMES, STATES):
        assert set(table.values()) <= set(english())
