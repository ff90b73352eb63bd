"""Where the HTTP client may go: the open internet, unless the operator says otherwise."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback import Site
from workers.addresses import is_public
from workers.edges.http.guard import opener
from workers.edges.http.web import AiohttpWeb
from workers.news.web import NoAnswer, Request

BARRED = "is on a private address; set BEFFROI_PRIVATE_ADDRESSES=1 to allow that"


@pytest.fixture(scope="module")
def web():
    return AiohttpWeb(seconds=5, body_bytes=999, private_addresses=False)


def address(place, port=80):
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    return (family, socket.SOCK_STREAM, 0, "", (place, port))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "0x7f000001", "0.0.0.0", "[::1]", "[::]"),  # noqa: S104
        *("[::ffff:127.0.0.1]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
        *("[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_an_inner_address_is_not_connected_to_however_it_is_written(web, host):
    with Site() as site:
        port = site.url("/").split(":")[2]
        [found] = web.get([Request(id="a", url=f"http://{host}:{port}")])
    assert isinstance(found, NoAnswer)
    assert found.reason.endswith(BARRED)
    assert site.requests == []


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0", "017700000001"])
def test_an_address_written_as_a_bare_number_is_no_host(web, host):
    [found] = web.get([Request(id="a", url=f"http://{host}/")])
    assert found.reason == "not a valid URL: it must look like https://host/path"


def test_the_reason_names_the_host_and_the_setting(web):
    [found] = web.get([Request(id="a", url="http://desk:secret@localhost:9/fil")])
    assert found.reason == f"localhost {BARRED}"


@given(st.ip_addresses().map(str))
def test_a_socket_is_opened_to_public_addresses_only(place):
    try:
        opener(private=False)(address(place)).close()
        opened = True
    except PermissionError:
        opened = False
    assert opened == is_public(place)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}"]))
def test_an_address_within_an_address_is_judged_by_the_inner_one(inner, outer):
    assert is_public(str(ipaddress.ip_address(outer.format(inner)))) <= is_public(str(inner))


@given(st.ip_addresses().map(str))
def test_any_address_is_open_where_the_operator_says_so(place):
    opener(private=True)(address(place)).close()
