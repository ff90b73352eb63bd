"""One Redis, two hosts: they share the work, and what one had in hand when it was lost the other does.

The site, the server and the index are the machine's own. The hosts are network namespaces, and their loss
is a cut wire; where none may be made, two sets of processes, lost by kill -9 (as in test_kill.py).
"""

import signal
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desk import Desk
from eventually import eventually
from hooked_desk import told, watch_mali
from loopback import Site
from two_hosts import NAMES, Host, bridge, can_make_namespaces, valkey_on, wired
from workers.edges.tantivy_archive import TantivyArchive

WITHIN = 120.0  # seconds; what a lost host had in hand is given out again after eight
KINDS = ["namespaces" if can_make_namespaces() else "processes"]


@dataclass
class Newsroom:
    """Two hosts, the site they watch, and the index."""

    site: Site
    hosts: list[Host]
    index: Path
    published: list[str] = field(default_factory=list)

    def publish(self) -> str:
        """Adds an article to the feed; gives its path."""
        number = len(self.published)
        lines = "".join(
            f"<p>Le Mali attend la livraison {number} à Gao, et la suivante ({number}.{at}) à Kidal.</p>"
            for at in range(5)
        )
        page = f"<html><body><article><h1>Livraison {number}</h1>{lines}</article></body></html>"
        self.site.serve(f"/{number}", page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        self.published.append(f"/{number}")
        items = "".join(
            f"<item><title>Livraison {path[1:]}</title><link>{self.site.url(path)}</link></item>"
            for path in self.published
        )
        self.site.serve(
            "/feed", f"<rss version='2.0'><channel><title>E</title>{items}</channel></rss>".encode()
        )
        return f"/{number}"

    def askers(self, *paths: str) -> set[str]:
        """The hosts that asked for any of these pages."""
        agents = [asked.headers.get("User-Agent", "") for asked in self.site.requests if asked.path in paths]
        return {host.name for host in self.hosts for agent in agents if host.contact in agent}

    def all_found(self) -> None:
        """Every article is in the index, once."""
        titles = sorted(f"Livraison {path[1:]}" for path in self.published)
        eventually(
            lambda: sorted(one.title for one in TantivyArchive(self.index).search("livraison", most=100)),
            lambda found: found == titles,
            within=WITHIN,
        )


@pytest.fixture(params=KINDS)
def newsroom(request, tmp_path):
    with ExitStack() as stack:
        netted = request.param == "namespaces"
        address = stack.enter_context(bridge()) if netted else "127.0.0.1"
        site = stack.enter_context(Site(address=address))
        watch_mali(tmp_path, site)
        store = stack.enter_context(valkey_on(address, tmp_path))
        given = {"BEFFROI_REDIS_URL": store, "BEFFROI_VISIBILITY_SECONDS": "8"}
        desk = Desk(tmp_path, {**given, "BEFFROI_HOST_GAP_SECONDS": "0"})
        hosts = []
        for number, name in enumerate(NAMES, start=2):
            enter = stack.enter_context(wired(name, number)) if netted else []
            hosts.append(Host(name, tmp_path / name, desk.env, enter))
            stack.callback(hosts[-1].end)
            hosts[-1].start("fetch", "read", "alert", "beat")
        keeper = Host("index", tmp_path / "state", desk.env)  # the embedded index has one machine
        stack.callback(keeper.end)
        keeper.start("index")
        room = Newsroom(site, hosts, tmp_path / "state" / "index")
        room.publish()
        room.all_found()
        yield room


def test_two_hosts_share_the_work_and_the_loss_of_one_loses_and_doubles_nothing(newsroom):
    room, (first, second) = newsroom, newsroom.hosts
    eventually(
        lambda: (room.publish(), room.askers(*room.published))[1], lambda of: len(of) == 2, within=WITHIN
    )
    room.all_found()
    second.send(signal.SIGSTOP, "read")
    room.publish()
    room.all_found()  # by the first
    second.send(signal.SIGCONT, "read")
    eventually(lambda: len(told(room.site)), lambda count: count == len(room.published), within=WITHIN)

    second.send(signal.SIGSTOP, "fetch")  # so that it is the first who has the next page in hand
    with room.site.held(f"/{len(room.published)}"):
        path = room.publish()
        eventually(lambda: room.askers(path), lambda of: of == {first.name}, within=WITHIN)
        first.lose()
        second.send(signal.SIGCONT, "fetch")
        eventually(lambda: room.askers(path), lambda of: second.name in of, within=WITHIN)
    room.all_found()
    room.publish()
    room.all_found()  # by the second
    eventually(lambda: len(told(room.site)), lambda count: count == len(room.published), within=WITHIN)
    assert set(told(room.site).values()) == {1}
