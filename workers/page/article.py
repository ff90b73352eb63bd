"""An article and its story: the text with what was recognised, copies, reasons, times, what is related."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.alert import Alert, Raised
from workers.news.story import Story
from workers.page.copies import article, beside
from workers.page.formats import as_json
from workers.page.kept import Kept
from workers.page.marking import Marker, Stretch
from workers.page.rendering import page
from workers.page.search import Part
from workers.page.security import Door
from workers.page.world import World
from workers.stages.render.escape import line

MOST_ALERTS = 2000  # the newest, among which those of the story are looked for
KEPT_FOR = timedelta(seconds=5)  # reading them takes some 50 ms
MOST_RELATED = 8
LONGEST_TEXT = 200_000  # code points; the longest report of ours has 60,000
STATES = {
    "pending": "en attente",
    "sending": "en cours d’envoi",
    "sent": "remise",
    "failed": "échec",
    "muted": "en sourdine",
    "joined": "jointe à une autre",
}
COPY_KINDS = {"verbatim": "mot pour mot", "cut": "coupée", "rewritten": "récrite"}
MOST_NAMES = 12  # of a kind, in the margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stage that was reached; `after` says how long after the one before."""

    name: str
    at: datetime
    after: timedelta | None


def routes(world: World, door: Door) -> list[Route]:
    """Gives an article, its JSON, and a story by its id."""
    del door
    reading = _Reading(world)
    return [
        Route("/article/{id}.json", reading.json),
        Route("/article/{id}", reading.page),
        Route("/histoire/{id}.json", reading.story_json),
        Route("/histoire/{id}", reading.story),
    ]


class _Reading:
    def __init__(self, world: World) -> None:
        self._world = world
        self._raised: Kept[list[Raised]] = Kept(world.now, KEPT_FOR)

    def page(self, request: Request) -> Response:
        fields = self._fields(request)
        story = self._story(fields)
        raised = self._alerts(fields, story)
        values = {
            "one": fields,
            "paragraphs": paragraphs(fields),
            "title": Marker(fields).stretches(line(str(fields["title"]))),
            "names": _names(fields),
            "copies": beside(self._world, story, fields) if story else [],
            "story": story,
            "alerts": [(one, alert_parts(one.alert)) for one in raised],
            "states": STATES,
            "copy_kinds": COPY_KINDS,
            "silent": [
                watch
                for watch in fields.get("watches") or ()
                if watch not in {one.alert.watch_id for one in raised}
            ],
            "moments": moments(fields, raised),
            "related": self._related(fields, story),
            "at": datetime.fromisoformat(str(fields["@timestamp"])),
            "modified": _time(fields.get("modified")),
        }
        return page(request, self._world, "article.html", values)

    def json(self, request: Request) -> Response:
        fields = self._fields(request)
        return as_json({name: value for name, value in fields.items() if name != "search"})

    def story(self, request: Request) -> Response:
        """Leads to the story's first article; a story is kept three weeks."""
        found = self._world.stories.story(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "this story is not kept any more; a story is kept for three weeks")
        return RedirectResponse(f"/article/{found.id}", 307)

    def story_json(self, request: Request) -> Response:
        found = self._world.stories.story_of(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "no such story")
        return as_json(found)

    def _fields(self, request: Request) -> Mapping[str, Any]:
        found = article(self._world, request.path_params["id"])
        if found is None:
            raise HTTPException(404, "no article of this id is in the index")
        return found

    def _story(self, fields: Mapping[str, Any]) -> Story | None:
        return self._world.stories.story(str(fields["story_id"])) if fields.get("story_id") else None

    def _alerts(self, fields: Mapping[str, Any], story: Story | None) -> list[Raised]:
        """The alerts of the story, the oldest first; looked for only where a watch answered."""
        ids = {copy.article_id for copy in story.copies} if story else set()
        ids.add(str(fields["id"]))
        outbox = self._world.outbox
        found = self._raised.get("", lambda: outbox.alerts(most=MOST_ALERTS)) if fields.get("watches") else []
        return [one for one in reversed(found) if one.alert.article_id in ids]

    def _related(self, fields: Mapping[str, Any], story: Story | None) -> list[Story]:
        ids = dict.fromkeys([*(story.related if story else ()), *(fields.get("related") or ())])
        found = (self._world.stories.story(id) for id in list(ids)[:MOST_RELATED])
        return [one for one in found if one]


def paragraphs(fields: Mapping[str, Any]) -> list[list[Stretch]]:
    """Gives the text as far as it is kept, paragraph by paragraph."""
    marker = Marker(fields)
    parts = (part.strip() for part in str(fields["body"])[:LONGEST_TEXT].split("\n"))
    return [marker.stretches(part) for part in parts if part]


def alert_parts(alert: Alert) -> list[Part]:
    """Gives an alert's passage, what fired marked."""
    found, at = [], 0
    for start, end in sorted(alert.marks):
        found.append(Part(text=alert.passage[at:start], marked=False))
        found.append(Part(text=alert.passage[start:end], marked=True))
        at = max(at, end)
    found.append(Part(text=alert.passage[at:], marked=False))
    return [one for one in found if one.text]


def moments(fields: Mapping[str, Any], raised: Sequence[Raised]) -> list[Moment]:
    """Gives when the article was published, seen, read, told and indexed, each with the time it took."""
    told = [one.at for found in raised for one in found.deliveries if one.at and one.state == "sent"]
    alerts = [found.alert.created for found in raised if found.alert.article_id == fields["id"]]
    named = [
        ("Publié", _time(fields.get("published"))),
        ("Vu dans le flux", _time(fields.get("seen"))),
        ("Lu, alerte levée", min(alerts, default=None)),
        ("Alerte remise", min(told, default=None) if alerts else None),
        ("À l’index", _time(fields.get("indexed"))),
    ]
    reached = sorted(((name, at) for name, at in named if at), key=lambda one: one[1])
    gaps = [None, *(after - before for (_, before), (_, after) in pairwise(reached))]
    return [Moment(name=name, at=at, after=gap) for (name, at), gap in zip(reached, gaps, strict=True)]


def _names(fields: Mapping[str, Any]) -> dict[str, list[tuple[str, int]]]:
    """The names by type, the most named first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for mention in sorted(fields.get("mentions") or (), key=lambda one: -one["count"]):
        found.setdefault(mention["type"], []).append((mention["canonical"], mention["count"]))
    return {kind: list(dict(names).items())[:MOST_NAMES] for kind, names in found.items()}


def _time(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
