"""Texts of the web that would be more than text: at every receiver they are shown, and do nothing else."""

import csv
import io
import json
import re
from dataclasses import replace
from email import message_from_bytes, policy
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html
from shown import ALERT, DIGEST, LINKS, NOTICE, OTHER, as_json, channel

from injections import CASES
from poisoned_alerts import poisoned
from workers.news.alert import Delivery, Raised
from workers.stages.render import atom, json_feed, mail, post, rendered, sheet, syslog
from workers.stages.render.escape import line
from workers.stages.render.feeds import Outlet
from workers.stages.render.posts import KINDS
from workers.stages.render.short import short

FORGING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


HARMLESS = poisoned("titre", ALERT)


def of(alert, form="alert"):
    return replace(NOTICE, alerts=(alert,), form=form, links=(LINKS,))


def shape(value):
    """A card without its words."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value).__name__


def tags(page):
    return [(node.tag, sorted(node.keys())) for node in page.iter()]


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request):
    return request.param


@pytest.fixture
def alert(case):
    return poisoned(case, ALERT)


@pytest.mark.parametrize("form", ["alert", "digest"])
def test_a_mail_has_its_headers_and_parts_and_no_others(alert, form):
    plain, sent = (
        message_from_bytes(mail(of(one, form), channel()).as_bytes(), policy=policy.default)
        for one in (HARMLESS, alert)
    )
    assert sent.keys() == plain.keys()
    assert sent["To"] == "desk@example.org"
    assert [part.get_content_type() for part in sent.walk()] == [
        part.get_content_type() for part in plain.walk()
    ]
    assert not FORGING.search(str(sent["Subject"]))
    assert not FORGING.search(sent.get_body(("plain",)).get_content().replace("\r\n", "\n"))
    assert len(mail(of(alert, form), channel()).as_bytes()) < 40_000


@pytest.mark.parametrize("form", ["alert", "digest"])
def test_a_page_has_its_own_elements_and_shows_the_text(alert, form):
    plain, shown = (
        lxml_html.fromstring(rendered("html", of(one, form), channel())) for one in (HARMLESS, alert)
    )
    assert tags(shown) == tags(plain)
    assert {link.get("href") for link in shown.iter("a")} == {link.get("href") for link in plain.iter("a")}
    assert line(alert.title) in " ".join(shown.text_content().split())


def test_slack_shows_letters_only(alert):
    sent = post(of(alert), channel("slack")).content
    assert shape(sent) == shape(post(of(HARMLESS), channel("slack")).content)
    assert "mrkdwn" not in as_json(sent)
    assert "<" not in sent["text"]


def test_a_digest_in_slack_has_its_own_marks_only(alert):
    digest = of(alert, "digest")
    text, plain = (
        next(block for block in post(one, channel("slack")).content["blocks"] if block["type"] == "section")[
            "text"
        ]["text"]
        for one in (digest, of(HARMLESS, "digest"))
    )
    for sign in "<>*`~":
        assert text.count(sign) == plain.count(sign)
    assert not re.search(r"(?<!\w)_|_(?!\w)", text)
    assert set(re.findall(r"<([^|>]*)", text)) == {"https://journal.example/rabat?a=1&b=2"}


@pytest.mark.parametrize("form", ["alert", "digest"])
def test_teams_shows_letters_only(alert, form):
    sent, plain = (post(of(one, form), channel("teams")).content for one in (alert, HARMLESS))
    assert shape(sent) == shape(plain)
    assert '"TextBlock"' not in as_json(sent)


@pytest.mark.parametrize("form", ["alert", "digest"])
@pytest.mark.parametrize("kind", ["telegram", "mattermost"])
def test_markdown_has_its_own_marks_only(alert, form, kind):
    def marks(one):
        content = post(of(one, form), channel(kind)).content
        text = content["text"] if kind == "telegram" else content["attachments"][0]["text"]
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
        assert not re.search(r"@(?!\u200b)", text) or kind == "telegram"
        return re.sub(r"[^_*\[\]`~{}!|\\]" if kind == "telegram" else r"[^_*\[\]`~<>{}!|\\]", "", bare)

    assert marks(alert) == marks(HARMLESS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_json_is_whole_and_of_bounded_size(alert, kind):
    if any("\ud800" <= sign <= "\udfff" for sign in alert.title + alert.passage):
        alert = replace(alert, passage="T", marks=())  # the outbox, which is UTF-8, holds no surrogate
        alert = replace(alert, agencies=(), countries=(), places=(), fired=(), story=None)
    sent = as_json(post(of(alert), channel(kind)).content)
    assert len(json.dumps(json.loads(sent))) < 40_000 or kind == "webhook"
    if kind in {"ntfy", "gotify", "pushover"}:
        content = json.loads(sent)
        assert not FORGING.search(content["title"] + content["message"])
        assert "\n" not in content["title"]


def test_syslog_is_one_line_with_its_own_data(alert):
    text = syslog(of(alert), channel("syslog"), "poste").decode()
    assert not FORGING.search(text)
    assert "\n" not in text
    data = re.match(
        r'<\d+>1 \S+ \S+ beffroi - alert \[beffroi@32473((?: [a-z]+="(?:[^"\\\]]|\\.)*")+)\] ', text
    )
    names = re.findall(r' ([a-z]+)="(?:[^"\\\]]|\\.)*"', data[1])
    assert names.count("id") == 1
    assert len(names) == 10


def test_a_feed_has_its_own_elements_only(alert):
    outlet = Outlet(id="watch/x", title=alert.title)
    sent, plain = (ET.fromstring(atom(outlet, [one])) for one in (alert, HARMLESS))  # noqa: S314 - our own
    assert [node.tag for node in sent.iter()] == [node.tag for node in plain.iter()]
    for contents in (
        [node.text for node in sent.iter("{http://www.w3.org/2005/Atom}content")],
        [item["content_html"] for item in json_feed(outlet, [alert])["items"]],
    ):
        page = lxml_html.fragment_fromstring(contents[0], create_parent=True)
        assert {node.tag for node in page.iter()} == {"div", "p", "mark"}


def test_a_table_has_no_formula(alert):
    raised = Raised(alert=alert, deliveries=(Delivery(channel="bureau", state="sent"),))
    rows = list(csv.reader(io.StringIO(sheet([raised]))))
    assert len(rows) == 2
    assert len(rows[1]) == len(rows[0])
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


def test_an_sms_is_one_line(alert):
    text = short(rendered("short", of(alert), channel()))
    assert len(text) <= 160
    assert text.isprintable()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>x</script>",
        "tg://user?id=1",
        "https://a.example/\r\nBcc: x",
        'https://a.example/"><script>',
        "https://a.example/|x>",
        "https://a.example/)[x](https://mal.example",
        "https://a.example/\\x",
        "//a.example",
        "https://a.example/" + "x" * 5000,
        "http://[",
        " https://a.example/\u202ex ",
    ],
)
def test_an_address_ends_nothing_it_stands_in(url):
    alert = replace(OTHER, url=url)
    page = lxml_html.fromstring(rendered("html", of(alert), channel()))
    hrefs = {link.get("href") for link in page.iter("a")}
    assert all(href == "" or re.fullmatch(r"https://[^\s\"'<>|()\[\]\\]+", href) for href in hrefs)
    for kind in ("slack", "teams", "mattermost", "telegram"):
        sent = as_json(post(of(alert, "digest"), channel(kind)).content)
        assert "javascript:" not in sent
        assert "https://mal.example" not in sent.replace("%29%5Bx%5D%28https://mal.example", "")


def test_there_are_at_least_fifty_cases():
    assert len(CASES) >= 50
    assert DIGEST.form == "digest"
