"""Why there is no answer, for a person to read."""

import errno
import socket
import ssl

import aiohttp

from workers.edges.http.bounds import MIB
from workers.edges.http.guard import BARRED


class Refused(Exception):
    """An answer that we do not take; the text says why, and `fault` in a word what failed."""

    def __init__(self, why: str, *, fault: str) -> None:
        super().__init__(why)
        self.fault = fault


def too_large(limit: int) -> Refused:
    """Gives the refusal of a body above `limit` bytes."""
    size = f"{limit // MIB} MiB" if limit % MIB == 0 else f"{limit} bytes"
    return Refused(f"the body is larger than {size}", fault="size")


def fault(error: Exception) -> str:
    """Gives what failed in one of the words of NoAnswer.fault."""
    match error:
        case Refused():
            return error.fault
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return "tls"
        case aiohttp.ClientConnectorError():
            return _connection_fault(error)
        case aiohttp.InvalidURL() | ValueError():
            return "url"
        case aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return "http"
        case _:
            return "connection"


def _connection_fault(error: aiohttp.ClientConnectorError) -> str:
    if BARRED in str(error.os_error):
        return "private"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    return "tls" if isinstance(error.os_error, ssl.SSLError) else "connection"


def reason(error: Exception) -> str:
    """Gives one sentence without the request's URL, which may hold a password."""
    match error:
        case Refused():
            return str(error)
        case aiohttp.ClientConnectorError() | aiohttp.ClientConnectorCertificateError():
            return _connecting(error)
        case aiohttp.InvalidURL():
            return "not a valid URL: it must look like https://host/path"
        case ValueError():
            return f"not a valid URL: {_short(error)}"
        case aiohttp.ClientError():
            return _reading(error)
        case _:
            return _broken(error)


def _connecting(error: aiohttp.ClientConnectorError | aiohttp.ClientConnectorCertificateError) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        trouble = error.certificate_error
        return f"TLS certificate not valid: {_short(getattr(trouble, 'verify_message', trouble))}"
    return _no_connection(error)


def _no_connection(error: aiohttp.ClientConnectorError) -> str:
    trouble = error.os_error
    if BARRED in str(trouble):
        return f"{error.host} is on {BARRED}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        if trouble.errno == socket.EAI_AGAIN:  # our resolver's trouble, not the feed's
            return f"the name {error.host} could not be looked up: the name server does not answer"
        return f"no such host: {error.host}"
    if isinstance(trouble, ssl.SSLError):
        return f"TLS does not work there: {_short(getattr(trouble, 'reason', trouble))}"
    if trouble.errno == errno.ECONNREFUSED:
        return "connection refused"
    return f"no connection: {_short(trouble.strerror or trouble)}"


def _reading(error: aiohttp.ClientError) -> str:
    if isinstance(error, aiohttp.ServerDisconnectedError | ConnectionError):
        return "the server closed the connection without an answer"
    if isinstance(error, aiohttp.ClientPayloadError):
        return f"the body is cut short or wrongly encoded: {_short(error.__cause__ or error)}"
    if isinstance(error, aiohttp.ClientResponseError):
        return f"not a valid HTTP answer: {_short(error.message)}"
    return _broken(error)


def _broken(error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) else None
    return f"the connection broke: {_short(why or error) or type(error).__name__}"


def _short(trouble: object) -> str:
    return " ".join(str(trouble).split())[:200]
