"""Which addresses are public: the ones that lead inside are many and oddly written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.addresses import allowed, is_public


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_an_address_of_the_open_internet_is_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "64:ff9b:1::1"),
    ],
)
def test_an_address_that_leads_inside_is_not(address: str):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_is_as_public_as_the_ipv4_address_in_it(inner: ipaddress.IPv4Address):
    for wrapped in (f"::ffff:{inner}", f"64:ff9b::{inner}"):
        assert is_public(wrapped) == is_public(str(inner))


def test_a_private_host_has_addresses_only_where_allowed():
    assert allowed("127.0.0.1", 80, private=True) == ["127.0.0.1"]
    assert allowed("127.0.0.1", 80, private=False) == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1"])
def test_an_odd_spelling_of_loopback_is_seen_through(host: str):
    assert allowed(host, 80, private=False) == []
