"""The flow on memory edges: what each step keeps, passes on and does about trouble."""

from datetime import timedelta

import pytest

from newsroom import FEEDS, INTERVAL, ITEMS, PATIENCE, Newsroom, rss
from workers.news.errors import Permanent, Transient

TITLES = set(ITEMS.values())


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def titles(room: Newsroom) -> set[str]:
    return {one.article.title for one in room.archive.documents.values()}


def test_an_article_says_when_each_stage_was_done_with_it(room):
    room.day()
    for one in room.archive.documents.values():
        assert one.article.seen <= one.article.paged <= one.article.read


def test_polling_again_changes_nothing(room):
    room.day()
    told, read = room.told(), room.notebook.counted["read"]
    for _ in range(10):
        room.wait(INTERVAL)
        room.day()
    assert room.told() == told
    assert room.notebook.counted["read"] == read


def test_a_new_entry_is_read_alone(room):
    room.web.pages[FEEDS[0].url] = rss("accord")
    room.day()
    room.web.pages[FEEDS[0].url] = rss("accord", "blindes")
    room.wait(INTERVAL)
    room.day()
    assert titles(room) == TITLES
    assert room.notebook.counted["read"] == len(TITLES)


def test_a_failing_feed_has_its_reason_and_stalls_no_other(room):
    room.day()
    gone = room.notebook.last_visits(["gone"])["gone"]
    assert (gone.outcome, gone.failures > 0) == ("failed", True)
    assert "404" in gone.reason
    assert titles(room) == TITLES


def test_a_page_that_is_missing_is_read_from_the_summary_and_says_so(room):
    del room.web.pages["https://sahel.example/accord"]
    room.day()
    origins = {one.article.title: one.article for one in room.archive.documents.values()}
    assert origins[ITEMS["accord"]].origin == "summary"
    assert "404" in origins[ITEMS["accord"]].origin_reason
    assert origins[ITEMS["blindes"]].origin == "page"


def test_a_page_whose_host_has_no_time_is_asked_for_again(room):
    url = "https://sahel.example/accord"
    room.web.busy.append(url)
    room.day()
    origins = {one.article.title: one.article.origin for one in room.archive.documents.values()}
    assert origins == dict.fromkeys(TITLES, "page")
    assert room.web.asked.count(url) == 2


def test_full_queues_hold_polling_back(room):
    for number in range(100):
        room.relay.pass_on("read", [str(number)])
    room.tick("poll")
    assert {step for step, _ in room.relay.waiting} == {"read"}


def test_a_channel_in_trouble_is_tried_again_later_and_told_once(room):
    room.courier.troubles.extend([Transient("503"), Transient("503")])
    room.day()
    assert len(room.told()) == len(set(room.outbox.deliveries))
    assert {one.state for one in room.outbox.deliveries.values()} == {"sent"}


def test_a_channel_that_refuses_is_a_dead_letter_and_the_others_are_told(room):
    room.courier.troubles.append(Permanent("410: the hook is gone"))
    room.day()
    (letter,) = room.dead.letters()
    assert letter.step == "deliver"
    assert "410" in letter.reason
    assert len(room.told()) == len(room.outbox.deliveries) - 1


def test_a_dead_delivery_is_told_when_it_is_retried(room):
    room.courier.troubles.append(Permanent("410: the hook is gone"))
    room.day()
    room.pipeline.retry(room.dead.letters()[0])
    room.work()
    assert len(room.told()) == len(room.outbox.deliveries)
    assert room.dead.letters() == []


def test_a_channel_that_left_the_file_is_a_dead_letter_with_its_name(room):
    room.tick("poll")
    room.pipeline.channels.pop("chef")
    room.day()
    assert all("'chef' is no longer in feeds.yaml" in letter.reason for letter in room.dead.letters())
    assert len(room.dead.letters()) == 2


def test_a_refused_document_is_put_aside_and_the_rest_is_indexed(room):
    room.tick("poll")
    while not room.notebook.documents:
        step, ids = room.relay.waiting.popleft()
        getattr(room.pipeline, step)(list(ids))
    refused = next(iter(room.notebook.documents))
    room.archive.refuses.add(refused)
    room.day()
    assert [(letter.step, letter.subject) for letter in room.dead.letters()] == [("index", refused)]
    assert len(titles(room)) == 1
    room.archive.refuses.clear()
    room.pipeline.retry(room.dead.letters()[0])
    room.work()
    assert titles(room) == TITLES


@pytest.mark.parametrize("lost", range(12))
def test_a_message_that_is_lost_is_asked_for_again(lost):
    room = Newsroom()
    passed = iter(range(1000))
    pass_on = room.relay.pass_on

    def leaky(step, ids):
        if next(passed) != lost:
            pass_on(step, ids)

    room.relay.pass_on = leaky
    room.day()
    assert titles(room) == TITLES
    assert len(room.told()) == len(room.outbox.deliveries) > 0


def test_what_stands_in_a_queue_is_not_asked_for_again(room):
    room.tick("poll")
    room.pipeline.fetch(["sahel"])
    waiting = len(room.relay.waiting)
    room.wait(3 * PATIENCE)
    room.tick("sweep")
    assert len(room.relay.waiting) == waiting


def test_an_entry_without_a_link_is_read_from_the_feed(room):
    room.web.pages[FEEDS[0].url] = rss("accord").replace(b"<link>https://sahel.example/accord</link>", b"")
    room.day()
    (document,) = room.archive.documents.values()
    assert document.article.origin_reason == "the entry has no link"


def test_a_delivery_is_given_up_after_its_last_attempt(room):
    room.courier.troubles.extend([Transient("503", after=timedelta(seconds=1))] * 1000)
    for _ in range(30):
        room.day()
    assert {one.state for one in room.outbox.deliveries.values()} == {"failed", "joined"}
    assert all("20 attempts" in letter.reason for letter in room.dead.letters())
