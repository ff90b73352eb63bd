"""Answers that are no feed: each is told in the visit's reason, nothing gets in, and the feed comes again."""

import contextlib
import gzip
import json
import socket
import zlib
from dataclasses import dataclass, field

import brotli
import pytest

from certificates import certificate
from odd_server import Speech, blurts, drips, odd_server, resets, says, stalls
from wild_desk import HOUR, Desk, rss

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
FEED = rss("a", "b")
MANY = 30 * 1024 * 1024


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1024 * 1024)
    return b"".join(packer.compress(zeros) for _ in range(30)) + packer.flush()


def html(head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Bonjour</title>{head}</head><body>Bonjour</body></html>".encode()
    )


@dataclass(frozen=True)
class Bad:
    """What the server answers, and what the person is told."""

    said: str
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="/le/flux.xml">'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>'.encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
QUADRATIC = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "' + b"a" * 50_000 + b'">]>'
ATTRIBUTES = " ".join(f'a{n}="x"' for n in range(100_000))
BAD = {
    "09 a page that does not exist": Bad("404", status=404),
    "10 too many requests": Bad("429", status=429, headers={"Retry-After": "600"}),
    "11 a server in trouble": Bad("503", status=503),
    "13 a challenge against robots": Bad("403", html(), status=403, headers={"Server": "cloudflare"}),
    "22 an empty body": Bad("empty"),
    "22 a body of blanks": Bad("empty", b" \r\n\t" * 100),
    "23 a page in place of the feed": Bad("an HTML page, not a feed", html()),
    "23 a page that names the feed": Bad("/le/flux.xml", html(ALTERNATE)),
    "23 a page that is said to be a feed": Bad(
        "an HTML page", html(), headers={"Content-Type": "application/rss+xml"}
    ),
    "24 ten megabytes that are no text": Bad("binary", bytes(range(256)) * 4 * 1024 * 9),
    "24 a picture": Bad("binary", b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "24 more than ten megabytes": Bad("larger than 10 MiB", b" " * (10 * 1024 * 1024 + 1)),
    "26 a billion laughs": Bad(
        "entities", BOMB + FEED.partition(b"?>")[2].replace(b"<title>a", b"<title>&l8;")
    ),
    "26 one long entity many times": Bad(
        "entities", QUADRATIC + FEED.partition(b"?>")[2].replace(b"<title>a", b"<title>" + b"&x;" * 500)
    ),
    "27 an entity from a file": Bad(
        "entities", OUTSIDE + FEED.partition(b"?>")[2].replace(b"<title>a", b"<title>&x;")
    ),
    "28 a hundred thousand attributes": Bad(
        "a tag", FEED.replace(b"<item>", f"<item {ATTRIBUTES}>".encode(), 1)
    ),
    "18 a gzip bomb": Bad("larger than 10 MiB", gzip_bomb(), headers={"Content-Encoding": "gzip"}),
    "19 a brotli bomb": Bad(
        "larger than 10 MiB", brotli.compress(bytes(MANY), quality=1), headers={"Content-Encoding": "br"}
    ),
    "a password is wanted": Bad("401", status=401),
    "withheld for legal reasons": Bad("451", status=451),
    "no status that anyone knows": Bad("no known status", status=799),
    "a redirect that leads nowhere": Bad("a redirect that leads nowhere", status=302),
    "no content at all": Bad("204", status=204),
    "JSON that is no feed": Bad("JSON", json.dumps({"bonjour": [1, 2]}).encode()),
    "a site's list of its pages": Bad("no feed", b"<?xml version='1.0'?><urlset/>"),
    "XML of another kind": Bad("no feed that we know", b"<?xml version='1.0'?><svg><path d='M0'/></svg>"),
}


def failed(desk: Desk, said: str) -> None:
    """What holds for every bad answer."""
    visit = desk.visit()
    assert visit.outcome == "failed"
    assert said in (visit.reason or "")
    assert (visit.failures, desk.articles()) == (1, [])
    assert 0 < desk.wait_for().total_seconds() <= 24 * HOUR.total_seconds()


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_answer_is_told_and_the_feed_is_visited_again(desk, bad):
    desk.watch(desk.site.serve("/rss", bad.body, status=bad.status, headers=bad.headers))
    desk.poll()
    failed(desk, bad.said)


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_feed_that_is_mended_is_read_as_if_nothing_had_been(desk, bad):
    desk.watch(desk.site.serve("/rss", bad.body, status=bad.status, headers=bad.headers))
    desk.poll()
    desk.site.serve("/rss", FEED)
    desk.poll(after=24 * HOUR)
    assert (desk.visit().outcome, desk.visit().failures, desk.titles()) == ("new", 0, ["a", "b"])


REDIRECTS = {
    "05 for good, to a page of excuses": ("/excuses", 301, "an HTML page"),
    "06 in a circle": ("/rss", 302, "more than 5 redirects"),
    "07 to the machine's own address": ("http://localhost:{port}/flux", 302, "private address"),
    "07 to the cloud's secrets": ("http://169.254.169.254/latest/meta-data/", 302, "private address"),
    "07 to a name of the house": ("http://intime.test:{port}/flux", 302, "private address"),
    "07 to a file": ("file:///etc/passwd", 302, "not a valid URL"),
    "07 to an address in decimal figures": ("http://2130706433:{port}/flux", 302, "not a valid URL"),
    "07 to an address inside IPv6": ("http://[::ffff:127.0.0.1]:{port}/flux", 302, "private address"),
    "to a host without an address": ("http://nulle-part.test/flux", 302, "no such host"),
    "to nothing readable": ("http://[", 302, "URL"),
    "with a password": ("http://moi:secret@127.0.0.1:{port}/flux", 302, "password"),
}


@pytest.mark.parametrize(("to", "status", "said"), REDIRECTS.values(), ids=REDIRECTS)
def test_a_redirect_that_must_not_be_followed_is_refused(desk, to, status, said):
    desk.site.serve("/flux", FEED)
    desk.site.serve("/excuses", html())
    url = desk.at("/rss")
    location = to.format(port=url.split(":")[2].split("/")[0])
    desk.watch(desk.site.serve("/rss", b"", status=status, headers={"Location": location}))
    desk.poll()
    failed(desk, said)
    assert "moved" not in desk.troubles()
    assert "secret" not in (desk.visit().reason or "")


SPEECHES: dict[str, tuple[Speech, str]] = {
    "17 one byte now and then": (drips(HEAD + b"Content-Length: 9999\r\n\r\n", b"x"), "took longer than"),
    "a head that never ends": (stalls(HEAD), "took longer than"),
    "a body that stops coming": (stalls(HEAD + b"Content-Length: 999\r\n\r\n<rss>"), "took longer than"),
    "nothing but a greeting of another protocol": (
        blurts(b"220 ftp.exemple prets\r\n"),
        "not a valid HTTP answer",
    ),
    "a connection that is hung up": (says(b""), "closed the connection"),
    "a connection that is torn": (resets(b"HTTP/1.1 200"), "connection"),
    "headers without end": (says(HEAD + b"X: " + b"y" * 100_000 + b"\r\n\r\n"), "not a valid HTTP answer"),
}


@pytest.mark.parametrize(("speech", "said"), SPEECHES.values(), ids=SPEECHES)
def test_a_server_that_keeps_no_rule_costs_a_moment_and_is_told(site, hasty, speech, said):
    desk = Desk(site, hasty)
    with odd_server(speech) as url:
        desk.watch(f"{url}/rss")
        desk.poll()
    failed(desk, said)


def test_15_a_certificate_nobody_vouches_for_is_told_and_not_ignored(desk, tmp_path):
    tls = certificate(tmp_path, "IP:127.0.0.1").tls
    with odd_server(says(HEAD + b"\r\n" + FEED), tls=tls) as url:
        desk.watch(f"{url}/rss")
        desk.poll()
    failed(desk, "TLS certificate not valid")


def test_16_a_server_that_takes_no_connection_is_given_up_soon(site, hasty):
    desk = Desk(site, hasty)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as waiting:
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        desk.watch(f"http://127.0.0.1:{full.getsockname()[1]}/rss")
        desk.poll()
    failed(desk, "")
    assert desk.visit().fault == "timeout"


def test_20_a_packed_body_is_read_whatever_its_header_says(desk):
    packed = gzip.compress(FEED)
    desk.watch(desk.site.serve("/sans", packed), "sans")
    desk.watch(desk.site.serve("/faux", FEED, headers={"Content-Encoding": "gzip"}), "faux")
    desk.watch(desk.site.serve("/br", brotli.compress(FEED), headers={"Content-Encoding": "br"}), "br")
    desk.poll()
    assert [desk.visit(name).entries for name in desk.feeds] == [2, 2, 2]


def test_21_a_body_that_breaks_off_gives_its_whole_entries_and_is_marked(desk):
    short = FEED[: FEED.index(b"<title>b")]
    with odd_server(says(HEAD + b"Content-Length: 9999\r\n\r\n" + short)) as url:
        desk.watch(f"{url}/rss")
        desk.poll(times=3, after=HOUR)
    assert "a" in desk.titles()
    assert "cut-short" in desk.troubles()
