"""A watch tried on the last days as one writes it: what it would have told, its mistakes at their signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.errors import NewsError
from workers.news.forecast import Told
from workers.news.search import BadQuery
from workers.page.dry_run import LONGEST_SPAN, outcome
from workers.page.formats import as_csv, as_json
from workers.page.mistakes_in_french import help_for, message
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.search_as_watch import query_of
from workers.page.security import Door
from workers.page.trial import Trial, tried
from workers.page.world import World
from workers.stages.index import parse
from workers.stages.render.escape import PASSAGE, line
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.trial import TRIED, yaml_of

YAML, QUERY = "yaml", "requete"
MISTAKES = {
    "empty": "rien n’est demandé",
    "not-yaml": "ce n’est pas du YAML",
    "unknown-key": "clé inconnue",
    "missing-key": "il manque une clé",
    "bad-query": "la requête ne se lit pas ici",
    "never-fires": "cette veille ne peut jamais rien signaler",
    "unknown-list": "liste inconnue",
    "unknown-feed": "source inconnue",
    "unknown-channel": "canal inconnu",
    "wrong-type": "ce n’est pas la forme attendue",
    "bad-value": "cette valeur n’est pas admise",
    "bad-duration": "ce n’est pas une durée",
    "bad-url": "ce n’est pas une adresse",
    "duplicate": "écrit deux fois",
    "missing-variable": "variable d’environnement absente",
}
"""What is wrong, by its code, where no French sentence stands for what the commands say."""
COLUMNS = ("at", "watch_id", "title", "feed_id", "term", "form", "sentence", "copies", "also")


def routes(world: World, door: Door) -> list[Route]:
    """Gives the trial as a page, JSON and CSV, and the writing into the file."""
    trying = _Trying(world)
    return [
        Route("/veilles/essai", trying.page),
        Route("/veilles/essai.json", trying.json),
        Route("/veilles/essai.csv", trying.csv),
        Route("/veilles/essai", posted(door, trying.write), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A mistake in the reader's language; `english` is what of it has no French sentence."""

    message: str
    help: str
    english: str = ""


class _Trying:
    """`texte` is YAML, or a query with `forme=requete`; `veille` names one of the file; `jours`, 1 to 14."""

    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, request: Request) -> Response:
        """Gives the page; mistakes are shown where they stand."""
        text, form = self._asked(request)
        q = request.query_params.get("q", "")
        left = () if "texte" in request.query_params else self._searched(q)[1]
        trial: Trial | None = None
        mistakes: Sequence[Mistake] = ()
        if text.strip():
            try:
                trial = self._trial(request, text, form)
            except BadWatchlist as error:
                mistakes = error.mistakes
        return self._page(request, text, form, trial, mistakes, left)

    def json(self, request: Request) -> Response:
        """Gives the trial as JSON; its mistakes with status 422."""
        text, form = self._asked(request)
        try:
            trial = self._trial(request, text, form)
        except BadWatchlist as error:
            return as_json({"mistakes": error.mistakes}, 422)
        return as_json(outcome(trial))

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
        self,
        request: Request,
        text: str,
        form: str,
        trial: Trial | None,
        mistakes: Sequence[Mistake],
        left: Sequence[str] = (),
    ) -> Response:
        values = {
            "text": text,
            "form": form,
            "left": left,
            "length": _days(request),
            "trial": trial,
            "mistakes": [(one, _told(one, request.scope["lang"]), *_parts(one)) for one in mistakes],
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
        if "texte" not in given and (q := given.get("q", "")):
            return self._searched(q)[0], QUERY
        return given.get("texte", ""), QUERY if given.get("forme") == QUERY else YAML

    def _searched(self, q: str) -> tuple[str, tuple[str, ...]]:
        """A search as a query, and what of it a watch cannot ask for; as it is where it means nothing."""
        try:
            return query_of(parse(q, self._world.now()).root)
        except BadQuery:
            return q, ()

    def _trial(self, request: Request, text: str, form: str) -> Trial:
        file = self._world.watch_file
        watches = (file.query(text),) if form == QUERY else file.tried(text)
        return tried(self._world, watches, _days(request))


def _days(request: Request) -> int:
    try:
        return min(LONGEST_SPAN, max(1, int(request.query_params.get("jours", "7"))))
    except ValueError:
        return 7


def _pasted(text: str, form: str) -> str:
    return yaml_of(text, TRIED) if form == QUERY else text


def _told(mistake: Mistake, lang: str) -> _Said:
    if lang == "en":
        return _Said(message=mistake.message, help=mistake.help)
    said, help = message(mistake.message), help_for(mistake.help)
    left = (mistake.message if said is None else "", mistake.help if help is None else "")
    headline = MISTAKES.get(mistake.code, mistake.code)
    return _Said(message=said or headline, help=help or "", english=" – ".join(filter(None, left)))


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
