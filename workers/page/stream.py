"""The stream: the newest stories, one line each."""

from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.search import BadQuery
from workers.page.formats import Item, as_atom, as_csv, as_json
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.storylines import StoryLine, asked, story_lines
from workers.page.world import World

MOST = 40  # stories on one page
ARTICLES_A_STORY = 3  # read from the index for each; a story of forty copies fills no page alone
COLUMNS = ("at", "title", "sentence", "outlets", "countries", "watches", "agencies", "copies", "url", "id")


def routes(world: World, door: Door) -> list[Route]:
    """Gives the stream as a page, JSON, CSV and Atom."""
    del door
    stream = Stream(world)
    return [
        Route("/", stream.page),
        Route("/fil", stream.page),
        Route("/fil.json", stream.json),
        Route("/fil.csv", stream.csv),
        Route("/fil.atom", stream.atom),
    ]


class Stream:
    """`q` narrows it down in the language of searches; `avant` (seconds since 1970) goes back."""

    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, request: Request) -> Response:
        """Gives the page; an alert's link to a search leads to the search."""
        q = request.query_params.get("q", "")
        if request.url.path == "/" and q:
            return RedirectResponse(request.url.replace(path="/recherche", scheme="", netloc=""), 307)
        try:
            lines, wrong = self._lines(request), None
        except BadQuery as error:
            lines, wrong = [], error
        values = {
            "q": q,
            "lines": lines,
            "wrong": wrong,
            "older": int(lines[-1].at.timestamp()) if len(lines) == MOST else None,
            "is_newest": "avant" not in request.query_params,
            "indexed": self._world.archive.size(),
        }
        return page(request, self._world, "stream.html", values)

    def json(self, request: Request) -> Response:
        """Gives the same stories as JSON."""
        return as_json(self._asked(request))

    def csv(self, request: Request) -> Response:
        """Gives the same stories as CSV."""
        rows = [{name: getattr(one, name) for name in COLUMNS} for one in self._asked(request)]
        return as_csv(rows, COLUMNS)

    def atom(self, request: Request) -> Response:
        """Gives the same stories as a feed."""
        q = request.query_params.get("q", "")
        return as_atom(f"fil/{q}", f"Beffroi – {q or 'fil'}", map(_item, self._asked(request)))

    def _asked(self, request: Request) -> list[StoryLine]:
        try:
            return self._lines(request)
        except BadQuery as error:
            raise HTTPException(400, str(error)) from error

    def _lines(self, request: Request) -> list[StoryLine]:
        before = _time(request.query_params.get("avant", ""))
        query = asked(request.query_params.get("q", ""), self._world.now(), before)
        articles = self._world.holdings.latest(query, most=ARTICLES_A_STORY * MOST)
        return story_lines(self._world, articles, MOST)


def _time(text: str) -> datetime | None:
    """Reads seconds since 1970; anything else is none."""
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _item(one: StoryLine) -> Item:
    return Item(
        id=f"story:{one.id}",
        title=one.title,
        url=one.url,
        at=one.at,
        text=one.sentence,
        author=", ".join(one.outlets),
        tags=(*one.countries, *one.watches),
    )
