"""All that a feed says of an entry, in plain and bounded fields; and what makes it one article."""

from datetime import UTC, datetime

import pytest

from facts import NOON, feed
from workers.stages.parse.entries import parse, to_entries

NAMESPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def rss(*items):
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel><title>F</title>{body}</channel></rss>'.encode()


def read(*items):
    return parse(rss(*items), url="https://fil.example/rss").entries


def ids(*items):
    return [entry.id for entry in to_entries(parse(rss(*items), url="https://fil.example/rss"), feed(), NOON)]


def test_media_and_dublin_core_are_taken():
    (entry,) = read(
        "<title>Gao</title><link>https://fil.example/gao</link><dc:creator>Par Awa Sy</dc:creator>"
        "<dc:date>2026-03-02T09:00:00Z</dc:date><category>Défense</category><category>Mali</category>"
        '<media:content url="https://fil.example/gao.jpg" medium="image">'
        "<media:credit>A. Ba / AFP</media:credit></media:content>"
        '<enclosure url="https://fil.example/gao.mp3" type="audio/mpeg" length="1"/>'
    )
    assert entry.authors == ("Awa Sy",)
    assert entry.categories == ("Défense", "Mali")
    assert (entry.credit, entry.image) == ("A. Ba / AFP", "https://fil.example/gao.jpg")
    assert entry.enclosures == ("https://fil.example/gao.mp3",)
    assert entry.published == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert entry.written == "2026-03-02T09:00:00Z"


def test_a_json_feed_has_the_same_fields():
    body = (
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "url": "/a", '
        b'"title": "A", "tags": ["Mali"], "image": "/a.jpg", "date_modified": "2026-03-02T09:00:00Z", '
        b'"attachments": [{"url": "https://fil.example/a.mp3", "mime_type": "audio/mpeg"}]}]}'
    )
    (entry,) = parse(body, url="https://fil.example/rss").entries
    assert (entry.categories, entry.image) == (("Mali",), "https://fil.example/a.jpg")
    assert entry.enclosures == ("https://fil.example/a.mp3",)
    assert entry.updated == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("L&amp;#39;Otan &amp;amp;eacute;tend", "L'Otan étend"),
        ("<![CDATA[<b>Gao</b> : l&#8217;alerte]]>", "Gao : l’alerte"),
        ("&amp;lt;em&amp;gt;Exclusif&amp;lt;/em&amp;gt; à Gao", "Exclusif à Gao"),
        ("PIB &lt; 3 % au Mali", "PIB < 3 % au Mali"),
        ("Thales &amp; Safran", "Thales & Safran"),
        ("R&amp;D : l'effort", "R&D : l'effort"),
    ],
)
def test_titles_are_plain_however_often_they_were_escaped(written, title):
    assert read(f"<title>{written}</title><link>https://fil.example/1</link>")[0].title == title


def test_the_address_names_the_article_whatever_the_guid():
    link = "<title>A</title><link>https://fil.example/a</link>"
    assert ids(f"{link}<guid>1</guid>") == ids(f"{link}<guid>2</guid>")


def test_entries_with_one_guid_and_no_address_are_several():
    same = "<guid isPermaLink='false'>tous</guid>"
    assert len(set(ids(f"<title>A</title>{same}", f"<title>B</title>{same}"))) == 2


def test_entries_that_all_link_to_the_front_page_are_several():
    front = "<link>https://fil.example/</link>"
    found = ids(f"<title>A</title>{front}<guid>1</guid>", f"<title>B</title>{front}<guid>2</guid>")
    assert len(set(found)) == 2


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://fil.example/a"),
        ("//autre.example/a", "https://autre.example/a"),
        ("  https://fil.example/a\n", "https://fil.example/a"),
        ("javascript:alert(1)", None),
    ],
)
def test_links_are_absolute_or_none(link, url):
    assert read(f"<title>A</title><link>{link}</link>")[0].url == url


def test_fields_are_bounded():
    many = "".join(f"<category>c{number}</category>" for number in range(500))
    (entry,) = read(f"<title>{'A' * 9000}</title><link>https://fil.example/a</link>{many}")
    assert (len(entry.categories), len(entry.title)) == (30, 500)
