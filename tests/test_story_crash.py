"""Killed at any call while copies are read, the flow tells a story once, and its new fact once."""

# ruff: noqa: E501 - a sentence is one line, as in a text that a person pastes

from itertools import count

import pytest

from newsroom import FEEDS, INTERVAL, Newsroom
from test_crash import Fate, Mortal
from workers.news.feed import Feed

PAPERS = ("fanal", "rempart", "vigie")
FEW = (
    "Douze soldats maliens ont été tués lundi près de Labbezanga dans l'attaque d'un convoi qui ramenait des "
    "vivres vers Ansongo, a annoncé le gouverneur de Gao. Les assaillants ont incendié quatre camions avant de "
    "repasser la frontière du Niger, selon des habitants joints par téléphone."
)
MORE = FEW.replace("Douze", "Quinze")
TOLD = [("mali", "chef"), ("mali", "chef"), ("mali", "desk"), ("mali", "desk")]


def rss(paper: str, *texts: str) -> bytes:
    items = "".join(
        f"<item><title>Attaque au Mali, {number}</title><link>https://{paper}.example/{number}</link>"
        f"<guid>{number}</guid><description>{text}</description></item>"
        for number, text in enumerate(texts)
    )
    return f"<rss version='2.0'><channel><title>{paper}</title>{items}</channel></rss>".encode()


def lived(fate: Fate) -> Newsroom:
    feeds = tuple(
        Feed(id=one, url=f"https://{one}.example/rss", title=one, interval=INTERVAL, full_text=False)
        for one in PAPERS
    )
    room = Newsroom(wrap=lambda name, edge: Mortal(name, edge, fate), feeds=feeds)
    del room.web.pages[FEEDS[0].url]
    room.web.pages |= {feed.url: rss(feed.id, *([FEW] if feed.id != "vigie" else [])) for feed in feeds}
    room.day()
    room.web.pages[feeds[2].url] = rss("vigie", MORE)
    room.day()
    return room


CALLS = lived(Fate(at=-1, before=True)).pipeline.web._fate.calls  # noqa: SLF001
FIRST_ROUND = range(len(CALLS))


def test_undisturbed_three_papers_are_one_story_told_twice_for_its_new_toll():
    room = lived(Fate(at=-1, before=True))
    assert room.told() == TOLD
    (story,) = room.stories.kept.values()
    assert sorted(story.outlets) == sorted(PAPERS)
    assert {one.story.story_id for one in room.archive.documents.values()} == {story.id}
    assert min(one.story.copy_kind or "" for one in room.archive.documents.values()) == ""


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(
    "at", FIRST_ROUND, ids=[f"{n}-{name}" for n, name in zip(count(), CALLS, strict=False)]
)
def test_a_worker_killed_at_any_call_tells_neither_less_nor_more(at, before):
    room = lived(Fate(at, before))
    at_the_gap = CALLS[at] in {"courier.deliver", "outbox.settle"}
    assert set(room.told()) == set(TOLD)
    assert 0 <= len(room.told()) - len(TOLD) <= at_the_gap
    assert {one.story.news for one in room.outbox.written.values()} == {(), ("morts : 12 → 15",)}
    (story,) = room.stories.kept.values()
    assert sorted(copy.source for copy in story.copies) == sorted(PAPERS)
    assert len(room.archive.documents) == len(PAPERS)
    assert room.notebook.underway == {}
