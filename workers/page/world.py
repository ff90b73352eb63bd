"""What the views read of the world, and the little that they write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workers.news.dead_letter import DeadLetter
from workers.outgoing import Lines, Outbox, Remarks
from workers.polling_ports import Schedule
from workers.ports import Archive, Clock, DeadLetters, Holdings, Notebook, Replay, Votes
from workers.story_port import Stories

if TYPE_CHECKING:
    from workers.watchlist.load import Watchlist
    from workers.watchlist.trial import WatchFile


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The ports of one deployment; every call may raise Transient."""

    archive: Archive
    holdings: Holdings
    stories: Stories
    outbox: Outbox
    remarks: Remarks
    votes: Votes
    notebook: Notebook
    schedule: Schedule
    lines: Lines
    dead: DeadLetters
    backlog: Callable[[], Mapping[str, int]]
    """Messages waiting, by queue."""
    retry: Callable[[DeadLetter], None]
    """Asks for a dead letter's work again."""
    free: Callable[[], int]
    """Bytes free on the disk of the state."""
    watchlist: "Callable[[], Watchlist]"
    """feeds.yaml as it is now."""
    watch_file: "WatchFile"
    """Where watches are tried, and may be written."""
    replay: Replay
    link_key: Callable[[], bytes]
    """What signs the links in alerts."""
    now: Clock
