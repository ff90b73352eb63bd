"""Turns at a host: what all workers together ask of it, seen from two clients."""

import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from eventually import eventually
from facts import NOON
from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.edges.memory.hosts import MemoryHosts
from workers.news.errors import Transient
from workers.news.web import Request, Turn

BOUNDS = Bounds(seconds=5, allow_private_hosts=EVERY_HOST)


@pytest.fixture
def site():
    with Site() as served:
        served.serve("/lent", b"")
        yield served


def ask(web, site, count):
    return [answer.status for answer in web.get([Request(id="a", url=site.url("/lent"))] * count)]


def test_two_workers_together_have_at_most_two_requests_at_a_host(site):
    hosts = MemoryHosts(now=lambda: NOON)
    found = []
    workers = [
        threading.Thread(target=lambda web=web: found.extend(ask(web, site, 2)))
        for web in (AiohttpWeb(BOUNDS, hosts), AiohttpWeb(BOUNDS, hosts))
    ]
    with site.held("/lent"):
        for worker in workers:
            worker.start()
        eventually(lambda: site.count("/lent"), lambda count: count == 2, within=5)
        assert len(hosts.places["127.0.0.1"]) == 2
    for worker in workers:
        worker.join()
    assert found == [200] * 4
    eventually(lambda: hosts.places["127.0.0.1"], lambda places: not places, within=5)


class OutOfReach(MemoryHosts):
    """Hosts kept by a server that is down."""

    def turns(self, *_, **__):
        raise Transient("the Redis server does not answer")


def test_trouble_with_the_server_that_keeps_turns_is_the_callers(site):
    web = AiohttpWeb(BOUNDS, OutOfReach(now=lambda: NOON))
    with pytest.raises(Transient):
        web.hand_on([Request(id="a", url=site.url("/lent"))], list)
    assert site.requests == []


def test_a_host_that_has_no_time_is_busy_and_not_at_fault(site):
    hosts = MemoryHosts(now=lambda: NOON)
    hosts.turns([Turn(host="127.0.0.1", token=token) for token in "12"], [], lease=timedelta(hours=1))
    web = AiohttpWeb(Bounds(seconds=0.1, allow_private_hosts=EVERY_HOST), hosts)
    [found] = web.get([Request(id="a", url=site.url("/lent"))])
    assert found.fault == "busy"


FEW = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (200, {hard}))
from workers.edges.http.turns import connections
print(connections(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(("hard", "said"), [(8000, "2000 4000"), (1000, "500 1000")])
def test_file_descriptors_are_asked_for_and_what_there_is_bounds_the_connections(hard, said):
    command = [sys.executable, "-c", FEW.format(hard=hard)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == said
