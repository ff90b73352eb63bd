"""Backup and restore: what is copied, running or not, goes on elsewhere with everything there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
import redis

from desk import Desk
from eventually import eventually
from facts import document
from hooked_desk import told, watch_mali
from loopback import Site
from workers.edges.append_only_copy import copy_running
from workers.edges.embedded_server import EmbeddedServer
from workers.edges.redis.outbox import RedisOutbox
from workers.edges.tantivy_archive import SCHEMA_VERSION, TantivyArchive
from workers.edges.tantivy_copy import copy_index
from workers.news.errors import NewsError, Transient

WITHIN = 90.0  # seconds
CLAIMS = {"BEFFROI_VISIBILITY_SECONDS": "8"}  # a feed that was being visited is due again then
CONVOYS = {
    "alpha": "Le Mali reçoit des camions à Kayes, dit le ministre.",
    "bravo": "Une mine a sauté près de Gao ; le Mali compte trois blessés parmi ses soldats.",
    "charlie": "Treize véhicules ont quitté Bamako vers le nord, avec des vivres pour les garnisons du Mali.",
    "delta": "La route de Ménaka reste coupée : l'armée du Mali attend la fin des pluies.",
    "écho": "À Tessalit, l'escorte a rendu ses armes au dépôt, selon un officier du Mali.",
}


def publish(site: Site, number: int) -> None:
    """Serves a feed of that many articles, without pages."""
    items = "".join(
        f"<item><title>Convoi {name}</title><guid>{name}</guid><description>{text}</description></item>"
        for name, text in list(CONVOYS.items())[:number]
    )
    site.serve("/feed", f"<rss version='2.0'><channel><title>E</title>{items}</channel></rss>".encode())


def kept(state: Path) -> dict[str, bytes]:
    """What a copy must hold: the log and the index, byte for byte."""
    files = [one for name in ("valkey/appendonlydir", "index") for one in (state / name).rglob("*")]
    return {
        str(one.relative_to(state)): one.read_bytes()
        for one in files
        if one.is_file() and one.suffix != ".lock"
    }


def sent(state: Path) -> list[bool]:
    """Whether each alert reached all its channels; nothing while the server is down."""
    with redis.Redis(unix_socket_path=str(state / "valkey.sock")) as store, suppress(Transient):
        raised = RedisOutbox(store).alerts(most=100)
        return [all(one.state == "sent" for one in alert.deliveries) for alert in raised]
    return []


def settled(state: Path, number: int) -> None:
    """Waits until that many articles are found and as many alerts sent."""
    archive = TantivyArchive(state / "index")
    eventually(lambda: len(archive.search("convoi", most=9)), lambda n: n == number, within=WITHIN)
    eventually(lambda: sent(state), lambda all_sent: all_sent == [True] * number, within=WITHIN)


def test_a_copy_made_running_or_stopped_goes_on_elsewhere_with_everything_there(tmp_path):
    with Site() as site:
        watch_mali(tmp_path, site)
        publish(site, 2)
        desk = Desk(tmp_path, CLAIMS)
        with desk.up():
            settled(desk.folder / "state", 2)
            with site.held("/feed"):
                before = site.count("/feed")
                eventually(lambda: site.count("/feed"), lambda asked: asked > before, within=WITHIN)
                assert desk.run("backup", str(tmp_path / "running")).stdout.startswith("copied")
        assert desk.run("backup", str(tmp_path / "stopped")).returncode == 0
        assert kept(tmp_path / "stopped") == kept(desk.folder / "state")
        for number, copy in enumerate(("running", "stopped"), start=3):
            site.requests.clear()
            publish(site, number)
            elsewhere = Desk(tmp_path, CLAIMS | {"BEFFROI_STATE": str(tmp_path / copy)})
            with elsewhere.up():
                settled(tmp_path / copy, number)
            assert list(told(site).values()) == [1] * (number - 2), copy


@contextmanager
def going_on(step) -> Iterator[list[int]]:
    """Calls `step` with 0, 1, 2 … in a thread for the length of the block; gives those it came through."""
    done, stop = [], threading.Event()

    def work() -> None:
        for number in count():
            if stop.is_set():
                return
            step(number)
            done.append(number)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


def test_an_index_that_is_written_is_copied_whole(tmp_path):
    archive = TantivyArchive(tmp_path / "index")

    def put(number: int) -> None:
        while True:
            with suppress(Transient):  # told to come again, as the index service is
                archive.put([document(f"a{number}", body="Un drone.")])
                return

    with going_on(put) as written:
        for at in range(5):
            before = eventually(lambda: len(written), lambda n, at=at: n > 5 * at, within=30)
            assert copy_index(tmp_path / "index", tmp_path / f"copy{at}") == [SCHEMA_VERSION]
            copied = TantivyArchive(tmp_path / f"copy{at}")
            assert before <= copied.size() <= len(written) + 1
            assert len(copied.search("drone", most=10_000)) == copied.size()
            copied.put([document("neuf", body="Un avion.")])
    assert archive.size() == len(written)


def test_a_log_that_is_written_and_rewritten_is_copied_up_to_a_moment(tmp_path):
    with (
        EmbeddedServer(tmp_path, tmp_path / "s.sock"),
        redis.Redis(unix_socket_path=str(tmp_path / "s.sock")) as store,
    ):
        growth = store.config_get("auto-aof-rewrite-percentage")
        with going_on(lambda number: store.set(f"k{number}", "v" * 1000)) as written:
            eventually(lambda: len(written), lambda n: n > 2000, within=30)
            store.bgrewriteaof()
            before = len(written)
            copy_running(store, tmp_path / "valkey", tmp_path / "elsewhere" / "valkey")
        assert store.config_get("auto-aof-rewrite-percentage") == growth
    with (
        EmbeddedServer(tmp_path / "elsewhere", tmp_path / "e.sock"),
        redis.Redis(unix_socket_path=str(tmp_path / "e.sock")) as copied,
    ):
        size = copied.dbsize()
        assert size >= before
        assert all(copied.exists(f"k{number}") for number in range(size))


def test_a_log_cut_in_a_command_is_read_up_to_there(tmp_path):
    with (
        EmbeddedServer(tmp_path, tmp_path / "s.sock"),
        redis.Redis(unix_socket_path=str(tmp_path / "s.sock")) as store,
    ):
        store.set("clé", "valeur")
        copy_running(store, tmp_path / "valkey", tmp_path / "elsewhere" / "valkey")
    (log,) = (tmp_path / "elsewhere" / "valkey" / "appendonlydir").glob("*.incr.aof")
    with log.open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$3\r\nab")
    with (
        EmbeddedServer(tmp_path / "elsewhere", tmp_path / "e.sock"),
        redis.Redis(unix_socket_path=str(tmp_path / "e.sock")) as copied,
    ):
        assert copied.keys() == ["clé".encode()]


def test_the_folder_of_another_server_is_refused(tmp_path, store):
    with pytest.raises(NewsError, match="is this the folder"):
        copy_running(store, tmp_path, tmp_path / "copy")


def test_a_backup_takes_a_new_folder_and_something_to_copy(tmp_path):
    desk = Desk(tmp_path, {})
    assert desk.run("backup", str(tmp_path)).returncode == 2
    assert "nothing is there yet" in desk.run("backup", str(tmp_path / "new")).stdout
    away = {"BEFFROI_REDIS_URL": "redis://127.0.0.1:1", "ELASTICSEARCH_URL": "http://127.0.0.1:1"}
    done = Desk(tmp_path, away).run("backup", str(tmp_path / "other"))
    assert done.returncode == 2
    assert not Path(tmp_path / "other").exists()
