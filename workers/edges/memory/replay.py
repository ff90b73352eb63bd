"""The articles of the index in memory, in order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workers.edges.memory.archive import MemoryArchive
from workers.news.forecast import Stored
from workers.stages.index import body, published, stored


@dataclass
class MemoryReplay:
    """A Replay over an archive in memory."""

    archive: MemoryArchive

    def articles(self, begin: datetime, end: datetime) -> Iterator[Stored]:
        """Gives the articles published from `begin` to before `end`, the earliest first."""
        held = (one for one in self.archive.documents.values() if begin <= published(one.article) < end)
        for document in sorted(held, key=lambda one: published(one.article)):
            yield stored(body(document))
