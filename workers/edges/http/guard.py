"""Which addresses may be connected to, decided on the address itself at the moment of connecting."""

import errno
import socket
from collections.abc import Callable

from aiohttp import AddrInfoType

from workers.addresses import is_public

BARRED = "a private address; set BEFFROI_PRIVATE_ADDRESSES=1 to allow that"


def opener(*, private: bool) -> Callable[[AddrInfoType], socket.socket]:
    """Gives what opens sockets for the connector; unless `private`, to the open internet only.

    The connector connects the socket to the very address shown here, whether it was resolved
    or written in the URL: a name that changes its address in between gains nothing.
    """

    def opened(address: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, (place, *_) = address
        if not private and not is_public(str(place)):
            raise PermissionError(errno.EACCES, BARRED)
        return socket.socket(family, kind, protocol)

    return opened
