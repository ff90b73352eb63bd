"""The keys that keep a desk calm, on channels and watches, and the facts they stand for."""

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from workers.news.calm import Calm, Escalation, Quiet, Throttle, Urgency
from workers.watchlist import durations
from workers.watchlist.strict import Strict
from workers.watchlist.values import Id, Interval, mistake

CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
THROTTLE = rf"^[1-9][0-9]{{0,3}}/{durations.PATTERN.removeprefix('^')}"
QUIET = rf"^{CLOCK}-{CLOCK}$"


def _throttle(value: object) -> object:
    if isinstance(value, str) and (found := re.fullmatch(r"([1-9][0-9]{0,3})/(.+)", value)):
        try:
            return Throttle(most=int(found[1]), period=durations.parse(found[2]))
        except ValueError as error:
            raise mistake("bad-duration", str(error), "write it as 5/1h: five messages an hour") from None
    raise mistake("bad-value", "this is no throttle", "write it as 5/1h: five messages an hour")


def _clock(text: object) -> time:
    if isinstance(text, str) and re.fullmatch(CLOCK, text):
        return time.fromisoformat(text)
    raise mistake("bad-value", "this is no time of day", "write it as 07:00, from 00:00 to 23:59")


def _clocks(value: object) -> object:
    listed = [value] if isinstance(value, str) else value
    return tuple(_clock(one) for one in listed) if isinstance(listed, list) else listed


def _quiet(value: object) -> object:
    start, dash, end = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not dash or start == end:
        raise mistake("bad-value", "these are no quiet hours", "write them as 22:00-06:30")
    return Quiet(start=_clock(start), end=_clock(end))


def _written(pattern: str, example: str) -> Any:  # noqa: ANN401 - what pydantic takes for a schema
    return Annotated[str, Field(pattern=pattern, examples=[example])]


_Clock = _written(f"^{CLOCK}$", "07:00")
ThrottleText = Annotated[
    Throttle, BeforeValidator(_throttle, json_schema_input_type=_written(THROTTLE, "5/1h"))
]
Clocks = Annotated[
    tuple[time, ...], BeforeValidator(_clocks, json_schema_input_type=_Clock | list[_Clock])  # type: ignore[valid-type]
]
QuietText = Annotated[Quiet, BeforeValidator(_quiet, json_schema_input_type=_written(QUIET, "22:00-06:30"))]


class EscalateEntry(Strict):
    """Another channel that is told where nobody has acknowledged an alert in time."""

    after: Interval = Field(description="How long to wait for it, 1s to 1d.")
    to: Id = Field(description="The channel that is told then.")


class WatchEscalateEntry(Strict):
    """What raises a story's alert anew beside new facts, and whom to tell where nobody acknowledges it."""

    outlets: Annotated[int, Field(ge=2, le=1000)] | None = Field(
        default=None, description="Number of outlets that carry the story: raises its alert anew."
    )
    after: Interval | None = Field(
        default=None, description="How long to wait for somebody to acknowledge an alert, 1s to 1d."
    )
    to: Id | None = Field(default=None, description="The channel that is told then; wins over the channel's.")

    @model_validator(mode="after")
    def _both(self) -> "WatchEscalateEntry":
        if (self.after is None) != (self.to is None):
            absent = "to" if self.to is None else "after"
            raise mistake("missing-key", "after and to need each other", f"add a line '{absent}: …'")
        return self


class ChannelCalm(Strict):
    """When a channel may be disturbed."""

    throttle: ThrottleText | None = Field(
        default=None, description="Most messages in any stretch of time, such as 5/1h; more come as a digest."
    )
    digest: Clocks = Field(default=(), description="Times of day at which alerts are told together.")
    quiet: QuietText | None = Field(default=None, description="Hours of rest, such as 22:00-06:30.")
    weekends: bool = Field(default=True, description="Whether Saturday and Sunday are days like others.")
    escalate: EscalateEntry | None = Field(
        default=None, description="Whom to tell where nobody acknowledges an alert."
    )


class WatchUrgency(Strict):
    """How urgent a watch's alerts are."""

    breaking: bool = Field(
        default=False, description="Whether its alerts pass through quiet hours, weekends and digests."
    )
    throttle: ThrottleText | None = Field(
        default=None, description="Most messages of it on a channel in any stretch of time, such as 5/1h."
    )
    slo: Interval | None = Field(
        default=None, description="Time from entry seen to message taken, above which the desk is told."
    )
    escalate: WatchEscalateEntry = Field(
        default_factory=WatchEscalateEntry,
        description="What raises an alert anew beside new facts; whom to tell where nobody acknowledges one.",
    )


def calm(entry: ChannelCalm, timezone: str) -> Calm:
    """Gives what a channel asks for."""
    return Calm(
        throttle=entry.throttle,
        digest=tuple(sorted(entry.digest)),
        quiet=entry.quiet,
        weekends=entry.weekends,
        timezone=timezone,
        escalation=_escalation(entry.escalate),
    )


def urgency(entry: WatchUrgency) -> Urgency:
    """Gives what a watch asks for."""
    return Urgency(
        breaking=entry.breaking,
        throttle=entry.throttle,
        slo=entry.slo,
        escalation=_escalation(entry.escalate),
    )


def _escalation(entry: EscalateEntry | WatchEscalateEntry | None) -> Escalation | None:
    if entry is None or entry.after is None or entry.to is None:
        return None
    return Escalation(after=entry.after, to=entry.to)
