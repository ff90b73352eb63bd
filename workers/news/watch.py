"""What is watched, and the span that proves a match."""

from dataclasses import dataclass

from workers.news.calm import ORDINARY, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A subject: fires when one of `any`, all of `all` and none of `none` stand in a text."""

    id: str
    title: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    severity: str = "normal"
    channels: tuple[str, ...] = ()
    urgency: Urgency = ORDINARY
    """What it asks of its alerts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch seen in a text; the span is the proof."""

    watch_id: str
    term: str
    form: str
    start: int
    end: int
