"""What the whole system looks like now, read from its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workers.news.alert import Raised
from workers.news.document import Found
from workers.news.feed import Feed, Visit
from workers.stages.latency import Spread, spreads

if TYPE_CHECKING:
    from workers.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Feeds, work underway, alerts and the index at one time."""

    at: datetime
    feeds: int
    due: int
    polled: int
    failing: tuple[tuple[Feed, Visit, datetime | None], ...]
    backlog: Mapping[str, int]
    counts: Mapping[str, int]
    alerts: tuple[Raised, ...]
    articles: tuple[Found, ...]
    dead: int
    indexed: int
    spreads: tuple[Spread, ...] = ()
    """How long alerts took, by stage."""
    paused: tuple[str, ...] = ()
    """Channels that are left alone for a while."""


def take(pipeline: "Pipeline", *, most_alerts: int = 20, most_articles: int = 20) -> State:
    """Gives the state now; raises Transient when the Redis server is out of reach."""
    at = pipeline.now()
    visits = {visit.feed_id: visit for visit in pipeline.notebook.visits() if visit.feed_id in pipeline.feeds}
    due_times = pipeline.schedule.due_times()
    failing = tuple(
        (pipeline.feeds[name], visit, due_times.get(name))
        for name, visit in sorted(visits.items())
        if visit.outcome == "failed"
    )
    return State(
        at=at,
        feeds=len(pipeline.feeds),
        due=pipeline.schedule.due(at),
        polled=len(visits),
        failing=failing,
        backlog=pipeline.relay.backlog(),
        counts=pipeline.notebook.counts(),
        alerts=tuple(pipeline.outbox.alerts(most=most_alerts)),
        articles=tuple(pipeline.archive.newest(most=most_articles)),
        dead=len(pipeline.dead.letters()),
        indexed=pipeline.archive.size(),
        spreads=spreads(pipeline.lines.latencies()),
        paused=tuple(name for name in sorted(pipeline.channels) if _paused(pipeline, name, at)),
    )


def _paused(pipeline: "Pipeline", channel: str, at: datetime) -> bool:
    until = pipeline.lines.line(channel).paused_until
    return until is not None and until > at
