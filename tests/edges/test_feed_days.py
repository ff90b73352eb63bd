"""A feed's day is in the index once, and keeps what was known of it while it lasted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elasticsearch_fixture import ask
from facts import NOON, feed
from workers.edges.elastic_archive import Connection, ElasticArchive
from workers.edges.elastic_ledger import ElasticFeedDays
from workers.news.errors import Transient
from workers.news.feed_day import FeedDay

TODAY = FeedDay(
    feed=feed("sahel"),
    day=NOON.date(),
    at=NOON,
    entries=3,
    usual=9.5,
    troubles=("silent",),
    last_new=NOON - timedelta(days=1),
    delay_seconds=90,
)


def reached(url: str) -> ElasticFeedDays:
    return ElasticFeedDays(Connection(url=url).open, url)


def found(url: str) -> list[dict]:
    ask(f"{url}/beffroi-feeds/_refresh", "POST")
    answer = ask(f"{url}/beffroi-feeds/_search", "POST", {"sort": [{"@timestamp": "asc"}]})
    return [hit["_source"] for hit in answer["hits"]["hits"]]


def test_a_day_written_again_is_one_document_that_keeps_its_troubles(elasticsearch_url):
    here = reached(elasticsearch_url)
    here.record([TODAY])
    here.record([replace(TODAY, entries=4, troubles=None)])  # the next day: an entry of before came late
    (one,) = found(elasticsearch_url)
    assert (one["feed"], one["day"], one["entries"], one["usual"]) == ("sahel", "2026-03-02", 4, 9.5)
    assert (one["troubles"], one["delay_ms"]) == (["silent"], 90_000)


def test_what_is_not_known_yet_is_missing(elasticsearch_url):
    reached(elasticsearch_url).record(
        [replace(TODAY, usual=None, last_new=None, delay_seconds=None, troubles=())]
    )
    (one,) = found(elasticsearch_url)
    assert {one["usual"], one["last_new"], one["delay_ms"]} == {None}


def test_whole_years_go_with_the_articles_of_their_time(elasticsearch_url):
    before = replace(TODAY, day=date(2024, 12, 31), at=NOON - timedelta(days=426))
    reached(elasticsearch_url).record([TODAY, before])
    ElasticArchive(elasticsearch_url).drop(NOON - timedelta(days=365))
    assert [one["day"] for one in found(elasticsearch_url)] == ["2026-03-02"]


def test_an_index_made_without_its_template_is_told(elasticsearch_url):
    ask(f"{elasticsearch_url}/beffroi-feeds-v1-2026", "PUT", {"mappings": {"dynamic": "true"}})
    with pytest.raises(Transient, match="without its template"):
        reached(elasticsearch_url).record([TODAY])


def test_a_server_that_is_away_is_waited_for():
    with pytest.raises(Transient, match="takes no days of feeds now"):
        reached("http://127.0.0.1:9").record([TODAY])


def test_nothing_to_write_asks_nothing():
    reached("http://127.0.0.1:9").record([])
