"""kill -9 of a worker in each stage of a running desk: every article found once, every alert told once."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis
import tantivy

from desk import Desk, children, family
from eventually import eventually
from hooked_desk import told, watch_mali
from loopback import Site
from workers.edges.redis.dead_letters import RedisDeadLetters
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.errors import Transient

WITHIN = 90.0  # seconds; a dead worker's work is given out again after eight


@dataclass
class Running:
    """A desk that runs, the site it watches, and its feed."""

    desk: Desk
    site: Site
    up: object
    published: list[str]

    def publish(self, name: str) -> None:
        """Adds an article to the feed."""
        lines = (
            f"<p>Le Mali a reçu le convoi {name} numéro {number}, dit le général Koné à Bamako.</p>"
            for number in range(5)
        )
        page = f"<html><body><article><h1>Convoi {name}</h1>{''.join(lines)}</article></body></html>"
        self.site.serve(f"/{name}", page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        self.published.append(name)
        self.site.serve("/feed", self.feed())

    def feed(self) -> bytes:
        items = "".join(
            f"<item><title>Convoi {name}</title><link>{self.site.url('/' + name)}</link></item>"
            for name in self.published
        )
        return f"<rss version='2.0'><channel><title>Essai</title>{items}</channel></rss>".encode()

    def kill(self, name: str) -> None:
        """Kills a service's parent process and its children, as a power cut would."""
        for pid in family(self.desk.worker(self.up, name)):
            os.kill(pid, signal.SIGKILL)

    def asked(self, path: str) -> None:
        """Waits for one more request."""
        before = self.site.count(path)
        eventually(lambda: self.site.count(path), lambda seen: seen > before, within=WITHIN)

    def reading(self) -> bool:
        """Whether a reading process has a message in hand."""
        with self.store() as client:
            return any(json.loads(raw)[2] == "read" for raw in client.hvals("unacked"))

    def all_is_well(self) -> None:
        """Every article is found once, every alert is settled, each told under one key."""
        titles = sorted(f"Convoi {name}" for name in self.published)
        eventually(self.found, lambda found: found == titles, within=WITHIN)
        eventually(self.settled, lambda settled: settled == len(titles), within=WITHIN)
        assert len(told(self.site)) == len(titles)

    def found(self) -> list[str]:
        return sorted(one.title for one in TantivyArchive(self.state / "index").search("convoi", most=100))

    def settled(self) -> int:
        """How many alerts every channel has got; nothing while the server is down."""
        try:
            with self.store() as client:
                raised = RedisOutbox(client).alerts(most=100)
        except Transient:
            return 0
        return sum(all(one.state == "sent" for one in alert.deliveries) for alert in raised)

    def dead(self) -> list[str]:
        with self.store() as client:
            return [letter.reason for letter in RedisDeadLetters(client).letters()]

    def store(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.state / "valkey.sock"))

    @property
    def state(self) -> Path:
        return self.desk.folder / "state"


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    with Site() as site:
        watch_mali(folder, site)
        desk = Desk(folder, {"BEFFROI_VISIBILITY_SECONDS": "8"})
        with desk.up() as up:
            room = Running(desk, site, up, [])
            room.publish("premier")
            eventually(room.settled, bool, within=WITHIN)
            yield room


def kill_fetching(room: Running) -> None:
    with room.site.held("/feed"):
        room.publish("fetch")
        room.asked("/feed")
        room.kill("fetch")


def kill_paging(room: Running) -> None:
    with room.site.held("/page"):
        room.publish("page")
        room.asked("/page")
        room.kill("fetch")


def kill_a_reading_child(room: Running) -> None:
    with reading(room, "child") as pids:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)


def kill_reading(room: Running) -> None:
    with reading(room, "read"):
        room.kill("read")


@contextmanager
def reading(room: Running, name: str) -> Iterator[list[int]]:
    """The reading processes, standing still with an article in hand: one is read too fast to aim at."""
    pids = children(room.desk.worker(room.up, "read"))
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    room.publish(name)
    eventually(room.reading, bool, within=WITHIN)
    yield pids


def kill_indexing(room: Running) -> None:
    (folder,) = (one for one in (room.state / "index").iterdir() if one.name != "alerts-v1")
    writer = tantivy.Index.open(str(folder)).writer(heap_size=15_000_000)
    room.publish("index")
    eventually(room.settled, lambda settled: settled == len(room.published), within=WITHIN)
    room.kill("index")
    del writer


def kill_alerting(room: Running) -> None:
    with room.site.held("/hook"):
        room.publish("alert")
        room.asked("/hook")
        room.kill("alert")


def test_a_desk_whose_workers_are_killed_in_each_stage_loses_and_doubles_nothing(tmp_path):
    with running(tmp_path) as room:
        for disaster in (kill_fetching, kill_paging, kill_a_reading_child, kill_reading, kill_indexing):
            disaster(room)
            room.all_is_well()
            assert set(told(room.site).values()) == {1}, disaster.__name__
        kill_alerting(room)
        room.all_is_well()
        assert sorted(told(room.site).values())[:-1] == [1] * (len(room.published) - 1)
        assert max(told(room.site).values()) <= 2
        assert room.dead() == []


def test_a_desk_killed_whole_goes_on_where_it_stopped(tmp_path):
    with running(tmp_path) as room:
        with room.site.held("/encore"):
            room.publish("encore")
            room.asked("/encore")
            for pid in family(room.up.pid):
                os.kill(pid, signal.SIGKILL)
            room.up.wait()
        room.publish("ensuite")
        with room.desk.up() as room.up:
            room.all_is_well()
            assert set(told(room.site).values()) == {1}
