"""Packed bodies, unpacked within a bound, whatever the headers say about them."""

import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from workers.edges.http.reasons import Refused, too_large

GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
MOST_MEMBERS = 100  # of one gzip or zstd body; each costs a copy of what follows it
WINDOW = 23  # 2^23 = 8 MiB, all that a server may ask a client to keep (RFC 9659)

Unpacker = Callable[[bytes, int], tuple[bytes, bool, bytes]]
"""Packed bytes and the most to unpack, to: unpacked bytes, whether the end was seen, what follows it."""


def unpacked(raw: bytes, codings: str, limit: int) -> tuple[bytes, bool]:
    """Gives the body that Content-Encoding's `codings` were put on, and whether it is whole.

    A body packed without saying so is unpacked, and one said to be packed that is plain
    markup is taken as it is. Raises Refused above `limit` bytes, or for a body in neither form.
    """
    whole = True
    for coding in reversed(codings.lower().replace(" ", "").split(",")):
        unpack = UNPACKERS.get(coding)
        if unpack and not (_markup(raw) and coding != "br"):
            raw, ended = _unpacked(raw, coding, unpack, limit)
            whole = whole and ended
    if raw.startswith(GZIP):
        raw, ended = _unpacked(raw, "gzip", _gzip, limit)
        whole = whole and ended
    return raw, whole


def _markup(raw: bytes) -> bool:
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"<", b"{", b""}


def _unpacked(raw: bytes, coding: str, unpack: Unpacker, limit: int) -> tuple[bytes, bool]:
    parts, size, ended, rest = [], 0, False, raw
    for _ in range(MOST_MEMBERS):
        try:
            part, ended, rest = unpack(rest, limit + 1 - size)
        except (zlib.error, brotli.error, zstd.ZstdError) as error:
            if coding == "br" and _markup(raw):
                return raw, True
            raise Refused(f"the body is not encoded as its header says ({coding})", fault="http") from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise too_large(limit)
        if not ended or not rest.startswith((GZIP, ZSTD)):
            break
    return b"".join(parts), ended


def _gzip(data: bytes, most: int) -> tuple[bytes, bool, bytes]:
    return _inflated(data, most, 31)


def _deflate(data: bytes, most: int) -> tuple[bytes, bool, bytes]:
    """Takes both meanings of the word: with zlib's two bytes in front (RFC 9110) or bare."""
    wrapped = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2]) % 31 == 0
    return _inflated(data, most, 15 if wrapped else -15)


def _inflated(data: bytes, most: int, window: int) -> tuple[bytes, bool, bytes]:
    inflater = zlib.decompressobj(window)
    return inflater.decompress(data, most), inflater.eof, inflater.unused_data


def _brotli(data: bytes, most: int) -> tuple[bytes, bool, bytes]:
    decoder = brotli.Decompressor()
    return decoder.process(data, output_buffer_limit=most), decoder.is_finished(), b""


def _zstd(data: bytes, most: int) -> tuple[bytes, bool, bytes]:
    decoder = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW})
    return decoder.decompress(data, most), decoder.eof, decoder.unused_data


UNPACKERS: dict[str, Unpacker] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
ACCEPTED = "gzip, deflate, br, zstd"
