"""Fingerprints as bytes: five a gram, six a slot; some 900 for a text of 300 words."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

from workers.news.story import Fingerprint

_HEAD = struct.Struct("<dHHHHHHHH")  # second, words, lead, opening; bytes of id, source, days; grams, slots
_GRAM, _SLOT = 5, 6
_MOST = 0xFFFF


def packed(texts: Sequence[Fingerprint]) -> bytes:
    """Gives fingerprints one after the other."""
    return b"".join(map(_packed, texts))


def unpacked(raw: bytes) -> tuple[Fingerprint, ...]:
    """Reads what `packed` wrote."""
    found, at = [], 0
    while at < len(raw):
        text, at = _unpacked(raw, at)
        found.append(text)
    return tuple(found)


def _packed(text: Fingerprint) -> bytes:
    written = (text.article_id, text.source, " ".join(text.days))
    names = [one.encode("utf-8", "surrogatepass")[:_MOST] for one in written]
    sizes = (*map(len, names), len(text.grams), len(text.slots))
    head = _HEAD.pack(text.at.timestamp(), min(text.words, _MOST), text.lead, text.opening, *sizes)
    grams = (gram.to_bytes(_GRAM) for gram in text.grams)
    slots = (slot.to_bytes(_SLOT) for slot in text.slots)
    return b"".join((head, *names, *grams, *slots))


def _unpacked(raw: bytes, at: int) -> tuple[Fingerprint, int]:
    moment, words, lead, opening, name, source, days, grams, slots = _HEAD.unpack_from(raw, at)
    begins = at + _HEAD.size
    parts = []
    for size in (name, source, days, _GRAM * grams, _SLOT * slots):
        parts.append(raw[begins : begins + size])
        begins += size
    return Fingerprint(
        article_id=parts[0].decode("utf-8", "surrogatepass"),
        source=parts[1].decode("utf-8", "surrogatepass"),
        at=datetime.fromtimestamp(moment, UTC),
        words=words,
        lead=lead,
        opening=opening,
        days=tuple(parts[2].decode().split()),
        grams=_numbers(parts[3], _GRAM),
        slots=_numbers(parts[4], _SLOT),
    ), begins


def _numbers(raw: bytes, size: int) -> tuple[int, ...]:
    number = int.from_bytes
    return tuple([number(raw[at : at + size]) for at in range(0, len(raw), size)])
