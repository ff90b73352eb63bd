"""Stories of one event in different words: the same place, persons and subjects within 36 hours."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from workers.news.document import Findings
from workers.news.story import Story

SPAN = timedelta(hours=36)
MOST_PLACES = 5  # the first named, which are those of the lead
MOST_RELATED = 5
LEAST_KEYWORDS = 2


def scene(findings: Findings) -> tuple[str, ...]:
    """Gives the places by which the event is looked for, the first named first."""
    ordered = sorted(
        (entity.mentions[0][0], entity.canonical)
        for entity in findings.entities
        if entity.type == "place" and entity.mentions
    )
    return tuple(dict.fromkeys(name for _, name in ordered))[:MOST_PLACES]


def related(story: Story, others: Iterable[Story], at: datetime) -> tuple[str, ...]:
    """Gives the stories that tell the same event, of those at the same place; the nearest in time first."""
    near = sorted(
        (abs(at - _when(one)), one.id) for one in others if one.id != story.id and _same(story, one)
    )
    return tuple(name for apart, name in near if apart <= SPAN)[:MOST_RELATED]


def _when(story: Story) -> datetime:
    return story.first.published or story.first.at


def _same(one: Story, other: Story) -> bool:
    return bool(_people(one) & _people(other)) and _subjects(one, other) >= LEAST_KEYWORDS


def _people(story: Story) -> frozenset[str]:
    return frozenset(actor.name for actor in story.actors if actor.type in {"person", "organisation"})


def _subjects(one: Story, other: Story) -> int:
    return len(set(one.keywords) & set(other.keywords))
