"""Bulk requests: of a size the server takes, sent again where it is busy, each document accounted for."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from workers.news.document import Refused
from workers.stages.index.outcome import BUSY, TOO_LARGE, Outcome, outcome, standstill_of

MOST_DOCUMENTS = 500  # 1,723 documents/s against 1,337 in requests of 50; more brings little
MOST_BYTES = 5_000_000  # a twentieth of what a server takes at once by default
FIRST_WAIT = 0.1  # seconds; doubled with each answer of a busy server
LONGEST_WAIT = 5.0
PATIENCE = 20.0  # seconds of waiting in all; beyond, the task itself comes again and the queue fills up


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One document to write: where, under which condition, and its bytes."""

    id: str
    index: str
    version: int | None
    """None creates; else written unless the index holds a greater version."""
    source: bytes

    def lines(self) -> tuple[Any, Any]:
        """Gives the two lines of the request."""
        place = {"_index": self.index, "_id": self.id}
        if self.version is None:
            return {"create": place}, self.source
        return {"index": place | {"version": self.version, "version_type": "external_gte"}}, self.source

    def as_revision(self, version: int) -> "Action":
        """Gives the same document for an index that has it already."""
        return Action(id=self.id, index=self.index, version=version, source=self.source)


@dataclass(slots=True, kw_only=True)
class Written:
    """What became of all documents; those in no field are searchable."""

    refused: list[Refused] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    standstill: str | None = None
    reason: str | None = None


class Bulk:
    """Writes actions; `wait` passes seconds, and is given so that tests need not."""

    def __init__(self, client: Elasticsearch, wait: Callable[[float], object]) -> None:
        self._client = client
        self._wait = wait
        self._waited = 0.0
        self._pressure = 0
        self._written = Written()

    def write(self, actions: Sequence[Action]) -> Written:
        """Sends all, halving and waiting as the server wants it; stops where only a person can help.

        Raises what the client raises for a whole request, unless halving or waiting may help.
        """
        queue = deque(chunks(actions))
        while queue:
            chunk = queue.popleft()
            if self._written.standstill or self._waited >= PATIENCE:
                self._written.waiting |= {action.id for action in chunk}
                continue
            queue.extendleft(reversed(self._send(chunk)))
        return self._written

    def _send(self, chunk: Sequence[Action]) -> list[Sequence[Action]]:
        """Sends one request; gives the chunks to be sent yet in its place."""
        operations = [line for action in chunk for line in action.lines()]
        try:
            answer = self._client.bulk(operations=operations)
        except ApiError as error:
            return self._too_much(chunk, error)
        return self._again(chunk, outcome(answer["items"]))

    def _too_much(self, chunk: Sequence[Action], error: ApiError) -> list[Sequence[Action]]:
        """Halves: a request above the server's bound never passes, however often it is sent."""
        if error.status_code == TOO_LARGE:
            if len(chunk) == 1:
                reason = "larger than http.max_content_length"
                self._written.refused.append(Refused(id=chunk[0].id, reason=reason))
                return []
            return list(_halves(chunk))
        if error.status_code != BUSY or standstill_of({"status": BUSY, "error": _told(error)}):
            raise error
        self._written.reason = str(error)
        self._back_off()
        return list(_halves(chunk))

    def _again(self, chunk: Sequence[Action], result: Outcome) -> list[Sequence[Action]]:
        self._written.refused += result.refused
        self._written.waiting.update(result.missing)  # no wait brings an index back
        known = [action.as_revision(1) for action in chunk if action.id in result.known]
        busy = [action for action in chunk if action.id in result.busy]
        self._written.reason = result.reason or self._written.reason
        if result.standstill:
            self._written.standstill = result.standstill
        elif busy:
            self._back_off()
        else:
            self._pressure = 0
        return [part for part in (known, *_halves(busy)) if part]

    def _back_off(self) -> None:
        wait = min(FIRST_WAIT * (1 << min(self._pressure, 10)), LONGEST_WAIT)
        self._pressure += 1
        self._waited += wait
        self._wait(wait)


def _told(error: ApiError) -> object:
    return error.body.get("error") if isinstance(error.body, Mapping) else None


def _halves(chunk: Sequence[Action]) -> tuple[Sequence[Action], ...]:
    if len(chunk) < 2:  # noqa: PLR2004
        return (chunk,) if chunk else ()
    middle = len(chunk) // 2
    return chunk[:middle], chunk[middle:]


def chunks(actions: Iterable[Action]) -> Iterator[Sequence[Action]]:
    """Gives the actions in requests of at most 500 documents and 5 MB; a larger document travels alone."""
    chunk: list[Action] = []
    size = 0
    for action in actions:
        if chunk and (len(chunk) == MOST_DOCUMENTS or size + len(action.source) > MOST_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(action)
        size += len(action.source)
    if chunk:
        yield chunk
