"""The demo's site: what a feed reader, a person and a watch find there."""

import http.client
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from workers.demo.outlets import OUTLETS
from workers.demo.page import NOTICE, written
from workers.demo.site import GONE, NO_FEED, DemoSite, wall_clock
from workers.demo.story import offset, stories, story
from workers.news.article import Page
from workers.news.errors import NotAFeed
from workers.news.feed import Entry
from workers.stages.extract import extract
from workers.stages.match import Watcher
from workers.stages.parse.entries import parse
from workers.watchlist.load import load

START = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)
FEEDS = [outlet.path for outlet in OUTLETS]
OFF_TOPIC = {"football-ligue-relegation", "musee-instruments-oran", "meteo-brouillard-saone"}
COPIES = "vraquier-mer-rouge", "cargo-ble-hodeida"


@dataclass
class Watch:
    """A watch on the wrist, which is set by hand."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Watch()


@pytest.fixture
def site(clock):
    with DemoSite(clock=clock) as site:
        yield site


@pytest.fixture
def full(site, clock):
    """The site once all has come out."""
    clock.now += timedelta(hours=1)
    return site


def ask(url: str, *, method: str = "GET", body: bytes = b"", **headers: str):
    """Asks once; gives status, headers and body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(method, parts.path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def entries(site: DemoSite, path: str) -> list:
    return feedparser.parse(ask(site.url(path))[2]).entries


def read(site: DemoSite, slug: str):
    """What our own reader makes of an article's page."""
    found = next(one for one in stories() if one.slug == slug)
    _, headers, html = ask(site.url(found.path))
    page = Page(entry_id="1", url=found.path, html=html, content_type=headers["Content-Type"])
    entry = Entry(
        id="1", feed_id=found.outlet, guid="1", url=found.path, title=found.title,
        summary="", content="", published=None, seen=START,
    )  # fmt: skip
    return extract(entry, page, source=found.outlet, language_of=lambda _: "fr")


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_well_formed_and_dated_within_the_last_hours(site, path):
    status, headers, body = ask(site.url(path))
    feed = feedparser.parse(body)
    assert (status, feed.bozo) == (200, False)
    assert headers["Content-Type"].startswith("application/")
    assert feed.entries
    for entry in feed.entries:
        age = START - datetime(*entry.published_parsed[:6], tzinfo=UTC)
        assert timedelta() <= age <= timedelta(hours=6)
        assert entry.title
        assert entry.author
        assert entry.summary


@pytest.mark.parametrize("path", FEEDS)
def test_our_own_reader_takes_each_feed_without_a_warning(full, path):
    parsed = parse(ask(full.url(path))[2], url=full.url(path))
    assert parsed.entries
    assert parsed.warnings == ()
    assert all(entry.published and entry.url for entry in parsed.entries)


def test_three_formats_are_served(site):
    versions = [feedparser.parse(ask(site.url(path))[2]).version for path in FEEDS]
    assert sorted(versions) == ["atom10", "rss20", "rss20", "rss20"]
    assert all("content" in entry for entry in entries(site, "/flux/glacis.xml"))
    assert not any("content" in entry for entry in entries(site, "/flux/le-fanal.xml"))


def test_every_article_announced_has_a_page_with_all_its_text(full):
    links = [entry.link for path in FEEDS for entry in entries(full, path)]
    assert len(links) == len(set(links)) == len(stories())
    for one in stories():
        assert full.url(one.path) in links
        article = read(full, one.slug)
        assert article.origin == "page"
        assert plain(article.body) == plain(" ".join(one.paragraphs))


def test_every_page_says_that_it_is_fiction(full):
    for one in stories():
        page = ask(full.url(one.path))[2].decode()
        assert "Exemple fictif" in NOTICE
        assert NOTICE in page
        assert one.author.replace("'", "&#x27;") in page


def test_every_link_beside_an_article_leads_somewhere(site):
    page = ask(site.url("/le-fanal/vraquier-mer-rouge.html"))[2].decode()
    related = page.split("À lire aussi")[1].split("</aside>")[0].split('href="')[1:]
    assert related
    assert all(ask(site.url(part.split('"')[0]))[0] == 200 for part in related)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_that_is_known_already_is_not_sent_again(site, path, clock):
    etag = ask(site.url(path))[1]["ETag"]
    clock.now += timedelta(seconds=1)
    status, headers, body = ask(site.url(path), **{"If-None-Match": etag})
    assert (status, body, headers["ETag"]) == (304, b"", etag)


def test_a_feed_with_news_is_sent_again(site, clock):
    etag = ask(site.url("/flux/cap-meridien.xml"))[1]["ETag"]
    clock.now += timedelta(minutes=2)
    assert ask(site.url("/flux/cap-meridien.xml"), **{"If-None-Match": etag})[0] == 200


def test_articles_come_out_one_by_one(site, clock):
    def out() -> int:
        return sum(len(entries(site, path)) for path in FEEDS)

    counts = [out()]
    assert counts == [10]
    for _ in range(12):
        clock.now += timedelta(seconds=8)
        counts.append(out())
    assert counts == list(range(10, 23))


def test_an_article_to_come_has_no_page_yet(site, clock):
    later = next(one for one in stories() if one.offset > timedelta())
    assert ask(site.url(later.path))[0] == 404
    clock.now += later.offset
    assert ask(site.url(later.path))[0] == 200


def test_the_newest_article_stands_first(full):
    for path in FEEDS:
        dates = [entry.published_parsed for entry in entries(full, path)]
        assert dates == sorted(dates, reverse=True)


def test_two_outlets_have_the_same_dispatch_one_of_them_cut(full):
    long, short = (read(full, slug) for slug in COPIES)
    assert long.title != short.title
    assert long.body.startswith(short.body)
    assert len(short.body) < len(long.body) < 1.3 * len(short.body)


def test_one_feed_is_gone_and_one_is_a_web_page(site):
    assert ask(site.url(GONE))[0] == 404
    status, _, body = ask(site.url(NO_FEED))
    assert status == 200
    with pytest.raises(NotAFeed):
        parse(body, url=site.url(NO_FEED))


def test_the_hook_keeps_what_was_posted(site):
    assert ask(site.url("/hook"), method="POST", body=b"{}")[0] == 204
    assert ask(site.url("/elsewhere"), method="POST", body=b"{}")[0] == 404
    assert site.hooks == [b"{}"]


def test_a_post_without_end_is_refused(site):
    assert ask(site.url("/hook"), method="POST", **{"Content-Length": str(1 << 30)})[0] == 413
    assert site.hooks == []


def test_the_watchlist_names_this_site_alone(site, tmp_path):
    path = site.watchlist(tmp_path)
    plain_file = YAML(typ="safe").load(path)
    assert {urlsplit(feed["url"]).path for feed in plain_file["feeds"]} == {*FEEDS, GONE, NO_FEED}
    watchlist = load(path, {})
    assert all(feed.url.startswith(site.url("/")) for feed in watchlist.feeds)
    assert {feed.interval for feed in watchlist.feeds} == {timedelta(seconds=5)}
    assert {channel.url for channel in watchlist.channels if channel.kind == "webhook"} == {site.url("/hook")}
    assert "demo.invalid" not in path.read_text("utf-8")


def test_most_watches_fire_and_none_on_sport_culture_or_weather(full, tmp_path):
    watches = load(full.watchlist(tmp_path), {}).watches
    watcher = Watcher(watches)
    fired = {one.slug: {m.watch_id for m in watcher.matches(read(full, one.slug).text)} for one in stories()}
    assert all(not fired[slug] for slug in OFF_TOPIC)
    assert set().union(*fired.values()) == {watch.id for watch in watches}


def test_each_article_is_of_the_length_of_a_dispatch():
    for one in stories():
        assert 150 <= sum(len(part.split()) for part in one.paragraphs) <= 350, one.slug
        assert one.outlet in {outlet.id for outlet in OUTLETS}


@given(st.integers(0, 10**6), st.sampled_from([("min", 60), ("s", 1)]), st.booleans())
def test_an_offset_is_read_as_it_is_written(number, unit, before):
    found = offset(f"{number} {unit[0]} {'avant' if before else 'après'}")
    assert found.total_seconds() == (-1 if before else 1) * number * unit[1]


@given(st.text(max_size=12))
def test_any_other_offset_is_refused_by_name(text):
    with pytest.raises(ValueError, match="is no offset"):
        offset(f"{text} avant-hier")


def test_a_line_end_within_a_paragraph_is_a_space():
    found = story(
        "essai", "titre: T : U\njournal: j\nauteur: a\nlieu: l\nparution: 1 s après\n\nUn\ndeux.\n\nTrois."
    )
    assert (found.title, found.paragraphs) == ("T : U", ("Un deux.", "Trois."))


def test_a_date_is_written_as_the_french_press_does():
    assert written(START) == "1er mars 2026 à 9 h 05"
    assert written(START + timedelta(days=1, hours=13)) == "2 mars 2026 à 22 h 05"


def test_the_wall_clock_is_aware():
    assert wall_clock().tzinfo is UTC
