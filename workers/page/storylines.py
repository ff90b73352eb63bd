"""Articles of the index as lines of the stream: one a story, with the sentence that matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workers.french.sentences import passage
from workers.news.asked import All, Asked, Between, Query
from workers.page.world import World
from workers.stages.index import parse
from workers.stages.render.escape import line

LONGEST_SENTENCE = 260  # code points; two lines on a wide screen
LOOKED_AT = 20_000  # code points of a text; what matters stands before
MOST_COUNTRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as the stream shows it: its newest article, and who carries it."""

    id: str
    """Of the story; of the article where it has none."""
    article: str
    title: str
    sentence: str
    source: str
    outlets: tuple[str, ...]
    at: datetime
    countries: tuple[str, ...]
    watches: tuple[str, ...]
    agencies: tuple[str, ...]
    url: str
    copies: int


def asked(q: str, now: datetime, before: datetime | None = None) -> Query:
    """Gives the query of a stream: all that is published, narrowed by `q`; raises BadQuery."""
    until = Between(
        field="published",
        most=before.timestamp() if before else now.timestamp() + 86_400,  # a feed's clock may be ahead
        open_most=True,
    )
    root = parse(q, now).root if q else None
    parts: tuple[Asked, ...] = (root, until) if root else (until,)
    return Query(root=All(parts=parts), now=now)


def story_lines(world: World, articles: Sequence[Mapping[str, Any]], most: int) -> list[StoryLine]:
    """Gives the stories of articles that come newest first, each once, at its newest article."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for fields in articles:
        grouped.setdefault(str(fields.get("story_id") or fields["id"]), []).append(fields)
        if len(grouped) > most:
            grouped.popitem()
            break
    return [_line(world, id, group) for id, group in grouped.items()]


def _line(world: World, id: str, group: Sequence[Mapping[str, Any]]) -> StoryLine:
    newest = group[0]
    story = world.stories.story(id) if newest.get("story_id") else None
    seen = tuple(dict.fromkeys(str(one["source"]) for one in reversed(group)))
    return StoryLine(
        id=id,
        article=str(newest["id"]),
        title=str(newest["title"]),
        sentence=sentence(newest),
        source=str(newest["source"]),
        outlets=story.outlets if story else seen,
        at=datetime.fromisoformat(str(newest["@timestamp"])),
        countries=_union(group, "place_countries", "countries")[:MOST_COUNTRIES],
        watches=_union(group, "watches"),
        agencies=_union(group, "agencies"),
        url=str(newest["url"]),
        copies=len(story.copies) if story else len(group),
    )


def _union(group: Sequence[Mapping[str, Any]], *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for one in group for value in one.get(name) or ()))


def sentence(fields: Mapping[str, Any]) -> str:
    """Gives the sentence in which a watch's form stands, else the first; empty where no text is kept."""
    body = str(fields["body"])[:LOOKED_AT]
    places = (body.find(form) for form in fields.get("matched_forms") or ())
    first = min((at for at in places if at >= 0), default=0)
    return line(passage(body, first, first + 1), LONGEST_SENTENCE) if body else ""
