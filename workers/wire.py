"""Facts to bytes and back: the only JSON of the flow."""

from typing import TypeVar

import msgspec

from workers.news.errors import Permanent

T = TypeVar("T")


def dump(fact: object) -> bytes:
    """Gives a fact as JSON bytes; durations and times in ISO 8601, bytes in base64."""
    return msgspec.json.encode(fact)


def load(raw: bytes, kind: type[T]) -> T:
    """Gives the fact that `dump` wrote; unknown fields are ignored, so that workers of two versions agree.

    Raises Permanent when the bytes are no such fact.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Permanent(f"not a {kind.__name__}: {error}") from error
