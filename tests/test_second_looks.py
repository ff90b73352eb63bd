"""Pages are looked at again: a changed text replaces the article and may alert; all else does nothing."""

from datetime import timedelta

import pytest

from newsroom import FEEDS, ITEMS, Newsroom, html, rss
from test_crash import Fate, Mortal
from workers.news.web import Answer

URL = "https://sahel.example/blindes"
NEWER = html("blindes").replace(b"dans la soir", b"mercredi dans la matin")
WITH_MALI = b"<p>Le Mali a re\xc3\xa7u ces v\xc3\xa9hicules mercredi.</p></article>"


def of(room: Newsroom, title: str = "blindes"):
    return next(one for one in room.archive.documents.values() if one.article.title == ITEMS[title])


def later(room: Newsroom, hours: float = 1) -> None:
    room.wait(timedelta(hours=hours))
    room.day()


@pytest.fixture
def room() -> Newsroom:
    room = Newsroom()
    room.day()
    return room


def test_a_changed_text_is_a_new_revision_of_the_same_article(room):
    before = of(room)
    room.web.pages[URL] = NEWER
    later(room)
    after = of(room)
    assert (after.article.id, after.article.revision) == (before.article.id, 2)
    assert "mercredi dans la matin" in after.article.body
    assert after.article.added
    assert after.article.removed > 0
    assert len(room.archive.documents) == 2
    later(room, 5)
    assert of(room).article.revision == 2


def test_a_watch_that_matches_only_now_alerts_and_the_others_not_again():
    room = Newsroom()
    room.web.pages[FEEDS[0].url] = rss("accord")
    room.web.pages["https://sahel.example/accord"] = html("accord")
    room.day()
    told = room.told()
    assert {watch for watch, _ in told} == {"mali"}
    room.web.pages["https://sahel.example/accord"] = html("accord").replace(
        b"</article>", "<p>Des véhicules blindés suivront.</p></article>".encode()
    )
    later(room)
    assert room.told() == sorted([*told, ("blindes", "desk")])


@pytest.mark.parametrize(
    "page",
    [
        html("blindes"),
        html("blindes").replace(b"<p>", "<p>Mis à jour à 14h10</p><p>".encode(), 1),
        html("blindes").replace(b"<p>", b"<p>  ", 1),
        b"",
        "<html><body><p>Cet article est réservé aux abonnés.</p></body></html>".encode(),
    ],
)
def test_a_cosmetic_change_or_a_wall_changes_nothing(room, page):
    before = of(room)
    room.web.pages[URL] = page
    later(room)
    later(room, 5)
    assert of(room) == before
    assert room.notebook.underway == {}


def test_a_page_that_is_gone_changes_nothing(room):
    before = of(room)
    del room.web.pages[URL]
    later(room, 6)
    assert of(room) == before
    assert room.notebook.underway == {}
    assert room.dead.letters() == []


def test_the_second_look_is_conditional_and_the_last_is_a_day_after():
    room, asked = Newsroom(), []

    def get(requests):
        for request in requests:
            asked.append(request)
            body = room.web.pages.get(request.url, b"")
            fresh = request.etag == '"1"'
            yield Answer(
                id=request.id,
                url=request.url,
                status=304 if fresh else 200,
                body=b"" if fresh else body,
                etag='"1"',
            )

    room.web.get = get
    for _ in range(30):
        later(room)
    pages = [request for request in asked if request.url == URL]
    assert [request.etag for request in pages] == [None, '"1"', '"1"', '"1"']
    assert room.notebook.due_looks == {}


def test_full_queues_hold_second_looks_back(room):
    room.wait(timedelta(hours=2))
    asked = len(room.web.asked)
    for number in range(100):
        room.relay.pass_on("page", [str(number)])
    room.tick("sweep")
    assert len(room.relay.waiting) == 100
    assert len(room.web.asked) == asked


def test_an_article_that_waits_for_the_index_is_not_looked_at_anew():
    room = Newsroom()
    room.tick("poll")
    while not room.notebook.documents:
        step, ids = room.relay.waiting.popleft()
        getattr(room.pipeline, step)(list(ids))
    room.relay.waiting.clear()  # the index is down
    room.wait(timedelta(hours=2))
    room.tick("sweep")
    room.work()
    assert {one.article.title for one in room.archive.documents.values()} == set(ITEMS.values())


def two_days(fate: Fate) -> Newsroom:
    room = Newsroom(wrap=lambda name, edge: Mortal(name, edge, fate))
    room.day()
    room.web.pages[URL] = NEWER.replace(b"</article>", WITH_MALI)
    later(room, 0.5)
    later(room)
    return room


CALLS = two_days(Fate(at=-1, before=True)).pipeline.web._fate.calls  # noqa: SLF001
SECOND = range(len(CALLS) // 3, len(CALLS))


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("at", SECOND, ids=[f"{at}-{CALLS[at]}" for at in SECOND])
def test_a_worker_killed_during_a_second_look_loses_neither_article_nor_change(at, before):
    room = two_days(Fate(at, before))
    assert {one.article.title for one in room.archive.documents.values()} == set(ITEMS.values())
    assert of(room).article.revision == 2
    assert "mercredi dans la matin" in of(room).article.body
    assert room.notebook.underway == {}
    assert room.dead.letters() == []


def own_address(page: bytes, url: str) -> bytes:
    return page.replace(b"<head>", f'<head><link rel="canonical" href="{url}">'.encode())


def test_two_entries_whose_pages_name_one_address_are_one_document_and_one_alert():
    room = Newsroom()
    own = "https://sahel.example/des-vehicules-blindes-pour-le-mali"
    for url in (URL, "https://sahel.example/accord"):
        room.web.pages[url] = own_address(html("blindes"), own)
    room.day()
    assert [one.article.url for one in room.archive.documents.values()] == [own]
    assert len(room.told()) == 3
    assert room.notebook.underway == {}


def test_pages_that_all_name_the_home_page_stay_apart():
    room = Newsroom()
    for name in ITEMS:
        room.web.pages[f"https://sahel.example/{name}"] = own_address(html(name), "https://sahel.example/")
    room.day()
    assert len(room.archive.documents) == 2
