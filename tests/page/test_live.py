"""What is new is pushed to whoever watches; how many may is bounded."""

import asyncio
import http.client
import json
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta

from eventually import eventually
from facts import NOON, document
from page_server import served
from workers.page.live import MOST_QUERIES, MOST_VIEWERS


def listening(reader, stack, path="/direct"):
    """A line that stays open, with its answer."""
    line = http.client.HTTPConnection("127.0.0.1", reader.port, timeout=30)
    stack.callback(line.close)
    line.request("GET", path)
    return line.getresponse()


def newest(answer):
    """The next list of ids that is told."""
    while not (told := answer.readline().decode()).startswith("data:"):
        assert told, "the stream ended"
    return json.loads(told.removeprefix("data:"))


def test_an_article_that_comes_in_is_told_to_who_watches(press):
    press.archive.put([document("a")])
    with served(press) as reader, ExitStack() as stack:
        all_of_it, of_france = listening(reader, stack), listening(reader, stack, "/direct?q=pays:FR")
        assert newest(all_of_it) == ["a"]
        assert newest(of_france) == []
        press.archive.put([document("b", published=NOON + timedelta(seconds=1))])
        assert newest(all_of_it) == ["b", "a"]


def test_a_query_that_means_nothing_is_refused(reader):
    assert reader.ask("/direct?q=pays:Zz").status == 400


def test_of_a_thousand_viewers_those_beyond_the_bound_are_told_to_come_back(press):
    with served(press) as reader:
        statuses = asyncio.run(_crowd(reader.port, 1000))
        assert statuses.count(200) == MOST_VIEWERS
        assert set(statuses) == {200, 503}
        eventually(lambda: reader.ask("/").status, lambda status: status == 200, within=10)
        with ExitStack() as stack:
            eventually(lambda: listening(reader, stack).status, lambda status: status == 200, within=20)


async def _crowd(port: int, size: int) -> list[int]:
    """Opens so many streams at once and gives each one's status; they close when all have theirs."""
    opened = []

    async def one() -> int:
        with suppress(ConnectionError):
            reading, writing = await asyncio.open_connection("127.0.0.1", port)
            opened.append(writing)
            writing.write(b"GET /direct HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            head = await reading.readline()
            return int(head.split()[1]) if head else 503
        return 503

    statuses = await asyncio.gather(*(one() for _ in range(size)))
    for writing in opened:
        writing.close()
    return list(statuses)


def test_no_more_queries_are_watched_than_the_index_bears(press):
    with served(press) as reader, ExitStack() as stack:
        watched = [listening(reader, stack, f"/direct?q=mot{n}").status for n in range(MOST_QUERIES)]
        assert set(watched) == {200}
        assert reader.ask("/direct?q=un-de-trop").status == 503


class Counting:
    """The archive, and how often it is searched."""

    def __init__(self, archive):
        self.archive, self.looks = archive, 0

    def find(self, *words, **options):
        self.looks += 1
        return self.archive.find(*words, **options)

    def __getattr__(self, name):
        return getattr(self.archive, name)


def test_one_look_in_two_seconds_serves_all_who_watch_the_same(press):
    press.archive.put([document("a")])
    counting = Counting(press.archive)
    with served(replace(press, archive=counting)) as reader, ExitStack() as stack:
        lines = [listening(reader, stack) for _ in range(20)]
        assert [newest(line) for line in lines] == [["a"]] * 20
        begun = counting.looks
        press.archive.put([document("b", published=NOON + timedelta(seconds=1))])
        assert [newest(line) for line in lines] == [["b", "a"]] * 20
        assert begun <= 20
        assert counting.looks - begun <= 2
