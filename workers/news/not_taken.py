"""Documents that the index did not take, and what stands in its way."""

from datetime import timedelta

from workers.news.document import Refused
from workers.news.errors import Transient


class NotTaken(Transient):
    """Some documents must be put again; the others of the call are searchable, or refused for good.

    `waiting` are those to put again. `standstill` names what only a person can end: `no-access`,
    `read-only`, `disk-full`; it is None where the index is merely busy.
    """

    def __init__(
        self,
        reason: str,
        *,
        waiting: frozenset[str],
        refused: tuple[Refused, ...] = (),
        standstill: str | None = None,
        after: timedelta = timedelta(seconds=10),
    ) -> None:
        super().__init__(reason, after=after)
        self.waiting = waiting
        self.refused = refused
        self.standstill = standstill
