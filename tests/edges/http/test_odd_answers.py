"""The HTTP client against servers that misbehave: bounded, and never an exception."""

import gzip
import random
import resource
import socket
import zlib
from functools import partial
from types import SimpleNamespace

import brotli
import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates import certificate
from odd_server import blurts, drips, odd_server, pours, resets, says, stalls
from workers.addresses import EVERY_HOST
from workers.edges.http.bounds import Bounds
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Answer, NoAnswer, Request

LIMIT = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
BODY = b"<rss version='2.0'></rss>"
zipped = partial(gzip.compress, mtime=0)  # a test's name must not hold the second of its collection


@pytest.fixture(scope="module")
def web():
    return AiohttpWeb(Bounds(seconds=5, feed_bytes=LIMIT, page_bytes=LIMIT, allow_private_hosts=EVERY_HOST))


@pytest.fixture(scope="module")
def hasty():
    return AiohttpWeb(Bounds(seconds=0.5, feed_bytes=LIMIT, page_bytes=LIMIT, allow_private_hosts=EVERY_HOST))


def ask(web, url):
    [found] = web.get([Request(id="a", url=url)])
    return found


def heard(web, speech, **odd):
    with odd_server(speech, **odd) as url:
        return ask(web, url)


def body(coding, content):
    return HEAD + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (coding, len(content)) + content


@pytest.mark.parametrize(
    "speech",
    [
        pytest.param(stalls(b""), id="says nothing"),
        pytest.param(drips(HEAD + b"\r\n", b"x"), id="a body that drips"),
        pytest.param(drips(HEAD + b"X-Long: ", b"x"), id="a header that drips"),
        pytest.param(drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), id="interim answers without end"),
        pytest.param(stalls(HEAD + b"Content-Length: 9\r\n\r\n"), id="a body that does not come"),
        pytest.param(stalls(HEAD + b"Content-Encoding: gzip\r\n\r\n" + zipped(BODY)[:12]), id="half a gzip"),
    ],
)
def test_the_deadline_is_for_the_whole_answer(hasty, speech):
    assert heard(hasty, speech).reason == "took longer than 0.5 s"


def test_the_deadline_covers_all_redirects_together(hasty):
    again = drips(b"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /\r\n", b"X: x\r\n", every=0.3)
    assert heard(hasty, again).reason == "took longer than 0.5 s"


def test_a_body_without_end_is_cut_at_the_limit(web):
    assert heard(web, pours(HEAD + b"\r\n", b"x" * 65536)).reason == "the body is larger than 1 MiB"


def test_a_chunked_body_without_end_is_cut_at_the_limit(web):
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    found = heard(web, pours(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", chunk))
    assert found.reason == "the body is larger than 1 MiB"


def test_a_body_that_announces_too_much_is_not_read(web):
    announced = HEAD + b"Content-Length: 99999999999\r\n\r\n"
    assert heard(web, drips(announced, b"x")).reason == "the body is larger than 1 MiB"


def test_a_body_of_just_the_limit_is_kept(web):
    whole = b"x" * LIMIT
    assert heard(web, says(body(b"identity", whole))).body == whole
    assert heard(web, says(body(b"gzip", zipped(whole)))).body == whole
    assert isinstance(heard(web, says(body(b"identity", whole + b"x"))), NoAnswer)


PACKERS = {
    "gzip": lambda: zlib.compressobj(9, zlib.DEFLATED, 31),
    "deflate": lambda: zlib.compressobj(9, zlib.DEFLATED, 15),
    "br": lambda: SimpleNamespace(
        compress=(packer := brotli.Compressor(quality=5)).process, flush=packer.finish
    ),
    "zstd": zstd.ZstdCompressor,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_cut_at_the_limit_and_costs_little(web, coding):
    """300 MB of zeros in 300 kB and less: what is unpacked is the limit, not the rest."""
    packer = PACKERS[coding]()
    zeros = b"\0" * 1_000_000
    bomb = b"".join(packer.compress(zeros) for _ in range(300)) + packer.flush()
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = heard(web, says(body(coding.encode(), bomb)))
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert found.reason == "the body is larger than 1 MiB"
    assert after.ru_maxrss - before.ru_maxrss < 20_000  # kB
    assert after.ru_utime - before.ru_utime < 1


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        (b"gzip", zipped(BODY)),
        (b"deflate", zlib.compress(BODY)),
        (b"deflate", zlib.compress(BODY, wbits=-15)),
        (b"gzip", zipped(BODY[:9]) + zipped(BODY[9:])),
        (b"br", brotli.compress(BODY)),
        (b"zstd", zstd.compress(BODY)),
        (b"zstd", zstd.compress(BODY[:9]) + zstd.compress(BODY[9:])),
        (b"gzip, br", brotli.compress(zipped(BODY))),
        pytest.param(b"identity", zipped(BODY), id="gzip without the header"),
        *(
            pytest.param(name, BODY, id=f"{name.decode()} only in the header")
            for name in (b"gzip", b"br", b"zstd")
        ),
        pytest.param(b"utf-8", BODY, id="a coding that is none"),
    ],
)
def test_packed_bodies_are_unpacked(web, coding, packed):
    assert heard(web, says(body(coding, packed))).body == BODY


@pytest.mark.parametrize("coding", [b"br", b"zstd", b"gzip", b"deflate"])
def test_a_wrongly_packed_body_is_no_answer(web, coding):
    found = heard(web, says(body(coding, b"\xffnot packed at all")))
    assert found.reason == f"the body is not encoded as its header says ({coding.decode()})"
    assert found.fault == "http"


@pytest.mark.parametrize(
    "speech",
    [
        pytest.param(says(HEAD + b"Content-Length: 99\r\n\r\n" + BODY), id="shorter than its length"),
        pytest.param(says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n19\r\n" + BODY), id="half its chunks"),
    ],
)
class TestABodyThatIsCutShort:
    def test_is_a_feed_as_far_as_it_came_and_says_so(self, web, speech):
        found = heard(web, speech)
        assert (found.body, found.cut_short) == (BODY, True)

    def test_is_no_page(self, web, speech):
        with odd_server(speech) as url:
            [found] = web.get([Request(id="a", url=url, purpose="page")])
        assert found.reason.startswith("the body is cut short: ")


def test_half_a_gzip_is_a_feed_as_far_as_it_came(web):
    text = random.Random(1).randbytes(9999)  # noqa: S311 - does not pack
    found = heard(web, says(body(b"gzip", zipped(text)[:5000])))
    assert found.cut_short
    assert len(found.body) > 1000
    assert text.startswith(found.body)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nX-Half"])
def test_a_server_that_hangs_up_is_no_answer(web, answer):
    assert heard(web, says(answer)).reason == "the server closed the connection without an answer"


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200", HEAD + b"Content-Length: 99\r\n\r\n"])
def test_a_reset_is_no_answer(web, beginning):
    found = heard(web, resets(beginning))
    assert isinstance(found, NoAnswer)
    assert "[Errno" not in found.reason


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"<html>hello</html>\r\n\r\n",
        HEAD + b"Content-Length: many\r\n\r\n",
        HEAD + b"X-Long: " + b"x" * 70_000 + b"\r\n\r\n",
        HEAD + b"X-Many: x\r\n" * 200_000 + b"\r\n",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    ],
)
def test_what_is_no_http_is_said_so(web, answer):
    assert heard(web, says(answer)).reason.startswith("not a valid HTTP answer: ")


