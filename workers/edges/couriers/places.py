"""Where a channel leads: its host's addresses, looked up and checked before anything connects to them."""

import socket
import ssl

from workers.addresses import allowed, opened
from workers.news.channel import Channel
from workers.news.errors import Permanent, Transient

HINT = "write `private: true` in the channel, or name the host in BEFFROI_ALLOW_PRIVATE_HOSTS, to allow that"


def addresses(channel: Channel, host: str, port: int, private_hosts: frozenset[str]) -> list[str]:
    """Gives the addresses that may be connected to; raises Transient or Permanent where there are none."""
    try:
        private = channel.private or opened(host, private_hosts)
        found = allowed(host, port, private=private)
    except UnicodeError as error:
        raise Permanent(f"channel '{channel.id}': '{host}' is no host name") from error
    except OSError as error:
        raise Transient(f"channel '{channel.id}': {why(error)} ({host})") from error
    if not found:
        raise Permanent(f"channel '{channel.id}': {host} is on a private address; {HINT}")
    return found


def connected(places: list[str], port: int, seconds: float) -> socket.socket:
    """Connects to the first address that answers; raises the last one's OSError where none does."""
    trouble: OSError = OSError("no address")
    for address in places:
        try:
            return socket.create_connection((address, port), timeout=seconds / len(places))
        except OSError as error:
            trouble = error
    raise trouble


def why(error: Exception) -> str:
    """Gives the reason without addresses or answers, which the receiver could write at will."""
    if isinstance(error, TimeoutError):
        return str(error) if error.args and "answer" in str(error) else "no connection in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
