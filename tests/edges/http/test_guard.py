"""Where the HTTP client may go: the open internet, and the hosts that the operator names."""

import ipaddress
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from loopback import Site
from workers.addresses import EVERY_HOST, is_public
from workers.edges.http.bounds import Bounds
from workers.edges.http.guard import plainly_private, public_socket
from workers.edges.http.web import AiohttpWeb
from workers.news.web import NoAnswer, Request

BARRED = "is on a private address; name it in BEFFROI_ALLOW_PRIVATE_HOSTS to allow that"
INSIDE = [
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
    *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "64:ff9b:1::1"),
]
PUBLIC = "2620:4f:8000::9"  # of AS112, where the world's junk goes: nothing answers there
ODD = ["127.1", "2130706433", "0", "017700000001", "0x7f.1", "127.0.0.1.nip.invalid:99999"]


class Names(AbstractResolver):
    """A name server that gives each name its next answer, the last one for ever."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = names

    async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002
        answers = self.names[host.partition(".")[0]]
        places = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=place,
                port=port,
                family=socket.AF_INET6 if ":" in place else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for place in places
        ]

    async def close(self):
        """Has nothing open."""


LOOPBACK = Names(**{"ouvert": [["127.0.0.1"]], "0x7f": [["127.0.0.1"]]})


def client(*private_hosts, resolver=None, **other):
    bounds = Bounds(seconds=5, feed_bytes=999, allow_private_hosts=frozenset(private_hosts), **other)
    return AiohttpWeb(bounds, resolver=resolver)


@pytest.fixture(scope="module")
def web():
    return client()


@pytest.fixture
def site():
    with Site() as served:
        yield served


def ask(web, url, purpose="feed"):
    [found] = web.get([Request(id="a", url=url, purpose=purpose)])
    return found


def port(site):
    return site.url("/").split(":")[2].strip("/")


def written(place):
    return f"[{place}]" if ":" in place else place


@pytest.mark.parametrize("place", INSIDE)
class TestAnInnerAddress:
    def test_is_not_connected_to(self, web, site, place):
        found = ask(web, f"http://{written(place)}:{port(site)}/")
        assert (found.fault, found.reason[-len(BARRED) :]) == ("private", BARRED)
        assert site.requests == []

    def test_is_not_reached_by_a_name(self, site, place):
        found = ask(client(resolver=Names(dehors=[[place]])), f"http://dehors.example:{port(site)}/")
        assert (found.fault, found.reason) == ("private", f"dehors.example {BARRED}")
        assert site.requests == []

    def test_is_not_reached_by_a_redirect_to_its_name(self, site, place):
        target = f"http://dedans.example:{port(site)}/secret"
        start = site.serve("/", b"", status=302, headers={"Location": target})
        names = Names(ouvert=[["127.0.0.1"]], dedans=[[place]])
        assert ask(client("ouvert.example", resolver=names), start_at(start)).fault == "private"
        assert site.count("/secret") == 0

    def test_is_not_reached_by_a_redirect(self, site, place):
        target = f"http://{written(place)}:{port(site)}/secret"
        start = site.serve("/", b"", status=302, headers={"Location": target})
        found = ask(client("ouvert.example", resolver=Names(ouvert=[["127.0.0.1"]])), start_at(start))
        assert found.fault == "private"
        assert site.count("/secret") == 0


def start_at(url):
    return url.replace("127.0.0.1", "ouvert.example")


@pytest.mark.parametrize("host", ODD)
class TestAnAddressInAnOddSpelling:
    def test_is_no_host(self, web, host):
        assert ask(web, f"http://{host}/").fault in {"url", "private"}

    def test_is_no_host_to_be_redirected_to(self, site, host):
        start = site.serve("/", b"", status=301, headers={"Location": f"http://{host}/secret"})
        found = ask(client("ouvert.example", resolver=LOOPBACK), start_at(start))
        assert found.fault in {"url", "private"}


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "data:,x"]
)
def test_a_scheme_other_than_the_webs_is_refused_also_in_a_redirect(web, site, target):
    start = site.serve("/", b"", status=302, headers={"Location": target})
    assert ask(web, target).fault == "url"
    assert ask(client("*"), start).fault == "url"


def test_a_name_is_refused_when_one_of_its_addresses_is_private(site):
    names = Names(melange=[["1.1.1.1", "127.0.0.1"]])
    assert ask(client(resolver=names), f"http://melange.example:{port(site)}/").fault == "private"


def test_a_name_whose_second_resolution_differs_gains_nothing(site):
    names = Names(change=[["240.0.0.1"], ["127.0.0.1"]])
    web = client(resolver=names)
    url = f"http://change.example:{port(site)}/"
    assert [ask(web, url).fault for _ in range(3)] == ["private"] * 3
    assert site.requests == []


def test_a_name_that_is_public_when_looked_up_and_private_after_gains_nothing(site):
    names = Names(change=[[PUBLIC], ["127.0.0.1"]])
    web = client(resolver=names, connect_seconds=0.2)
    url = f"http://change.example:{port(site)}/"
    assert {ask(web, url).fault for _ in range(2)} <= {"connection", "timeout"}  # kept for ten seconds
    assert names.names == {"change": [["127.0.0.1"]]}, "looked up once"
    assert ask(client(resolver=names), url).fault == "private"
    assert site.requests == []


def test_a_connection_goes_to_the_address_that_was_shown_to_the_guard():
    address = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))
    with pytest.raises(PermissionError):
        public_socket(address)


def test_a_named_host_may_be_private_and_no_other(site):
    web = client("ouvert.example", resolver=Names(ouvert=[["127.0.0.1"]], ferme=[["127.0.0.1"]]))
    site.serve("/fil", b"ok")
    assert ask(web, f"http://Ouvert.Example:{port(site)}/fil").body == b"ok"
    assert ask(web, f"http://ferme.example:{port(site)}/fil").fault == "private"
    assert ask(web, site.url("/fil")).fault == "private"


def test_the_reason_names_the_host_and_the_setting(web):
    found = ask(web, "http://desk:secret@localhost:9/fil")
    assert found.reason == f"localhost {BARRED}"


class TestAPassword:
    def test_in_a_feed_or_a_page_is_refused(self, site):
        url = site.url("/").replace("://", "://desk:secret@")
        for purpose in ("page", "sitemap"):
            found = ask(client("*"), url, purpose)
            assert (found.fault, "secret" in found.reason) == ("url", False)
        assert site.requests == []

    def test_in_a_redirect_is_refused(self, site):
        target = site.url("/b").replace("://", "://desk:secret@")
        start = site.serve("/a", b"", status=302, headers={"Location": target})
        assert ask(client("*"), start).fault == "url"

    def test_of_feeds_yaml_is_kept_on_the_same_site(self, site):
        site.serve("/b", b"ok")
        start = site.serve("/a", b"", status=302, headers={"Location": "/b"})
        assert ask(client("*"), start.replace("://", "://desk:secret@")).body == b"ok"
        assert site.requests[-1].headers["Authorization"].startswith("Basic ")


class TestAProxyOfTheEnvironment:
    def test_is_asked_for_other_hosts(self, site):
        site.serve("http://loin.example/fil", b"ok")
        web = client(proxies={"http": site.url("/")})
        assert ask(web, "http://loin.example/fil").body == b"ok"

    def test_is_not_asked_for_hosts_that_need_none(self, site):
        web = client("*", proxies={"http": "http://127.0.0.1:9", "no": "127.0.0.1"})
        assert ask(web, site.serve("/fil", b"ok")).body == b"ok"

    @pytest.mark.parametrize("host", ["10.0.0.1", "[::ffff:10.0.0.1]", "localhost", "desk.localhost."])
    def test_is_not_asked_for_what_is_plainly_private(self, site, host):
        found = ask(client(proxies={"http": site.url("/")}), f"http://{host}/")
        assert isinstance(found, NoAnswer)
        assert (found.fault, site.requests) == ("private", [])


@given(st.ip_addresses().map(str))
def test_a_socket_is_opened_to_public_addresses_only(place):
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    try:
        public_socket((family, socket.SOCK_STREAM, 0, "", (place, 80))).close()
        opened = True
    except PermissionError:
        opened = False
    assert opened == is_public(place) == (not plainly_private(place))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}"]))
def test_an_address_within_an_address_is_judged_by_the_inner_one(inner, outer):
    assert is_public(str(ipaddress.ip_address(outer.format(inner)))) <= is_public(str(inner))


def test_every_host_may_be_private_where_the_operator_says_so(site):
    assert ask(client(*EVERY_HOST), site.serve("/", b"ok")).body == b"ok"
