"""What is remembered of an article that is looked at again."""

from dataclasses import dataclass
from datetime import datetime

from workers.news.feed import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An article as it was read last: marks of its sentences, none of its words."""

    entry: Entry
    """Without the feed's own text."""
    sentences: tuple[str, ...]
    """A mark a sentence, the same whatever its spaces, signs and capitals."""
    revision: int = 1
    etag: str | None = None
    modified: str | None = None
    due: datetime | None = None
    """When the page is asked for again; None where that was settled before."""
