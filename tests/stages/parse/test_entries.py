"""A feed is read whatever its format and its faults; what is no feed says what it is."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import NOON, feed
from workers.news.errors import NotAFeed
from workers.stages.parse.entries import parse, to_entries
from workers.stages.parse.guard import MOST_BYTES
from workers.stages.parse.surplus import MOST_ENTRIES

URL = "https://essai.example/flux/rss.xml"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Désert &amp; mer</title>
<item><title><![CDATA[ L’armée   à
Gao ]]></title><link>/gao?utm_source=rss</link><guid isPermaLink="false">g-1</guid>
<dc:creator>Par Awa Sy</dc:creator>
<description>&lt;p&gt;R&amp;eacute;sum&amp;eacute;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
<content:encoded><![CDATA[<p>Premier paragraphe,<br>suite.</p><p>Second.</p>]]></content:encoded>
<pubDate>ven., 02 oct. 2020 10:42:00 +0200</pubDate></item>
<item><title>Sans lien</title><description>Brève.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atome</title>
<entry><id>tag:essai.example,2026:1</id><title type="html">L&amp;#8217;Otan</title>
<link rel="enclosure" href="/x.mp3"/>
<link rel="alternate" href="https://essai.example/otan"/><author><name>Jean Roy</name></author>
<updated>2026-03-02T10:00:00+01:00</updated><summary>Sommet.</summary></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://essai.example"><title>Ancien</title></channel>
<item rdf:about="https://essai.example/a"><title>Un</title><link>https://essai.example/a</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jsonesque",
        "items": [
            {
                "id": 7,
                "url": "/sept",
                "title": "Sept",
                "content_html": "<p>Corps</p>",
                "authors": [{"name": "A"}],
            },
            {"id": "8", "content_text": "Huit", "date_published": "2026-03-02T10:00:00+01:00"},
            "rien",
        ],
    }
)


def one(body: str | bytes, **other):
    raw = body if isinstance(body, bytes) else body.encode()
    return parse(raw, url=URL, **other)


def told(body: bytes) -> object:
    """The entries, or why there are none; anything else is a fault."""
    try:
        parsed = parse(body, url=URL)
    except NotAFeed as error:
        return str(error)
    assert to_entries(parsed, feed(), NOON) == to_entries(parsed, feed(), NOON)
    return parsed


def test_rss_is_read_to_plain_text():
    first, second = one(RSS.format(encoding="utf-8")).entries
    assert first.title == "L’armée à Gao"
    assert first.url == "https://essai.example/gao?utm_source=rss"
    assert first.guid == "g-1"
    assert first.summary == "Résumé."
    assert first.content == "Premier paragraphe,\n\nsuite.\n\nSecond."
    assert first.authors == ("Awa Sy",)
    assert f"{first.published:%Y-%m-%dT%H:%MZ}" == "2020-10-02T08:42Z"
    assert (second.url, second.published, bool(second.guid)) == (None, None, True)


@pytest.mark.parametrize("guid", ["<guid>urn:gao</guid>", '<guid isPermaLink="false">gao</guid>'])
def test_a_relative_link_counts_on_either_side_of_the_guid(guid):
    for inside in (f"{guid}<link>/gao</link>", f"<link>/gao</link>{guid}"):
        parsed = one(f"<rss version='2.0'><channel><item><title>Gao</title>{inside}</item></channel></rss>")
        assert [entry.url for entry in parsed.entries] == ["https://essai.example/gao"]


def test_atom_rdf_and_json_feed_are_read():
    (atom,) = one(ATOM).entries
    assert (atom.title, atom.url, atom.authors) == ("L’Otan", "https://essai.example/otan", ("Jean Roy",))
    assert f"{atom.published:%H:%M}" == "09:00"
    assert [entry.url for entry in one(RDF).entries] == ["https://essai.example/a"]
    seven, eight = one(JSON_FEED).entries
    assert (seven.guid, seven.url, seven.content, seven.authors) == (
        "7",
        "https://essai.example/sept",
        "Corps",
        ("A",),
    )
    assert (eight.url, eight.content, f"{eight.published:%H:%M}") == (None, "Huit", "09:00")


@pytest.mark.parametrize(
    ("label", "written", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("iso-8859-1", "cp1252", ""),
        ("utf-8", "cp1252", ""),
        ("iso-8859-1", "utf-8", ""),
        ("utf-8", "utf-8", "text/html; charset=utf-8"),
    ],
)
def test_accents_survive_a_wrong_label(label, written, content_type):
    parsed = one(RSS.format(encoding=label).encode(written), content_type=content_type)
    assert parsed.title == "Désert & mer"
    assert parsed.entries[0].title == "L’armée à Gao"


def test_a_feed_that_is_broken_in_the_middle_gives_what_can_be_read_and_a_warning():
    parsed = one(RSS.format(encoding="utf-8").replace("<item><title>Sans", "<item><titre Sans"))
    assert parsed.entries[0].guid == "g-1"
    assert "not well-formed" in parsed.warnings[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body>Erreur</body></html>", "HTML page"),
        (b"\x89PNG\r\n\0\0\0", "binary"),
        (b'{"error": 404}', "no JSON Feed"),
        (b'{"version": ', "broken"),
        (b"<?xml version='1.0'?><catalogue><livre/></catalogue>", "no feed that we know"),
        (b"Page introuvable", "no feed that we know"),
        (b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>", "entities"),
        (b"<rss><channel><item " + b"a='b' " * 5000 + b"/></channel></rss>", "tag is longer"),
        (b"<rss>" + b" " * MOST_BYTES, "more than"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body, said):
    with pytest.raises(NotAFeed, match=said):
        one(body)


def test_an_html_page_names_the_feeds_it_links_to():
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    with pytest.raises(NotAFeed, match=r"it names https://essai\.example/rss\.xml"):
        one(page)


def test_an_endless_feed_is_cut_with_a_warning():
    items = "<item><title>x</title></item>" * (MOST_ENTRIES + 5)
    parsed = one(f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>")
    assert len(parsed.entries) == MOST_ENTRIES
    assert f"more than {MOST_ENTRIES}" in parsed.warnings[0]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://[", "ftp://x.example/a"])
def test_a_link_that_is_no_web_address_is_left_out(link):
    (entry,) = one(
        f"<rss version='2.0'><channel><item><title>T</title><link>{link}</link></item></channel></rss>"
    ).entries
    assert entry.url is None


def test_control_characters_go():
    (entry,) = one(
        "<rss version='2.0'><channel><item><title>A&#8;B\u200b&#1;C</title></item></channel></rss>"
    ).entries
    assert entry.title.isprintable() or "\u200b" in entry.title
    assert not {"\x01", "\x08"} & set(entry.title)


def test_entries_have_their_articles_ids_each_once():
    body = RSS.format(encoding="utf-8").replace(
        "</channel>", "<item><title>Copie</title><link>/gao#haut</link></item></channel>"
    )
    entries = to_entries(one(body), feed(), NOON)
    assert [entry.title for entry in entries] == ["L’armée à Gao", "Sans lien"]
    assert entries == to_entries(one(body), feed(), NOON)
    assert entries[0].id != entries[1].id
    assert {entry.seen for entry in entries} == {NOON}


def test_no_entry_is_published_more_than_ten_minutes_after_it_was_seen():
    body = ATOM.replace("2026-03-02T10:00:00+01:00", "{}")
    near, soon, far = (
        to_entries(one(body.format(at)), feed(), NOON)[0]
        for at in ("2026-03-02T12:09:00Z", "2026-03-02T13:00:00Z", "2099-01-01T00:00:00Z")
    )
    assert near.published == NOON + timedelta(minutes=9)
    assert (soon.published, far.published) == (NOON, NOON)
    assert far.written == "2099-01-01T00:00:00Z"


def test_an_entry_whose_date_is_empty_has_none():
    (found,) = one(
        "<rss version='2.0'><channel><item><title>a</title><pubDate/></item></channel></rss>"
    ).entries
    assert (found.published, found.written) == (None, "")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_not_a_feed(body):
    assert told(body)


@given(st.integers(0, 900), st.binary(min_size=1, max_size=6))
def test_a_damaged_feed_is_a_feed_or_not_a_feed(at, damage):
    body = RSS.format(encoding="utf-8").encode()
    assert told(body[:at] + damage + body[at + len(damage) :])
