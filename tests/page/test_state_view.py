"""The state: what waits, what was put aside and what is done about it."""

from dataclasses import replace
from datetime import timedelta

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from facts import NOON, document
from page_server import served
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.redis.notebook import RedisNotebook
from workers.news.dead_letter import dead_letter
from workers.page.state import Look, rates


def test_what_waits_and_what_was_done_is_told(press, store):
    press.archive.put([document("e1")])
    press.notebook.count(read=1234)
    store.rpush("read", "a", "b")
    with served(press) as reader:
        told = reader.ask("/etat.json").json
        text = reader.ask("/etat").text
    assert (told["backlog"]["read"], told["counts"]["read"], told["shelves"][0]["articles"]) == (2, 1234, 1)
    assert "1\u202f234" in text
    assert "Rien n’a été mis de côté" in text


def test_a_dead_letter_is_run_again_or_dropped(press, store):
    letters = [dead_letter("index", name, "refusé", at=NOON) for name in ("a1", "a2")]
    for one in letters:
        press.dead.put(one)
    with served(press) as reader:
        assert "refusé" in reader.ask("/etat").text
        assert reader.send("/etat/rebut", id=letters[0].id, do="retry").headers["location"] == "/etat#rebut"
        assert store.lrange("retried", 0, -1) == [b"a1"]
        assert reader.send("/etat/rebut", id=letters[1].id, do="drop").status == 303
        assert [one.subject for one in press.dead.letters()] == ["a1"]
        assert reader.send("/etat/rebut", id=letters[0].id, do="autre").status == 400


def test_the_pace_is_that_since_the_look_before():
    before = Look(at=NOON - timedelta(minutes=2), counts={"read": 10})
    assert rates({"read": 30, "paged": 4}, NOON, before) == {"read": 10.0, "paged": 2.0}
    assert rates({"read": 30}, NOON, None) == {}
    assert rates({"read": 30}, NOON, Look(at=NOON, counts={})) == {}


def test_a_server_that_is_away_is_told_as_such(press):

    away = RedisNotebook(redis.Redis(unix_socket_path="/nowhere", retry=Retry(NoBackoff(), 0)))
    with served(replace(press, notebook=away)) as reader:
        assert reader.ask("/etat").status == 503
        assert "beffroi doctor" in reader.ask("/etat").text
        assert "error" in reader.ask("/etat.json").json
        assert reader.ask("/").status == 200


def test_a_fault_of_ours_is_bounded_by_the_same_headers(press):
    def broken() -> int:
        raise ZeroDivisionError

    with served(replace(press, free=broken)) as reader:
        answer = reader.ask("/etat")
    assert answer.status == 500
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


def test_an_index_that_is_away_hides_nothing_else(press):
    away = ElasticArchive("http://127.0.0.1:9", now=press.now)
    with served(replace(press, archive=away, holdings=away)) as reader:
        answer = reader.ask("/etat")
        assert answer.status == 200
        assert "hors d’atteinte" in answer.text
        assert reader.ask("/").status == 503
