"""A watch tried on the last days as one writes it: what it would have told, its mistakes at their signs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.forecast import Hit, alerted, first_matches, telling
from workers.news.errors import NewsError
from workers.news.forecast import Told
from workers.news.watch import Watch
from workers.page.formats import as_csv, as_json
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.sparks import Spark, spark
from workers.page.watches import per_day
from workers.page.world import World
from workers.stages.match import Watcher, expression, shown
from workers.stages.render.escape import PASSAGE, line
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.trial import TRIED, yaml_of

YAML, QUERY = "yaml", "requete"
LONGEST = 14  # days
WITHIN = timedelta(seconds=2)
"""How long the past is read: a page is waited for, and other readers have the same processor."""
WINDOW = timedelta(hours=6)
SAMPLES = 20
COLUMNS = ("at", "watch_id", "title", "feed_id", "term", "form", "sentence", "copies", "also")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What watches would have told, from now back to `since`."""

    watches: tuple[Watch, ...]
    articles: int
    since: datetime
    whole: bool
    """Whether all the days asked for were read."""
    told: tuple[Told, ...]
    days: tuple[int, ...]
    """Alerts on each day, the oldest first."""

    @property
    def spark(self) -> Spark:
        """The same days as a picture."""
        return spark(self.days)

    @property
    def samples(self) -> tuple[Told, ...]:
        """Twenty of them, spread evenly, the newest first."""
        step = max(1, len(self.told) // SAMPLES)
        return self.told[::-1][::step][:SAMPLES]

    @property
    def terms(self) -> list[tuple[str, int]]:
        """The terms that told most."""
        return Counter(one.term for one in self.told).most_common(8)

    @property
    def sources(self) -> list[tuple[str, int]]:
        """The feeds of which most was told."""
        return Counter(one.feed_id for one in self.told).most_common(8)

    @property
    def already(self) -> list[tuple[str, int]]:
        """The watches that told the same."""
        return Counter(name for one in self.told for name in one.also).most_common(8)

    @property
    def tree(self) -> list[tuple[str, list[str]]]:
        """What each watch asks for, as a person reads it."""
        return [(watch.title, list(shown(expression(watch)))) for watch in self.watches]


def routes(world: World, door: Door) -> list[Route]:
    """Gives the trial as a page, JSON and CSV, and the writing into the file."""
    trying = _Trying(world)
    return [
        Route("/veilles/essai", trying.page),
        Route("/veilles/essai.json", trying.json),
        Route("/veilles/essai.csv", trying.csv),
        Route("/veilles/essai", posted(door, trying.write), methods=["POST"]),
    ]


class _Trying:
    """`texte` is YAML, or a query with `forme=requete`; `veille` names one of the file; `jours`, 1 to 14."""

    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, request: Request) -> Response:
        """Gives the page; mistakes are shown where they stand."""
        text, form = self._asked(request)
        trial: Trial | None = None
        mistakes: Sequence[Mistake] = ()
        if text.strip():
            try:
                trial = self._trial(request, text, form)
            except BadWatchlist as error:
                mistakes = error.mistakes
        return self._page(request, text, form, trial, mistakes)

    def json(self, request: Request) -> Response:
        """Gives the trial as JSON; its mistakes with status 422."""
        text, form = self._asked(request)
        try:
            trial = self._trial(request, text, form)
        except BadWatchlist as error:
            return as_json({"mistakes": error.mistakes}, 422)
        return as_json(
            {
                "watches": [watch.id for watch in trial.watches],
                "articles": trial.articles,
                "since": trial.since,
                "whole": trial.whole,
                "days": trial.days,
                "told": trial.told,
            }
        )

    def csv(self, request: Request) -> Response:
        """Gives what would have been told as CSV."""
        try:
            trial = self._trial(request, *self._asked(request))
        except BadWatchlist as error:
            raise HTTPException(400, str(error)) from error
        return as_csv([{name: getattr(one, name) for name in COLUMNS} for one in trial.told], COLUMNS)

    def write(self, request: Request, form: Form) -> Response:
        """Writes the watch into the file, where the file allows it."""
        if not self._world.watchlist().page_writes:
            raise HTTPException(
                403, "La page n’écrit pas dans feeds.yaml : il y faut « page: {write: true} »."
            )
        text = form.get("texte", "")
        try:
            self._world.watch_file.write(text)
        except BadWatchlist as error:
            return self._page(request, text, YAML, None, error.mistakes)
        except NewsError as error:
            raise HTTPException(409, str(error)) from error
        return RedirectResponse("/veilles?ecrite=1", 303)

    def _page(
        self, request: Request, text: str, form: str, trial: Trial | None, mistakes: Sequence[Mistake]
    ) -> Response:
        values = {
            "text": text,
            "form": form,
            "length": _days(request),
            "trial": trial,
            "mistakes": [(one, *_parts(one)) for one in mistakes],
            "yaml": _pasted(text, form) if trial else "",
            "writes": self._world.watchlist().page_writes,
            "form_of": _form_of,
        }
        return page(request, self._world, "trying.html", values)

    def _asked(self, request: Request) -> tuple[str, str]:
        """The text and its form; the file's own where a watch is named and no text given."""
        given = request.query_params
        if "texte" not in given and (name := given.get("veille", "")):
            return self._world.watch_file.written(name), YAML
        return given.get("texte", ""), QUERY if given.get("forme") == QUERY else YAML

    def _trial(self, request: Request, text: str, form: str) -> Trial:
        file = self._world.watch_file
        watches = (file.query(text),) if form == QUERY else file.tried(text)
        return tried(self._world, watches, _days(request))


