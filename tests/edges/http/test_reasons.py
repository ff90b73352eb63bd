"""Why there is no answer, in words."""

import errno
import os
import socket
import ssl
from types import SimpleNamespace

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.edges.http.guard import BARRED
from workers.edges.http.reasons import fault, reason, too_large

PLACE = SimpleNamespace(host="exemple.fr", port=443, is_ssl=True, ssl=True)
UNREACHABLE = OSError(errno.ENETUNREACH, "Network is unreachable")


def connecting(trouble, kind=aiohttp.ClientConnectorError):
    return kind(PLACE, trouble)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (connecting(OSError(-2, "?"), aiohttp.ClientConnectorDNSError), "no such host: exemple.fr"),
        (
            connecting(socket.gaierror(socket.EAI_AGAIN, "?"), aiohttp.ClientConnectorDNSError),
            "the name exemple.fr could not be looked up: the name server does not answer",
        ),
        (connecting(ConnectionRefusedError(errno.ECONNREFUSED, "?")), "connection refused"),
        (connecting(UNREACHABLE), "no connection: Network is unreachable"),
        (connecting(OSError("one, another")), "no connection: one, another"),
        (connecting(PermissionError(errno.EACCES, BARRED)), f"exemple.fr is on {BARRED}"),
        (connecting(PermissionError(errno.EACCES, f"all: {BARRED}, {BARRED}")), f"exemple.fr is on {BARRED}"),
        (
            connecting(ssl.SSLError(1, "unsure"), aiohttp.ClientConnectorSSLError),
            "TLS does not work there: unsure",
        ),
        (UNREACHABLE, "the connection broke: Network is unreachable"),
        (aiohttp.ClientOSError(errno.ECONNRESET, "Reset"), "the connection broke: Reset"),
        (aiohttp.ClientConnectionError(), "the connection broke: ClientConnectionError"),
        (
            aiohttp.ClientConnectionResetError(),
            "the server closed the connection without an answer",
        ),
        (ValueError("Port out of\n range"), "not a valid URL: Port out of range"),
        (too_large(10 * 1024 * 1024), "the body is larger than 10 MiB"),
        (too_large(999), "the body is larger than 999 bytes"),
    ],
)
def test_a_reason_is_one_sentence(error, words):
    assert reason(error) == words


@given(
    st.sampled_from([ValueError, OSError, aiohttp.ClientPayloadError, aiohttp.ClientError]),
    st.sampled_from([*errno.errorcode]) | st.none(),
)
def test_any_error_has_a_reason(kind, number):
    words = reason(kind(number, os.strerror(number)) if number else kind("why"))
    assert words
    assert "\n" not in words


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (connecting(OSError(-2, "?"), aiohttp.ClientConnectorDNSError), "dns"),
        (connecting(UNREACHABLE), "connection"),
        (connecting(PermissionError(errno.EACCES, BARRED)), "private"),
        (connecting(PermissionError(errno.EACCES, BARRED), aiohttp.ClientConnectorDNSError), "private"),
        (connecting(ssl.SSLError(1, "unsure"), aiohttp.ClientConnectorSSLError), "tls"),
        (connecting(ssl.CertificateError("old"), aiohttp.ClientConnectorCertificateError), "tls"),
        (aiohttp.ClientOSError(errno.ECONNRESET, "Reset"), "connection"),
        (aiohttp.ClientPayloadError("half"), "http"),
        (aiohttp.InvalidURL("x"), "url"),
        (ValueError("Port out of range"), "url"),
        (too_large(999), "size"),
    ],
)
def test_what_failed_is_one_known_word(error, word):
    assert fault(error) == word
