"""Feeds as they are written: whatever was done to them, the right titles, dates, links and texts come out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from facts import NOON
from wild_desk import Desk, rss

TITLE = "L’été à Ségou : 3 € d’économie"
LATIN = "L'été à Ségou : une frégate"
CURLY = "« L’été » à Ségou – œuvre"
WHEN = "Mon, 02 Mar 2026 10:00:00 +0100"


def at(hour: int, minute: int = 0, *, day: int = 2, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    """A body, and what a person finds in the index: any of the facts that are given."""

    body: bytes
    titles: tuple[str, ...] = ("a", "b")
    urls: tuple[str, ...] | None = None
    dates: tuple[datetime | None, ...] | None = None
    texts: tuple[str, ...] | None = None
    """The beginning of each text."""
    authors: tuple[tuple[str, ...], ...] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    """Other fields of the first article."""


def one(title: str, **other: str) -> dict[str, str]:
    return {"title": title, "link": "/un"} | {name.replace("_", ":"): value for name, value in other.items()}


def dated(written: str, name: str = "pubDate") -> bytes:
    return rss({"title": "a", "link": "/a", name: written})


def declared(encoding: str, title: str, bytes_in: str) -> bytes:
    return rss(one(title)).decode().replace('encoding="utf-8"', f'encoding="{encoding}"').encode(bytes_in)


RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="/"><title>E</title></channel>
<item rdf:about="/a"><title>a</title><link>/a</link><dc:date>2026-03-02T10:00:00+01:00</dc:date></item>
<item rdf:about="/b"><title>b</title><link>/b</link><dc:creator>Awa Diallo</dc:creator></item></rdf:RDF>"""
ATOM_03 = """<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>E</title>
<entry><title>a</title><link rel="alternate" type="text/html" href="/a"/><id>tag:a</id>
<issued>2026-03-02T09:00:00Z</issued><modified>2026-03-02T09:30:00Z</modified></entry></feed>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>E</title>
<entry><title type="html">a &lt;b&gt;très&lt;/b&gt; court</title>
<link href="/a"/><id>urn:a</id>
<published>2026-03-02T10:00:00+01:00</published><updated>2026-03-02T11:00:00+01:00</updated>
<author><name>Awa Diallo</name></author>
<content type="html">&lt;p&gt;Un texte.&lt;/p&gt;</content></entry></feed>"""
CDF = """<?xml version="1.0"?><CHANNEL HREF="http://127.0.0.1/"><TITLE>E</TITLE>
<ITEM HREF="/a"><TITLE>a</TITLE><ABSTRACT>Un chapeau.</ABSTRACT></ITEM></CHANNEL>"""
RSS_090 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>E</title></channel>
<item><title>a</title><link>/a</link></item><item><title>b</title><link>/b</link></item></rdf:RDF>"""
RSS_091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>E</title><link>http://127.0.0.1/</link>
<item><title>a</title><link>/a</link></item><item><title>b</title><link>/b</link></item></channel></rss>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "E",
        "items": [
            {"id": "1", "url": "/a", "title": "a", "content_html": "<p>Un texte.</p>"}
            | {"date_published": "2026-03-02T10:00:00+01:00", "authors": [{"name": "Awa Diallo"}]},
            {"id": 2, "url": "/b", "title": "b", "content_text": "Un autre."},
        ],
    }
)
FORMATS = {
    "25 JSON Feed": Written(
        JSON.encode(),
        urls=("/a", "/b"),
        dates=(at(9), None),
        texts=("Un texte.", "Un autre."),
        authors=(("Awa Diallo",), ()),
        headers={"Content-Type": "application/json"},
    ),
    "RSS 0.90": Written(RSS_090.encode(), urls=("/a", "/b")),
    "RSS 0.91": Written(RSS_091.encode(), urls=("/a", "/b")),
    "RSS 0.92": Written(RSS_091.replace("0.91", "0.92").encode(), urls=("/a", "/b")),
    "RSS 2.0": Written(rss("a", "b"), urls=("/a", "/b")),
    "RSS 1.0, that is RDF": Written(
        RDF.encode(), urls=("/a", "/b"), dates=(at(9), None), authors=((), ("Awa Diallo",))
    ),
    "Atom 0.3": Written(ATOM_03.encode(), ("a",), urls=("/a",), dates=(at(9),)),
    "Atom 1.0": Written(
        ATOM.encode(),
        ("a très court",),
        urls=("/a",),
        dates=(at(9),),
        texts=("Un texte.",),
        authors=(("Awa Diallo",),),
    ),
    "CDF": Written(CDF.encode(), ("a",), urls=("/a",), texts=("Un chapeau.",)),
    "a feed that is called a page": Written(rss("a", "b"), headers={"Content-Type": "text/html"}),
}
ENCODINGS = {
    "32 said to be UTF-8, is windows-1252": Written(declared("utf-8", LATIN, "cp1252"), (LATIN,)),
    "33 said to be ISO-8859-1, is UTF-8": Written(declared("iso-8859-1", TITLE, "utf-8"), (TITLE,)),
    "34 says nothing, is windows-1252": Written(
        rss(one(LATIN)).partition(b"?>")[2].decode().encode("cp1252"), (LATIN,)
    ),
    "34 UTF-16": Written(declared("utf-16", TITLE, "utf-16"), (TITLE,)),
    "34 a mark of byte order": Written(b"\xef\xbb\xbf" + rss(one(TITLE)), (TITLE,)),
    "34 a mark of byte order after a blank line": Written(b"\n\xef\xbb\xbf" + rss(one(TITLE)), (TITLE,)),
    "34 blanks before the prolog": Written(b"\r\n \t\n" + rss(one(TITLE)), (TITLE,)),
    "said to be ISO-8859-1, is windows-1252": Written(declared("iso-8859-1", CURLY, "cp1252"), (CURLY,)),
    "ISO-8859-15 with its euro": Written(
        declared("iso-8859-15", "3 € à Ségou", "iso-8859-15"), ("3 € à Ségou",)
    ),
    "UTF-8 encoded twice": Written(rss(one(LATIN.encode().decode("cp1252"))), (LATIN,)),
    "the header says one thing, the prolog another": Written(
        declared("utf-8", TITLE, "utf-8"), (TITLE,), headers={"Content-Type": "text/xml; charset=iso-8859-1"}
    ),
    "a PHP warning before the prolog": Written(
        b"<br />\n<b>Warning</b>: Undefined index in <b>/var/www/feed.php</b> on line <b>12</b><br />\n"
        + rss(one(TITLE)),
        (TITLE,),
    ),
    "one wrong byte in UTF-8": Written(
        rss(one("été"), one("a", link="/b")).replace(b">a<", b">a\xe9<"), ("été", "aé")
    ),
}
TEXTS = {
    "35 an entity of HTML that XML does not know": Written(rss(one("L&apos;&eacute;t&eacute;")), ("L'été",)),
    "35 a bare ampersand": Written(
        rss(one("Marks & Spencer à Dakar"), "b"), ("Marks & Spencer à Dakar", "b")
    ),
    "35 control characters and NUL": Written(rss(one("a\x0bb\x00c\x1bd"), "e"), ("abcd", "e")),
    "a title escaped twice": Written(
        rss(one("L&amp;#039;&amp;eacute;t&amp;eacute; &amp;amp; Cie")), ("L'été & Cie",)
    ),
    "a title with markup escaped twice": Written(
        rss(one("a &amp;lt;b&amp;gt;très&amp;lt;/b&amp;gt; court")), ("a très court",)
    ),
    "a title with markup": Written(rss(one("<![CDATA[ <b>Été</b>\n  <i>chaud</i> ]]>")), ("Été chaud",)),
    "a title that is missing": Written(
        rss({"link": "/un", "description": "Le convoi est parti de Gao mardi matin."}),
        ("Le convoi est parti de Gao mardi matin.",),
    ),
    "a text of its own beside the summary": Written(
        rss(
            one("a", description="Chapeau.", content_encoded="<![CDATA[<p>Le convoi entier est parti.</p>]]>")
        ),
        ("a",),
        texts=("Le convoi entier est parti.",),
    ),
    "a pixel that counts readers": Written(
        rss(one("a", description="Chapeau.&lt;img width='1' height='1' src='http://x.example/p.gif'/&gt;")),
        ("a",),
        texts=("Chapeau.",),
    ),
    "an author by Dublin Core, with his Par": Written(
        rss(one("a", dc_creator="Par Awa Diallo")), ("a",), authors=(("Awa Diallo",),)
    ),
    "an author by iTunes": Written(
        rss(one("a", itunes_author="Awa Diallo")), ("a",), authors=(("Awa Diallo",),)
    ),
    "an author with an address of mail in Africa": Written(
        rss(
            one("a", author="redaction@example.africa (Awa Diallo)"),
            one("b", link="/b", author="Moussa Ba &lt;mb@example.africa&gt;"),
        ),
        authors=(("Awa Diallo",), ("Moussa Ba",)),
    ),
    "36 broken off at 72 %": Written(
        (whole := rss(*(one(f"n{n}", link=f"/{n}") for n in range(100))))[: int(len(whole) * 0.72)],
        tuple(f"n{n}" for n in range(70)),
    ),
    "36 a broken tag": Written(
        rss(one("a", description="Un.", guid="1"), one("b", link="/b", description="Deux.")).replace(
            b"<description>Un.", b"description>Un.", 1
        ),
    ),
    "29 a hundred thousand tags in each other": Written(
        rss(one("a"), one("b", link="/b", description="<x>" * 100_000 + "</x>" * 100_000))
    ),
}
PICTURE = (
    '<media:content url="http://un.test/p.jpg" medium="image"><media:credit>F. BELAID / AFP</media:credit>'
)
FIELDS = {
    "a picture and its credit, which credits no text": Written(
        rss(one("a")).replace(b"</item>", f"{PICTURE}</media:content></item>".encode()),
        ("a",),
        facts={"image": "http://un.test/p.jpg", "photo_credit": "F. BELAID / AFP", "agencies": ()},
    ),
    "categories": Written(
        rss(one("a", category="Afrique</category><category><![CDATA[ Sahel ]]>")),
        ("a",),
        facts={"categories": ("Afrique", "Sahel")},
    ),
    "an agency for an author": Written(rss(one("a", dc_creator="AFP")), ("a",), facts={"agencies": ("AFP",)}),
}
LINKS = {
    "40 links relative to the feed": Written(
        rss(one("a", link="un?x=1"), one("b", link="../b")), urls=("/flux/un?x=1", "/b")
    ),
    "a link without its protocol": Written(
        rss(one("a", link="//un.test/x")), ("a",), urls=("http://un.test/x",)
    ),
    "a link in blanks": Written(rss(one("a", link="\n   /x  \n")), ("a",), urls=("/x",)),
    "a link with the outlet's counters": Written(
        rss(one("a", link="/x?id=4&amp;utm_source=rss&amp;xtor=RSS-1#xtor=RSS-3208")), ("a",)
    ),
    "39 a guid that is the link": Written(
        rss({"title": "a", "guid": "http://un.test/x"}), ("a",), urls=("http://un.test/x",)
    ),
    "a link that is a script": Written(rss(one("a", link="javascript:alert(1)")), ("a",), urls=("",)),
    "FeedBurner's detour": Written(
        rss(one("a", link="http://feeds.example/~r/1"))
        .replace(b"</link>", b"</link><feedburner:origLink>http://un.test/x</feedburner:origLink>")
        .replace(b"xmlns:dc", b'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:dc'),
        ("a",),
        urls=("http://un.test/x",),
    ),
}
DATES = {
    "37 ven., 27 févr. 2026 11:03:00 +0100": at(10, 3, day=27, month=2),
    "37 vendredi 27 février 2026 à 11h03": at(10, 3, day=27, month=2),
    "37 27 février 2026 à 11h03": at(10, 3, day=27, month=2),
    "37 Ven, 27 Fév 2026 11:03:00 +0100": at(10, 3, day=27, month=2),
    "37 mer., 12 août 2025 08:00:00 +0200": at(6, day=12, month=8, year=2025),
    "37 02/03/2026 11:03": at(10, 3),
    "37 01/02/2026 11:03": at(10, 3, day=1, month=2),
    "37 1772445780": at(10, 3),
    "37 0000-00-00 00:00:00": None,
    "37 Mon, 02 Mar 2026 12:03:00 CET": at(11, 3),
    "37 Wed, 13 Aug 2025 12:03:00 CEST": at(10, 3, day=13, month=8, year=2025),
    "38 Fri, 01 Jan 2099 00:00:00 GMT": NOON,
    "38 Mon, 02 Mar 2026 12:49:00 GMT": NOON,
    "38 Thu, 01 Jan 1970 00:00:00 GMT": None,
    "2026-03-02 11:03:00": at(10, 3),
    "2026-03-02T10:03:00Z": at(10, 3),
    "hier": None,
}
CASES = {**FORMATS, **ENCODINGS, **TEXTS, **FIELDS, **LINKS}


@pytest.mark.parametrize("written", CASES.values(), ids=CASES)
def test_a_feed_is_read_as_it_was_meant(desk: Desk, written: Written):
    desk.watch(desk.site.serve("/flux/rss", written.body, headers=written.headers))
    desk.poll()
    assert (desk.visit().outcome, desk.visit().reason) == ("new", None)
    found = desk.articles()
    assert tuple(article.title for article in found) == written.titles
    if written.urls is not None:
        wanted = [desk.at(url) if url.startswith("/") else url for url in written.urls]
        assert [article.url for article in found] == wanted
    if written.dates is not None:
        assert tuple(article.published for article in found) == written.dates
    if written.texts is not None:
        assert [article.body for article in found] == list(written.texts)
    if written.authors is not None:
        assert tuple(article.authors for article in found) == written.authors
    assert {name: getattr(found[0], name) for name in written.facts} == written.facts


@pytest.mark.parametrize(("written", "meant"), DATES.items(), ids=DATES)
def test_a_date_is_the_right_day_or_none(desk: Desk, written: str, meant: datetime | None):
    text = written[3:] if written[:2].isdigit() and written[2] == " " and int(written[:2]) > 36 else written
    desk.watch(desk.site.serve("/rss", dated(text)))
    desk.poll()
    assert desk.article().published in ({meant} if meant != NOON else {NOON, None, at(12, 10)})


def test_sound_and_documents_that_a_feed_attaches_are_indexed(desk):
    sound, text = b'<enclosure url="/gao.mp3"/>', b'<enclosure url="http://un.test/a.pdf"/>'
    desk.watch(desk.site.serve("/rss", rss(one("a")).replace(b"</item>", sound + text + b"</item>")))
    desk.poll()
    assert desk.article().enclosures == (desk.at("/gao.mp3"), "http://un.test/a.pdf")


def test_30_of_fifty_thousand_entries_the_newest_five_thousand_are_kept(desk, capsys):
    desk.watch(desk.site.serve("/rss", rss(*(f"n{n}" for n in range(50_000)))))
    desk.room.pipeline.fetch(["f"])
    assert desk.visit().entries == 5000
    assert "more than 5000 entries" in capsys.readouterr().out


def test_31_of_an_entry_of_ten_megabytes_the_beginning_is_kept(desk):
    desk.watch(desk.site.serve("/rss", rss(one("a", description="Mot. " * 2_000_000), one("b", link="/b"))))
    desk.poll()
    assert desk.titles() == ["a", "b"]
    assert 0 < len(desk.articles()[0].body) <= 1_000_000


IDENTITIES: dict[str, tuple[list[dict[str, str]], list[dict[str, str]], int]] = {
    "39 no guid": ([one("a")], [one("a")], 1),
    "39 all guids the same": ([one("a", guid="1"), one("b", link="/b", guid="1")], [], 2),
    "39 a guid that changes at each visit": ([one("a", guid="x1")], [one("a", guid="x2")], 1),
    "39 a guid whose scheme changed": (
        [{"title": "a", "guid": "http://un.test/x"}],
        [{"title": "a", "guid": "https://un.test/x"}],
        1,
    ),
    "39 an edited title": ([one("a", guid="1")], [one("a, corrigé", guid="1")], 1),
    "39 a guid whose slug changed": (
        [one("a", guid="http://un.test/monde/essai_123.html")],
        [one("a, corrigé", guid="http://un.test/monde/essai-corrige_123.html")],
        1,
    ),
    "39 a counter in the guid": (
        [one("a", guid="http://un.test/x#xtor=RSS-3-[lestitres]")],
        [one("a", guid="http://un.test/x#xtor=RSS-3-[monde]")],
        1,
    ),
    "39 a counter in the link": ([one("a", link="/x?utm_source=a")], [one("a", link="/x?at_medium=b")], 1),
    "39 a new slug under an old guid and the old time": (
        [one("a", link="/monde/essai", guid="g1", pubDate=WHEN)],
        [one("a, corrigé", link="/monde/essai-corrige", guid="g1", pubDate=WHEN)],
        1,
    ),
    "39 a new slug under an old guid and the old number": (
        [one("a", link="/monde/essai_412345.html", guid="g1")],
        [one("a, corrigé", link="/afrique/essai-corrige_412345.html", guid="g1")],
        1,
    ),
    "39 an old guid for another article": (
        [one("a", link="/a_20261123", guid="g1", pubDate=WHEN)],
        [one("b", link="/b_20261123", guid="g1", pubDate="Mon, 02 Mar 2026 11:00:00 +0100")],
        2,
    ),
    "39 one guid for all of a moment": (
        [one("a", guid="1", pubDate=WHEN), one("b", link="/b", guid="1", pubDate=WHEN)],
        [one("b", link="/b", guid="1", pubDate=WHEN), one("c", link="/c", guid="1", pubDate=WHEN)],
        3,
    ),
    "39 one guid for all of a day": (
        [one("a", guid="1", pubDate="2026-03-02")],
        [one("b", link="/b", guid="1", pubDate="2026-03-02")],
        2,
    ),
    "two entries of one moment": (
        [one("a", pubDate=WHEN)],
        [one("a", pubDate=WHEN), one("b", link="/b", pubDate=WHEN)],
        2,
    ),
    "an entry that comes late with an old date": (
        [one("a", pubDate=WHEN)],
        [one("a", pubDate=WHEN), one("b", link="/b", pubDate="Sun, 01 Mar 2026 10:00:00 +0100")],
        2,
    ),
}


@pytest.mark.parametrize(("first", "then", "many"), IDENTITIES.values(), ids=IDENTITIES)
def test_an_article_is_one_however_the_feed_names_it(desk: Desk, first, then, many):
    desk.watch(desk.site.serve("/rss", rss(*first)))
    desk.poll()
    desk.site.serve("/rss", rss(*then, *([] if then else first)))
    desk.poll()
    assert len(desk.articles()) == many


def test_39_where_a_guid_proved_to_be_anybodys_addresses_decide(desk):
    desk.watch(desk.at("/rss"))
    for name, hour in (("a", 10), ("b", 11), ("c", 11), ("d", 10)):
        when = f"Mon, 02 Mar 2026 {hour}:00:00 +0100"
        desk.site.serve("/rss", rss(one(name, link=f"/{name}", guid="dernier", pubDate=when)))
        desk.poll()
    assert desk.titles() == ["a", "b", "c", "d"]


def test_39_a_corrected_slug_is_not_told_again(desk):
    desk.watch(desk.site.serve("/rss", rss(one("Le Mali signe", guid="1", pubDate=WHEN, link="/mali-signe"))))
    desk.poll()
    corrected = one("Le Mali signe un accord", guid="1", pubDate=WHEN, link="/mali-signe-un-accord")
    desk.site.serve("/rss", rss(corrected))
    desk.poll(times=2)
    assert desk.told("mali") == ["Le Mali signe"]


def test_39_an_article_told_once_is_not_told_again_after_an_edit(desk):
    desk.watch(desk.site.serve("/rss", rss(one("Le Mali signe", guid="1"))))
    desk.poll()
    desk.site.serve("/rss", rss(one("Le Mali signe un accord", guid="2", link="/un?utm_source=rss")))
    desk.poll()
    assert desk.told("mali") == ["Le Mali signe"]
