"""What is watched, and the span that proves a match."""

from dataclasses import dataclass


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
    escalate_outlets: int | None = None
    """Outlets with which a story's alert is raised anew; None where their number says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch seen in a text; the span is the proof."""

    watch_id: str
    term: str
    form: str
    start: int
    end: int
