"""The client's thread: started when needed, gone with the client, harmless to a process that ends."""

import gc
import subprocess
import sys
import threading

from eventually import eventually
from loopback import Site
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Request

CODE = """
import sys
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Request
web = AiohttpWeb(Bounds(seconds=60, feed_bytes=999, page_bytes=999, allow_private_hosts=EVERY_HOST))
answers = web.get([Request(id=url, url=url) for url in sys.argv[1:]])
print(next(answers).id)
"""

FORKS = """
import os, sys
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Request
web = AiohttpWeb(Bounds(seconds=10, feed_bytes=999, page_bytes=999, allow_private_hosts=EVERY_HOST))
ask = lambda: [answer.status for answer in web.get([Request(id="a", url=sys.argv[1])])]
assert ask() == [200]
if child := os.fork():
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert ask() == [200]
"""


def client():
    return AiohttpWeb(Bounds(seconds=5, feed_bytes=999, page_bytes=999, allow_private_hosts=EVERY_HOST))


def ask(web, url):
    return [answer.status for answer in web.get([Request(id="a", url=url)])]


def ours():
    return [thread for thread in threading.enumerate() if thread.name == "web"]


def test_a_client_that_asks_nothing_has_no_thread():
    before = ours()
    client()
    assert ours() == before


def test_the_thread_goes_with_its_client():
    before = ours()
    web = client()
    with Site() as site:
        assert ask(web, site.serve("/", b"")) == [200]
    assert len(ours()) == len(before) + 1
    del web
    gc.collect()
    eventually(ours, lambda threads: len(threads) <= len(before), within=5)


def test_a_process_ends_though_a_server_has_not_answered():
    with Site() as site:
        slow, quick = site.serve("/lent", b""), site.serve("/vif", b"")
        with site.held("/lent"):
            command = [sys.executable, "-W", "error", "-c", CODE, slow, quick]
            ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == (f"{quick}\n", "", 0)


def test_a_forked_child_starts_a_thread_of_its_own():
    with Site() as site:
        command = [sys.executable, "-c", FORKS, site.serve("/", b"")]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (ended.stderr, ended.returncode) == ("", 0)
