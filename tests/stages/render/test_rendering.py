"""What messages say, and what a channel's own template may and may not do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from shown import ALERT, DIGEST, NOTICE, OTHER, SAHEL, channel, told

from workers.stages.render import atom, json_feed, mail, post, rendered, template_trouble
from workers.stages.render.facts import facts, parts
from workers.stages.render.feeds import Outlet
from workers.stages.render.labels import ENGLISH, FRENCH
from workers.stages.render.short import DOUBLE, GSM, LONGEST, short
from workers.stages.render.times import both


def test_one_story_through_two_watches_names_both():
    assert told("mail", replace(NOTICE, alerts=(ALERT, SAHEL))).count("Africom, Sahel") >= 3


def test_mails_of_one_story_are_one_thread_and_each_its_own_message():
    first = mail(NOTICE, channel())
    again = mail(replace(NOTICE, id="other", alerts=(replace(SAHEL, article_id="a9"),)), channel())
    assert first["References"] == again["References"]
    assert first["Message-ID"] != again["Message-ID"]
    apart = mail(replace(NOTICE, alerts=(OTHER,)), channel())
    assert apart["References"] != first["References"]


def test_a_digest_groups_by_country_then_story():
    text = rendered("text", DIGEST, channel())
    assert text.index("MALI") < text.index("MAROC")
    assert text.count("Le général Anderson") == 1
    assert "[Africom, Sahel]" in text


def test_a_long_digest_says_what_it_leaves_out():
    many = [replace(OTHER, id=f"{n:032x}", article_id=f"a{n}") for n in range(150)]
    text = rendered("text", replace(DIGEST, alerts=tuple(many)), channel())
    assert text.startswith("150 alertes")
    assert text.endswith("et 50 autres (beffroi alerts list)")


@pytest.mark.parametrize(("kind", "most"), [("telegram", 4096), ("pushover", 1024), ("ntfy", 4096)])
def test_a_digest_in_chat_fits_whatever_its_titles(kind, most):
    many = [
        replace(OTHER, id=f"{n:032x}", article_id=f"a{n}", title="Un titre long. " * 30) for n in range(40)
    ]
    asked = post(replace(DIGEST, alerts=tuple(many)), channel(kind))
    text = asked.content.get("text") or asked.content["message"]
    assert len(text) <= most
    assert "autres" in text


def test_pieces_of_a_passage_are_the_passage():
    for alert in (ALERT, replace(ALERT, marks=((0, 2), (13, 20))), replace(ALERT, marks=())):
        assert "".join(str(one["text"]) for one in parts(alert)) == alert.passage
    assert [one["text"] for one in parts(ALERT) if one["marked"]] == ["AFRICOM"]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-10-25T00:30:00", "25 octobre 2026, 02:30 (Paris), 00:30 UTC"),
        ("2026-10-25T01:30:00", "25 octobre 2026, 02:30 (Paris), 01:30 UTC"),
        ("2027-03-28T01:00:00", "28 mars 2027, 03:00 (Paris), 01:00 UTC"),
        ("2028-02-29T23:30:00", "1er mars 2028, 00:30 (Paris), 29 février 2028, 23:30 UTC"),
    ],
)
def test_a_time_is_told_in_paris_and_in_utc(when, shown):
    assert both(datetime.fromisoformat(when).replace(tzinfo=UTC), "Europe/Paris", "fr") == shown


def test_a_desk_on_utc_is_told_one_time():
    assert both(datetime(2026, 11, 2, 8, 30, tzinfo=UTC), "UTC", "en") == "2 November 2026, 08:30 UTC"


def test_a_long_digest_in_english_and_on_teams_says_what_it_leaves_out():
    many = [replace(OTHER, id=f"{n:032x}", article_id=f"a{n}") for n in range(101)]
    digest = replace(DIGEST, alerts=tuple(many))
    assert rendered("text", digest, channel(lang="en")).endswith("and 1 more (beffroi alerts list)")
    card = post(digest, channel("teams")).content["attachments"][0]["content"]
    assert card["body"][-1]["inlines"][0]["text"].startswith("et 91 autres")


def test_a_feed_without_address_or_dates_is_one_all_the_same():
    bare = replace(ALERT, published=None, url="")
    assert b'rel="self"' not in atom(Outlet(id="x", title="X"), [bare])
    assert "url" not in json_feed(Outlet(id="x", title="X"), [bare])["items"][0]


def test_both_languages_have_the_same_words():
    assert FRENCH.keys() == ENGLISH.keys()


@given(st.text(max_size=400), st.sampled_from(["", "https://a.example/x", "https://a.example/" + "x" * 200]))
def test_a_short_message_is_one_sms(text, url):
    sent = short(text, url)
    assert sum(2 if sign in DOUBLE else 1 for sign in sent) <= LONGEST
    assert set(sent) <= GSM | DOUBLE


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ t.__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ passage.append(1) }}",
        "{{ t.update(a=1) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ '%999999999d' % 1 }}",
        "{{ title * 999999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ range(999999999) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}{{ os }}",
        "{{ ('{0.__class__}').format(title) }}",
        "{{ titel }}",
        "{% for %}",
        "{{ title",
        "{{ 1 / 0 }}",
        "{{ title + 1 }}",
    ],
)
def test_a_template_that_reaches_beyond_its_texts_is_refused(source):
    assert template_trouble("text", source)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("text", "{{ title|upper }} – {{ source }}"),
        ("subject", "{{ watches }}: {{ title }}"),
        ("chat", "<{{ url }}|{{ title }}>"),
        ("digest_text", "{% for group in groups %}{{ group.country }}{% endfor %}{{ more }}"),
    ],
)
def test_a_template_of_texts_is_right(part, source):
    assert template_trouble(part, source) == ""


def test_a_channel_s_own_template_takes_the_place_of_the_shipped_one_and_is_escaped_too():
    own = channel("slack", templates=(("chat", "*{{ title }}* <{{ url }}|ici>"),))
    sent = post(replace(NOTICE, alerts=(replace(ALERT, title="<!channel> *x*"),)), own)
    (section,) = [block for block in sent.content["blocks"] if block["type"] == "section"]
    assert section["text"]["text"] == "*&lt;!channel&gt; ∗x∗* <https://journal.example/rabat?a=1&b=2|ici>"


def test_a_channel_s_own_chat_is_shown_by_teams_letter_by_letter():
    own = channel("teams", templates=(("chat", "{{ title }}"),))
    card = post(NOTICE, own).content["attachments"][0]["content"]
    assert [run["text"] for block in card["body"] for run in block["inlines"]][1:] == [ALERT.title]


def test_an_alert_without_passage_links_or_story_is_told_all_the_same():
    bare = replace(
        ALERT, passage="", marks=(), story=None, agencies=(), published=None, seen=None, url="javascript:x"
    )
    notice = replace(NOTICE, alerts=(bare,), links=())
    page = lxml_html.fromstring(rendered("html", notice, channel()))
    assert {link.get("href") for link in page.iter("a")} == {""}
    for kind in ("slack", "teams", "mattermost", "telegram", "ntfy", "gotify", "pushover", "syslog", "sms"):
        assert "None" not in told(kind, notice)


def test_a_digest_has_one_paragraph_for_what_one_article_told():
    began = replace(ALERT, id="1" * 32, article_id="a0")
    news = replace(ALERT, id="2" * 32, story=replace(ALERT.story, escalation=1))
    other = replace(SAHEL, id="3" * 32)
    digest = replace(DIGEST, alerts=(began, news, other), links=())
    (group,) = facts(digest, channel("mail"))["groups"]
    assert [(one["id"], one["several"]) for one in group["stories"]] == [("1" * 32, False), ("2" * 32, True)]