def tried(world: World, watches: Sequence[Watch], days: int, within: timedelta = WITHIN) -> Trial:
    """Reads the past, the newest six hours first, until all of it is read or the time is over."""
    begun, now = world.now(), world.now()
    listed = telling(watches)
    watcher = Watcher(listed)
    of_outlets = any(watch.min_sources > 1 for watch in listed)
    hits: list[Hit] = []
    count, read = 0, 0
    while read < days * timedelta(days=1) / WINDOW:
        end = now - read * WINDOW
        for article in world.replay.articles(end - WINDOW, end):
            count += 1
            found = first_matches(watcher, article)
            if found or of_outlets:  # without its text: it only counts
                hits.append((article if found else replace(article, body=""), found))
        read += 1
        if world.now() - begun > within:
            break
    told = alerted(listed, sorted(hits, key=lambda hit: hit[0].published))
    times = [one.at for one in told]
    return Trial(
        watches=tuple(watches),
        articles=count,
        since=now - read * WINDOW,
        whole=read * WINDOW == timedelta(days=days),
        told=told,
        days=per_day(times, now, world.watchlist().timezone, days + 1),
    )


def _days(request: Request) -> int:
    try:
        return min(LONGEST, max(1, int(request.query_params.get("jours", "7"))))
    except ValueError:
        return 7


def _pasted(text: str, form: str) -> str:
    return yaml_of(text, TRIED) if form == QUERY else text


def _parts(mistake: Mistake) -> tuple[str, str, str]:
    """The line of a mistake before its sign, the sign, and after it."""
    at = mistake.column - 1
    source = mistake.source
    return source[:at], source[at : at + 1] or " ", source[at + 1 :]


def _form_of(told: Told) -> tuple[str, str, str]:
    """The passage before the form that was found, the form, and after it."""
    form = " ".join(told.form.split())
    before, found, after = told.sentence.partition(form)
    if not found:
        return line(told.sentence, PASSAGE), "", ""
    return (
        line(before, PASSAGE) + " " * before.endswith(" "),
        line(found),
        " " * after.startswith(" ") + line(after, PASSAGE),
    )
