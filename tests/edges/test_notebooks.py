"""Every Notebook gives back what it kept, forgets what is finished and finds what stalled."""

from datetime import timedelta

import pytest

from facts import NOON, article, document, entry, visit
from workers.edges.memory.notebook import MemoryNotebook
from workers.edges.redis.notebook import RedisNotebook
from workers.news.article import Page
from workers.news.look import Look

PAGE = Page(
    entry_id="e1", url="https://x.example/", html="<p>été</p>".encode() * 1000, content_type="text/html"
)
SOON = NOON + timedelta(minutes=1)


@pytest.fixture(params=["memory", "redis"])
def notebook(request):
    if request.param == "memory":
        return MemoryNotebook()
    return RedisNotebook(request.getfixturevalue("store"))


def test_a_visit_replaces_the_last_one(notebook):
    assert notebook.last_visits(["sahel-info"]) == notebook.last_visits([]) == {}
    notebook.note(visit(failures=1, outcome="failed", reason="no such host"))
    notebook.note(visit(etag='"2"', retry_after=timedelta(seconds=90)))
    last = visit(etag='"2"', retry_after=timedelta(seconds=90))
    assert notebook.last_visits(["autre", "sahel-info"]) == {"sahel-info": last}
    assert (notebook.visits(), notebook.counts()) == ([last], {"visited": 2})


def test_what_is_ticked_off_is_no_longer_unseen(notebook):
    assert notebook.unseen(["a", "b"]) == {"a", "b"}
    notebook.tick_off(["a"])
    assert notebook.unseen(["a", "b"]) == {"b"}
    assert notebook.unseen([]) == set()


def test_what_was_kept_comes_back_whole(notebook):
    notebook.keep_entry(entry("e1"))
    notebook.keep_page(PAGE, NOON)
    assert notebook.entry("e1") == entry("e1")
    assert notebook.page("e1") == PAGE
    notebook.keep_document(document("e1"), NOON)
    assert notebook.document("e1") == document("e1")
    assert notebook.page("e1") is None


def test_what_is_finished_is_gone_and_a_late_second_run_leaves_nothing(notebook):
    notebook.keep_entry(entry("e1"))
    notebook.finish("e1")
    notebook.keep_page(PAGE, SOON)
    notebook.keep_document(document("e1"), SOON)
    assert (notebook.entry("e1"), notebook.page("e1"), notebook.document("e1")) == (None, None, None)
    assert notebook.stalled(SOON, most=9) == {}


def test_the_redis_notebook_leaves_no_key_of_a_finished_article(store):
    notebook = RedisNotebook(store)
    notebook.keep_entry(entry("e1"))
    notebook.keep_page(PAGE, NOON)
    notebook.keep_document(document("e1"), NOON)
    notebook.finish("e1")
    assert store.keys() == []


def test_a_stalled_article_is_named_with_the_step_it_waits_for(notebook):
    for name in ("e1", "e2", "e3"):
        notebook.keep_entry(entry(name))
    notebook.keep_page(PAGE, NOON)
    notebook.keep_page(Page(entry_id="e2", url="", html=b""), NOON)
    notebook.keep_document(document("e2"), NOON)
    assert notebook.stalled(NOON, most=9) == {"e1": "read", "e2": "index", "e3": "page"}
    assert len(notebook.stalled(NOON, most=2)) == 2


def test_an_article_worked_on_lately_is_not_stalled(notebook):
    notebook.keep_entry(entry("e1"))
    notebook.touch(["e1", "unknown"], SOON)
    assert notebook.stalled(NOON, most=9) == {}
    assert notebook.stalled(SOON, most=9) == {"e1": "page"}


def test_what_is_set_aside_is_not_stalled_but_can_be_taken_up_again(notebook):
    notebook.keep_entry(entry("e1"))
    notebook.keep_document(document("e1"), NOON)
    notebook.set_aside("e1")
    assert notebook.stalled(SOON, most=9) == {}
    assert notebook.document("e1") == document("e1")
    notebook.touch(["e1"], NOON)
    assert notebook.stalled(SOON, most=9) == {"e1": "index"}


def test_what_is_set_aside_goes_after_a_week_unless_taken_up(store):
    notebook = RedisNotebook(store)
    notebook.keep_entry(entry("e1"))
    notebook.set_aside("e1")
    assert 0 < store.ttl("beffroi:entry:e1") <= 7 * 86400
    notebook.touch(["e1"], NOON)
    assert store.ttl("beffroi:entry:e1") == -1


def test_counters_add_up(notebook):
    notebook.count(visited=1, announced=0)
    notebook.count(visited=2)
    assert notebook.counts() == {"visited": 3}


def test_odd_characters_survive(notebook):
    odd = article("e1", title="« Œuvre » \u0000 \U0001f6e1", body="N’Djamena\u2028x")
    notebook.keep_entry(entry("e1"))
    notebook.keep_document(document("e1", title=odd.title, body=odd.body), NOON)
    assert notebook.document("e1").article == odd


def test_hosts_count_by_their_last_try(notebook):
    minute = timedelta(minutes=1)
    notebook.note(visit(), reached="a.example")
    notebook.lost("a.example", NOON + minute)
    notebook.note(visit(), reached="b.example")
    notebook.lost("c.example", NOON - minute)
    assert notebook.tried_since(NOON) == (1, 1)


def test_the_blocks_of_a_feed_are_those_of_its_last_answer(notebook):
    assert notebook.known_blocks("fil") == frozenset()
    notebook.keep_blocks("fil", (b"entree-1", b"entree-2"))
    notebook.keep_blocks("fil", (b"entree-2", b"entree-3"))
    assert notebook.known_blocks("fil") == {b"entree-2", b"entree-3"}
    assert notebook.known_blocks("autre") == frozenset()


def test_a_look_is_kept_with_the_document_and_due_until_it_is_settled(notebook):
    look = Look(entry=entry("e1"), sentences=("a", "b"), etag='"1"', due=SOON)
    notebook.keep_entry(entry("e1"))
    notebook.keep_document(document("e1"), NOON, look)
    assert notebook.look("e1") == look
    assert notebook.looks_due(NOON, most=10) == []
    assert notebook.looks_due(SOON, most=10) == ["e1"]
    notebook.finish("e1")
    assert notebook.look("e1") == look
    notebook.look_next("e1", SOON + timedelta(hours=5))
    assert notebook.looks_due(SOON, most=10) == []
    notebook.look_next("e1", None)
    assert notebook.looks_due(SOON + timedelta(days=9), most=10) == []


def test_a_look_of_an_article_that_was_finished_meanwhile_is_not_kept(notebook):
    notebook.keep_document(document("e1"), NOON, Look(entry=entry("e1"), sentences=(), due=SOON))
    assert notebook.look("e1") is None
    assert notebook.looks_due(SOON, most=10) == []


def test_an_address_belongs_to_the_article_that_named_it_first(notebook):
    assert notebook.known_as("address", "e1") == "e1"
    assert notebook.known_as("address", "e2") == "e1"
    assert notebook.known_as("address", "e1") == "e1"
