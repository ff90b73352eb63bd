"""How often a feed wants to be visited, and the articles of a news sitemap."""

from datetime import UTC, datetime, timedelta

import pytest
from feed_samples import CUTTABLE

from workers.news.errors import NotAFeed
from workers.news.feed import Hints
from workers.stages.parse.entries import parse, parse_sitemap

URL = "https://guet.example/plan.xml"
MINUTE = timedelta(minutes=1)


def hints(channel):
    head = (
        '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>F</title>'
    )
    return parse(f"{head}{channel}</channel></rss>".encode(), url=URL).hints


def test_ttl_hours_and_days_are_read():
    found = parse(CUTTABLE["rss"], url=URL).hints
    assert found == Hints(ttl=15 * MINUTE, skip_hours=(0, 1), skip_days=(6,))


def test_a_period_is_divided_by_its_frequency():
    assert parse(CUTTABLE["rdf"], url=URL).hints == Hints(period=timedelta(hours=6))


@pytest.mark.parametrize(
    "channel",
    [
        *(
            "<ttl>souvent</ttl>",
            "<ttl>-5</ttl>",
            "<ttl>0</ttl>",
            "<ttl>99999999999</ttl>",
            "<ttl>9999999</ttl>",
        ),
        *("<sy:updatePeriod>parfois</sy:updatePeriod>", "<skipHours><hour>77</hour></skipHours>"),
        "<skipDays><day>dimanche</day></skipDays>",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>100000</sy:updateFrequency>",
    ],
)
def test_what_is_no_sensible_wish_is_none(channel):
    assert hints(channel) == Hints()


NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://guet.example/a</loc><news:news><news:publication><news:name>Le Guet</news:name>
<news:language>fr</news:language></news:publication><news:publication_date>2026-11-23T08:00:00+01:00</news:publication_date>
<news:title>Un convoi à Gao</news:title></news:news></url>
<url><loc>https://guet.example/rubrique</loc></url>
<url><loc>ftp://guet.example/b</loc><news:news><news:title>Ailleurs</news:title></news:news></url>
</urlset>""".encode()

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://guet.example/2025.xml</loc><lastmod>2025-01-01T00:00:00Z</lastmod></sitemap>
<sitemap><loc>https://guet.example/2026.xml</loc><lastmod>2026-11-23T00:00:00Z</lastmod></sitemap>
</sitemapindex>"""


def test_a_news_sitemap_gives_its_articles():
    (entry,) = parse_sitemap(NEWS, url=URL).entries
    assert (entry.title, entry.url) == ("Un convoi à Gao", "https://guet.example/a")
    assert entry.published == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def test_an_index_of_sitemaps_names_the_newest_first():
    with pytest.raises(NotAFeed) as caught:
        parse_sitemap(INDEX, url=URL)
    assert caught.value.candidates == ("https://guet.example/2026.xml", "https://guet.example/2025.xml")


def test_a_sitemap_that_breaks_off_gives_what_it_has():
    assert len(parse_sitemap(NEWS[: NEWS.index(b"<url><loc>ftp")], url=URL).entries) == 1


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\0\1", CUTTABLE["rss"]])
def test_what_is_no_sitemap_is_told(body):
    with pytest.raises(NotAFeed):
        parse_sitemap(body, url=URL)
