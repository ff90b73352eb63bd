"""Which addresses may be connected to: looked at when a name is resolved, and again at the connection."""

import errno
import ipaddress
import socket

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

from workers.addresses import HINT, is_public

BARRED = f"a private address; {HINT}"


def public_socket(address: AddrInfoType) -> socket.socket:
    """Opens a socket for the connector, to the open internet only.

    The connector connects the socket to the very address shown here, whether it was resolved
    or written in the URL: a name that changes its address in between gains nothing.
    """
    family, kind, protocol, _, (place, *_) = address
    if not is_public(str(place)):
        raise PermissionError(errno.EACCES, BARRED)
    return socket.socket(family, kind, protocol)


class PublicResolver(AbstractResolver):
    """Refuses a name as soon as one of its addresses is private: nobody honest mixes them."""

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Gives the addresses, all public."""
        found = await self._resolver.resolve(host, port, family)
        if not all(is_public(one["host"]) for one in found):
            raise PermissionError(errno.EACCES, BARRED)
        return found

    async def close(self) -> None:
        """Closes what it asks."""
        await self._resolver.close()


def plainly_private(host: str) -> bool:
    """Whether a host is private as it is written; for requests that a proxy resolves."""
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        return f".{host.lower().rstrip('.')}".endswith(".localhost")
