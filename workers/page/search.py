"""The search: answers with their passages, what they are about, when they were published."""

import re
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.news.document import Found
from workers.news.search import BadQuery, Results
from workers.page.charts import histogram
from workers.page.completion import Completion
from workers.page.fields import FIELDS, example, holds
from workers.page.formats import Item, as_atom, as_csv, as_json
from workers.page.refining import choices, minus, pieces, within
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.world import World
from workers.stages.index import loosened, parse
from workers.stages.render.escape import line

MOST, MOST_AT_ALL = 30, 300
LONGEST_QUERY = 2000  # code points
FACET_NAMES = {
    "countries": "Pays",
    "persons": "Personnes",
    "organisations": "Organisations",
    "places": "Lieux",
    "keywords": "Mots",
    "categories": "Catégories",
    "sources": "Sources",
    "agencies": "Agences",
    "watches": "Veilles",
    "languages": "Langues",
}
COLUMNS = (
    "published",
    "title",
    "feed",
    "countries",
    "entities",
    "keywords",
    "watches",
    "agencies",
    "url",
    "id",
)
_MARK = re.compile(r"« ([^«»]{1,80}?) »")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a passage, and whether it is what was looked for."""

    text: str
    marked: bool


def routes(world: World, door: Door) -> list[Route]:
    """Gives the search as a page, JSON, CSV and Atom, and what completes a query."""
    del door
    search = Search(world)
    return [
        Route("/recherche", search.page),
        Route("/recherche.json", search.json),
        Route("/recherche.csv", search.csv),
        Route("/recherche.atom", search.atom),
        Route("/recherche/completer", search.complete),
    ]


class Search:
    """`q` is what is asked, `tri=date` wants the newest first, `n` how many; `dates` is a brushed stretch."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._completion = Completion(world)

    def page(self, request: Request) -> Response:
        """Gives the page."""
        q, newest, most = _state(request)
        lang = request.scope["lang"]
        results, wrong = None, None
        try:
            results = self._results(q, most, newest=newest, loose=True) if q else None
        except BadQuery as error:
            wrong = error
        values = {
            "q": q,
            "newest": newest,
            "most": most,
            "wrong": wrong,
            "results": results,
            "choices": choices(q, results.facets) if results else {},
            "facet_names": FACET_NAMES,
            "chart": histogram(results.timeline) if results else None,
            "pieces_of": [(piece, minus(q, piece.text)) for piece in pieces(q)] if not wrong else [],
            "within": within,
            "parts": parts,
            "time": datetime.fromisoformat,
            "feed_titles": {feed.id: feed.title for feed in self._world.watchlist().feeds},
            "fields": [(example(one, lang), holds(one, lang)) for one in FIELDS],
            "next_most": min(3 * most, MOST_AT_ALL),
        }
        return page(request, self._world, "search.html", values)

    def json(self, request: Request) -> Response:
        """Gives the same answers, facets and timeline as JSON."""
        return as_json(self._asked(request))

    def csv(self, request: Request) -> Response:
        """Gives the same answers as CSV."""
        rows = [{name: getattr(one, name) for name in COLUMNS} for one in self._asked(request).found]
        return as_csv(rows, COLUMNS)

    def atom(self, request: Request) -> Response:
        """Gives the newest answers as a feed."""
        q, _, most = _state(request)
        found = self._asked(request, newest=True).found[:most]
        return as_atom(f"recherche/{q}", f"Beffroi – {q}", map(_item, found))

    def complete(self, request: Request) -> Response:
        """Gives what may stand at the end of the query `q`."""
        q = request.query_params.get("q", "")[:LONGEST_QUERY]
        return as_json(self._completion.offers(q, request.scope["lang"]))

    def _asked(self, request: Request, *, newest: bool = False) -> Results:
        q, sorted_by_time, most = _state(request)
        try:
            return self._results(q, most, newest=newest or sorted_by_time, loose=False)
        except BadQuery as error:
            raise HTTPException(400, str(error)) from error

    def _results(self, q: str, most: int, *, newest: bool, loose: bool) -> Results:
        query = parse(q, self._world.now())
        near = loosened(query) if loose and not newest else None
        return self._world.archive.find(query, most=most, facets=True, newest=newest, loose=near)


def _state(request: Request) -> tuple[str, bool, int]:
    given = request.query_params
    q = given.get("q", "")[:LONGEST_QUERY].strip()
    if times := given.get("dates", ""):
        q = within(q, times)
    return q, given.get("tri") == "date", _most(given.get("n", ""))


def _most(text: str) -> int:
    """How many answers are wanted, within bounds; the usual where it is no number."""
    number = int(text) if re.fullmatch("[0-9]{1,5}", text) else MOST
    return max(1, min(number, MOST_AT_ALL))


def parts(passage: str) -> list[Part]:
    """Cuts a passage at the signs that the index puts around what was looked for, and leaves them out."""
    found, at = [], 0
    for match in _MARK.finditer(passage):
        found += [Part(text=passage[at : match.start()], marked=False), Part(text=match[1], marked=True)]
        at = match.end()
    return [one for one in [*found, Part(text=passage[at:], marked=False)] if one.text]


def _item(one: Found) -> Item:
    return Item(
        id=f"article:{one.id}",
        title=one.title,
        url=one.url,
        at=datetime.fromisoformat(one.published or "1970-01-01T00:00:00+00:00"),
        text=" … ".join(line(passage, 400) for passage in one.highlights),
        author=one.feed,
        tags=(*one.countries, *one.watches),
    )
