"""What is watched, and the span that proves a match."""

from dataclasses import dataclass
from datetime import timedelta

from workers.news.calm import ORDINARY, Urgency
from workers.news.expression import Expression, Term, TermList


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Terms of which one must stand close to one of the watch's own, with at most `within` words between."""

    terms: tuple[str | Term, ...]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What else must be so of an article; what is empty asks for nothing."""

    countries: tuple[str, ...] = ()
    """ISO codes of which one must be recognised, whatever its role."""
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Roles (place, actor, mention) with codes, of which one must have that role."""
    entities: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """Feeds of which the article must come from one."""
    never: tuple[str, ...] = ()
    """Feeds of which it must come from none."""
    fields: tuple[str, ...] = ()
    """Where the watch's terms must stand: title, lead, body."""
    lang: tuple[str, ...] = ()
    defence: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Raised when the last `window` holds `over` times what is usual."""

    over: float
    window: timedelta
    only: bool = False
    """Whether bursts are all that is told, and no article by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A subject: fires when one of `any`, all of `all`, none of `none` stand in a text and `query` holds."""

    id: str
    title: str
    any: tuple[str | Term, ...] = ()
    all: tuple[str | Term | TermList, ...] = ()
    none: tuple[str | Term, ...] = ()
    near: Near | None = None
    where: Where = Where()
    query: Expression | None = None
    min_count: int = 1
    """How many places of its terms an article must have."""
    min_sources: int = 1
    """How many outlets must carry the story before it is told."""
    burst: Burst | None = None
    severity: str = "normal"
    channels: tuple[str, ...] = ()
    escalate_outlets: int | None = None
    """Outlets with which a story's alert is raised anew; None where their number says nothing."""
    urgency: Urgency = ORDINARY
    """What it asks of its alerts."""

    @property
    def counts_outlets(self) -> bool:
        """Whether copies that have none of its terms matter to it too, for their outlets."""
        return self.min_sources > 1 or self.escalate_outlets is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch seen in a text; the span is the proof."""

    watch_id: str
    term: str
    form: str
    start: int
    end: int
    field: str = ""
    """Where it stands: title, lead or body."""
    sentence: str = ""
    """The sentence around it."""
    version: str = ""
    """Which wording of the watch it was: changes with what the watch asks for."""
