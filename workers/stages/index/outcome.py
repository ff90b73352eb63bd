"""What became of each document of a bulk request, told apart by what is to be done next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workers.news.document import Refused

NO_ACCESS, READ_ONLY, DISK_FULL = "no-access", "read-only", "disk-full"
"""Standstills: only a person can end them."""

MISSING, TOO_LARGE, CONFLICT, BUSY = 404, 413, 409, 429
_DENIED = frozenset({401, 403})
_PASSING = frozenset({MISSING, 408, BUSY})
_FIRST_ERROR = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of one bulk request, by document id; those in no field are searchable, or newer in the index."""

    refused: tuple[Refused, ...] = ()
    """Documents with a fault of their own: mapping, size."""
    known: tuple[str, ...] = ()
    """Taken for new but there already: to be put as revisions."""
    busy: tuple[str, ...] = ()
    """Turned away by a server that has too much to do."""
    missing: tuple[str, ...] = ()
    """Turned away for their index is missing: it must be made before they are put again."""
    standstill: str | None = None
    """What only a person can end, where documents were turned away for that."""
    reason: str | None = None
    """Why documents are to be put again, in the server's words."""


def outcome(items: Iterable[Mapping[str, Mapping[str, object]]]) -> Outcome:
    """Reads the answer for each document of a bulk request."""
    answers = [next(iter(item.items())) for item in items]
    failed = [(op, answer) for op, answer in answers if _status(answer) >= _FIRST_ERROR]
    passing = [answer for _, answer in failed if _passes(_status(answer)) or standstill_of(answer)]
    return Outcome(
        refused=tuple(_refused(answer) for _, answer in failed if _is_refused(answer)),
        known=tuple(_id(one) for op, one in failed if op == "create" and _status(one) == CONFLICT),
        busy=tuple(_id(answer) for answer in passing if _status(answer) != MISSING),
        missing=tuple(_id(answer) for answer in passing if _status(answer) == MISSING),
        standstill=next(filter(None, map(standstill_of, passing)), None),
        reason=_reason(passing[0]) if passing else None,
    )


def standstill_of(answer: Mapping[str, object]) -> str | None:
    """Gives the standstill that an error of a document or a request tells of, if it tells of one.

    A full disk is told as 429, like a server that is merely busy; a blocked index as 403, like a bad key.
    """
    error = answer.get("error")
    kind = str(error.get("type")) if isinstance(error, Mapping) else ""
    if kind == "cluster_block_exception" and _status(answer) < 500:  # noqa: PLR2004 - 5xx: no master yet
        return DISK_FULL if "read-only-allow-delete" in _reason(answer) else READ_ONLY
    return NO_ACCESS if _status(answer) in _DENIED else None


def _is_refused(answer: Mapping[str, object]) -> bool:
    passing = _passes(_status(answer)) or standstill_of(answer)
    return not passing and _status(answer) != CONFLICT


def _passes(status: int) -> bool:
    return status in _PASSING or status >= 500  # noqa: PLR2004 - HTTP


def _refused(answer: Mapping[str, object]) -> Refused:
    return Refused(id=_id(answer), reason=_reason(answer))


def _id(answer: Mapping[str, object]) -> str:
    return str(answer.get("_id"))


def _status(answer: Mapping[str, object]) -> int:
    return int(str(answer.get("status", 500)))


def _reason(answer: Mapping[str, object]) -> str:
    """The error and its causes: the outermost often says no more than « failed to parse field »."""
    said, error = [], answer.get("error")
    while isinstance(error, Mapping):
        said.append(f"{error.get('type')}: {error.get('reason')}")
        error = error.get("caused_by")
    return "; ".join(said) or f"status {_status(answer)} {error or ''}".strip()
