"""Stories of one event in different words: the same place, persons and subjects within 36 hours."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from workers.news.document import Findings
from workers.news.story import Event, Story

SPAN = timedelta(hours=36)
MOST_PLACES = 5  # the first named, which are those of the lead
MOST_RELATED = 5
MOST_AROUND = 20  # stories at one place that are looked at as the same event
LEAST_KEYWORDS = 2
ACTORS = frozenset(("person", "organisation"))


def scene(findings: Findings) -> tuple[str, ...]:
    """Gives the places by which the event is looked for, the first named first."""
    ordered = sorted(
        (entity.mentions[0][0], entity.canonical)
        for entity in findings.entities
        if entity.type == "place" and entity.mentions
    )
    return tuple(dict.fromkeys(name for _, name in ordered))[:MOST_PLACES]


def sought(findings: Findings) -> tuple[str, ...]:
    """Gives the places at which to look for the event; none where the article says too little of it."""
    enough = len({one.term for one in findings.keywords}) >= LEAST_KEYWORDS
    return scene(findings) if enough and any(one.type in ACTORS for one in findings.entities) else ()


def event(story: Story) -> Event:
    """Gives what a story is known by."""
    return Event(
        story_id=story.id,
        at=story.first.published or story.first.at,
        actors=tuple(actor.name for actor in story.actors if actor.type in ACTORS),
        keywords=story.keywords,
    )


def related(story: Story, others: Iterable[Event], at: datetime) -> tuple[str, ...]:
    """Gives the stories that tell the same event, of those at the same place; the nearest in time first."""
    mine = event(story)
    actors, keywords = frozenset(mine.actors), frozenset(mine.keywords)
    near = sorted(
        (abs(at - one.at), one.story_id)
        for one in others
        if one.story_id != story.id
        and not actors.isdisjoint(one.actors)
        and len(keywords.intersection(one.keywords)) >= LEAST_KEYWORDS
    )
    return tuple(name for apart, name in near if apart <= SPAN)[:MOST_RELATED]