def test_a_long_security_policy_is_borne(web):
    policy = HEAD + b"Content-Security-Policy: " + b"x" * 30_000 + b"\r\nContent-Length: 0\r\n\r\n"
    assert heard(web, says(policy)).status == 200


def test_headers_that_are_no_text_are_left_out(web):
    odd = HEAD.replace(b"xml", b"xml\xe9") + b"ETag: \xe9\r\nLast-Modified: \xff\r\nContent-Length: 0\r\n\r\n"
    found = heard(web, says(odd))
    assert (found.status, found.etag, found.modified, found.content_type) == (200, None, None, "text/xml")


def test_a_closed_port_is_a_refused_connection(web):
    with odd_server(stalls(b"")) as url:
        pass
    assert ask(web, url).reason == "connection refused"


def test_a_certificate_nobody_vouches_for_is_not_taken(web, tmp_path):
    tls = certificate(tmp_path, "IP:127.0.0.1").tls
    found = heard(web, says(body(b"identity", BODY)), tls=tls)
    assert found.reason == "TLS certificate not valid: self-signed certificate"


def test_plain_http_where_tls_is_wanted_is_said_so(web):
    with odd_server(blurts(HEAD + b"\r\n")) as url:
        found = ask(web, url.replace("http:", "https:"))
    assert found.reason.startswith("TLS does not work there: ")


PIECES = [
    *(HEAD, b"HTTP/1.1 ", b"HTTP/1.0 204 \r\n", b"302 Found\r\n", b"Location: ", b"/\r\n", b"http://[\r\n"),
    *(b"Content-Length: ", b"5\r\n", b"-1\r\n", b"Transfer-Encoding: chunked\r\n", b"Retry-After: 1e9\r\n"),
    *(b"Content-Encoding: gzip\r\n", b"Content-Encoding: deflate\r\n", b"Connection: upgrade\r\n", b"\r\n"),
    *(b"0\r\n", b"ffffffffffffffffff\r\n", zipped(BODY), zlib.compress(BODY), b"ETag: \xe9\r\n", BODY),
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=12))
def test_whatever_a_server_says_there_is_one_answer_or_none(web, pieces):
    found = heard(web, says(b"".join(pieces)))
    assert isinstance(found, Answer | NoAnswer)
    assert found.id == "a"


def test_a_server_that_takes_no_connection_has_five_seconds_and_not_thirty():
    bounds = Bounds(connect_seconds=0.2, allow_private_hosts=EVERY_HOST)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        found = ask(AiohttpWeb(bounds), f"http://127.0.0.1:{full.getsockname()[1]}/")
        for one in waiting:
            one.close()
    assert (found.reason, found.fault) == ("no connection within 0.2 s", "timeout")
    assert Bounds().connect_seconds == 5
