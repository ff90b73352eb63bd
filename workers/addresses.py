"""Which addresses are on the open internet, and which hosts have one."""

import ipaddress
import socket

EVERY_HOST = frozenset({"*"})
HINT = "name it in BEFFROI_ALLOW_PRIVATE_HOSTS to allow that"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that the registries give out
IPV4_WITHIN = ipaddress.IPv6Network("::/96")  # "IPv4-compatible", RFC 4291; the kernel may still route it


def is_public(address: str) -> bool:
    """Whether a packet to this address leaves for the open internet.

    An IPv6 address that carries an IPv4 address is as public as that one.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and (ip in NAT64 or ip in IPV4_WITHIN):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


def opened(host: str, private_hosts: frozenset[str]) -> bool:
    """Whether a host may be private: it is named among `private_hosts`, or `*` is."""
    return not EVERY_HOST.isdisjoint(private_hosts) or host.lower().strip("[]").rstrip(".") in private_hosts


def allowed(host: str, port: int, *, private: bool) -> list[str]:
    """Gives the host's addresses that may be connected to; none where all are private and those are barred.

    Raises OSError where the name is unknown, UnicodeError where it is no name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)
    return [address for address in addresses if private or is_public(address)]
