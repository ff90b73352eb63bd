"""What part each country has in a text: the place of what is reported, an actor in it, or a mention."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from workers.french.automaton import Hit
from workers.french.deeds import bare_powers
from workers.french.geography import CITY, PROVINCE
from workers.french.signs import Sign
from workers.french.text import Reading
from workers.news.document import Span
from workers.stages.enrich.clauses import clauses
from workers.stages.enrich.parts import part
from workers.stages.enrich.speaking import ACTOR, PLACE

MENTION = "mention"
ENOUGH = {PLACE: 2.0, ACTOR: 1.5}
# What a place counts below the lead: there stands where things are said or come from as well.
LATER = 0.5
EVIDENCE = 2.0
OWN = 1.5
OWNER = 30  # places within which a country's word makes a power its own: « le ministre des Armées malien »
AT_HOME = 1.0
"""Points for the place where the title's subject rules: « Prague expulse cinq diplomates »."""
SOMEWHERE = 1.0
"""Points of a city or province of which nothing more is said."""
_GROUND = frozenset({CITY, PROVINCE})
MOST_REASONS = 3  # of each role: more convince nobody
UNTITLED_LEAD = 400  # code points
SHORT = 150  # code points: a first paragraph that is shorter is a dateline, and the lead goes on

# In Guyane « la ministre » is that of Paris.
_DEPENDENT = frozenset(
    {"BL", "FK", "FO", "GF", "GI", "GL", "GP", "GU", "MF", "MQ", "NC", "PF", "PM", "PR", "RE"}
)
_DEPENDENT |= {"TF", "WF", "YT"}

Evidence = tuple[str, int, int]
"""A country's code, and where the text names somebody who acts for it: its minister, its army."""


class Standing:
    """What has been counted for one country, and where the words are that counted."""

    __slots__ = ("points", "reasons")

    def __init__(self) -> None:
        self.points = {PLACE: 0.0, ACTOR: 0.0}
        self.reasons: dict[str, list[Span]] = {PLACE: [], ACTOR: []}

    def add(self, role: str, points: float, span: Span) -> None:
        """Counts points for a role, and keeps where the words are."""
        self.points[role] += points
        if len(self.reasons[role]) < MOST_REASONS:
            self.reasons[role].append(span)


def standings(
    hits: Sequence[Hit[Sign]], text: Reading, evidence: Iterable[Evidence] = ()
) -> dict[str, Standing]:
    """Gives what speaks for each country, by code; `hits` are the country words in order of their places."""
    counted: dict[str, Standing] = {hit.key.detail: Standing() for hit in hits}
    title, lead = text.text.find("\n"), _lead(text.text)
    for clause in clauses(hits, text):
        found = part(clause, text)
        if found is None:
            _pass_through(counted, clause.hits, lead)
            continue
        first = clause.hits[0].start
        weight = LATER if found.role == PLACE and first > lead else 1.0
        span = text.span(found.start, found.end)
        for hit in clause.hits:
            counted[hit.key.detail].add(found.role, found.points * weight, span)
            if found.subject and found.role == ACTOR and first < title:
                counted[hit.key.detail].add(PLACE, AT_HOME, span)
    for code, start, end in evidence:
        counted.setdefault(code, Standing()).add(ACTOR, EVIDENCE, (start, end))
    _own_powers(counted, hits, text)
    return counted


def _pass_through(counted: dict[str, Standing], hits: Sequence[Hit[Sign]], lead: int) -> None:
    """« À travers la Normandie », « dans les cuisines de Lyon »: no deed of a state, but somewhere."""
    for hit in hits:
        if hit.key.part in _GROUND:
            points = SOMEWHERE * (LATER if hit.start > lead else 1.0)
            counted[hit.key.detail].add(PLACE, points, (hit.start, hit.end))


def _own_powers(counted: dict[str, Standing], hits: Sequence[Hit[Sign]], text: Reading) -> None:
    """« L'armée », « le ministère » without more are those of the country where it happens."""
    scene = max(counted.values(), key=lambda one: one.points[PLACE], default=None)
    if scene is None or scene.points[PLACE] < ENOUGH[PLACE] or scene.points[ACTOR] >= ENOUGH[ACTOR]:
        return
    if any(one is scene for code, one in counted.items() if code in _DEPENDENT):
        return
    starts = [text.place(hit.start) for hit in hits]
    for power in bare_powers():
        start = text.folded.find(power)
        end = start + len(power)
        if start >= 0 and text.is_whole(start, end) and not _owned(starts, end):
            span = text.span(start, end)
            if _is_common(text.text[span[0] : span[1]]):
                scene.add(ACTOR, OWN, span)


def _is_common(power: str) -> bool:
    """« L'armée », « le ministre »; « l'Armée des champions » is a name."""
    return power.isupper() or power[1:].islower()


def _owned(starts: Sequence[int], end: int) -> bool:
    """Whether a country's word follows a power, which then is that country's."""
    at = bisect_left(starts, end)
    return at < len(starts) and starts[at] - end < OWNER


def roles(counted: dict[str, Standing], *, actors: bool = True) -> dict[str, tuple[str, ...]]:
    """Gives the roles of each country; a text of which something is located has at least one place.

    Without `actors` nobody acts: the teams of a match do not.
    """
    asked = ENOUGH if actors else {PLACE: ENOUGH[PLACE]}
    given = {code: _roles(standing, asked) for code, standing in counted.items()}
    if counted and not any(PLACE in roles for roles in given.values()):
        code, most = max(counted.items(), key=lambda each: each[1].points[PLACE])
        if most.points[PLACE]:
            given[code] = (PLACE, *(role for role in given[code] if role == ACTOR))
    return given


def why(standing: Standing, roles: Iterable[str], text: str) -> tuple[str, ...]:
    """Gives the words that decided, « au Mali » for the place and « l'armée malienne » for the actor."""
    spans = [span for role in roles if role != MENTION for span in standing.reasons[role]]
    return tuple(dict.fromkeys([" ".join(text[start:end].split()) for start, end in spans]))


def _roles(standing: Standing, asked: Mapping[str, float]) -> tuple[str, ...]:
    given = [role for role, enough in asked.items() if standing.points[role] >= enough]
    return tuple(given) or (MENTION,)


def _lead(text: str) -> int:
    """Where the first paragraph after the title ends."""
    title = text.find("\n\n")
    if title < 0:
        return max(UNTITLED_LEAD, len(text) // 4)
    end = text.find("\n\n", title + SHORT)
    return len(text) if end < 0 else end
