"""Bodies of answers: of the kind that is wanted, bounded, unpacked, and known to be whole or not."""

import contextlib
from dataclasses import replace

import aiohttp

from workers.edges.http.coding import unpacked
from workers.edges.http.reasons import Refused, reason, too_large
from workers.news.web import Answer

CHUNK = 64 * 1024
ROBOTS = 500 * 1024  # bytes that have to be read (RFC 9309, 2.5)
UNPACKED_ROBOTS = 16 * ROBOTS
PAGE_TYPES = {"application/xhtml+xml", "application/xml", "application/vnd.wap.xhtml+xml", ""}


async def with_body(found: Answer, response: aiohttp.ClientResponse, *, purpose: str, limit: int) -> Answer:
    """Gives the answer with its body; raises Refused for one too large, of another kind, or half a page."""
    if purpose == "page":
        _check_kind(found.content_type)
    if purpose == "robots":
        return replace(found, body=await _beginning(response))
    raw, cut = await _raw(response, limit)
    body, whole = unpacked(raw, response.headers.get("Content-Encoding", ""), limit)
    if whole and not cut:
        return replace(found, body=body)
    if purpose == "page" or not body:  # half an article is worse than the feed's own text
        raise Refused(f"the body is cut short{f': {reason(cut)}' if cut else ''}", fault="http")
    return replace(found, body=body, cut_short=True)


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    """Gives as much of a robots.txt as counts, however it ends."""
    raw = bytearray()
    with contextlib.suppress(aiohttp.ClientPayloadError):
        async for chunk in response.content.iter_chunked(CHUNK):
            raw += chunk
            if len(raw) > ROBOTS:
                break
    body, _ = unpacked(bytes(raw[:ROBOTS]), response.headers.get("Content-Encoding", ""), UNPACKED_ROBOTS)
    return body[:ROBOTS]


def _check_kind(content_type: str) -> None:
    """Keeps films and documents of 30 MB from being fetched as pages."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind.startswith("text/") and kind not in PAGE_TYPES:
        raise Refused(f"no page but {kind[:60]}", fault="http")


async def _raw(
    response: aiohttp.ClientResponse, limit: int
) -> tuple[bytes, aiohttp.ClientPayloadError | None]:
    """Gives the bytes that came, and what kept the rest from coming."""
    if (response.content_length or 0) > limit:
        raise too_large(limit)
    raw, cut = bytearray(), None
    try:
        async for chunk in response.content.iter_chunked(CHUNK):
            raw += chunk
            if len(raw) > limit:
                raise too_large(limit)
    except aiohttp.ClientPayloadError as error:
        cut = error
        # aiohttp gives the error before what it had read by then, and has no other way to that.
        raw += response.content._read_nowait(-1)  # noqa: SLF001
    if len(raw) > limit:
        raise too_large(limit)
    return bytes(raw), cut
