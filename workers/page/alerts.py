"""The inbox of alerts: passage first; a vote, an acknowledgement, a mute; feeds out under a token."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.alert import Raised
from workers.news.vote import VERDICTS
from workers.page.formats import as_json
from workers.page.inbox import ALL, OPEN, Line, inbox, one_line, subjects
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.signed import act
from workers.page.world import World
from workers.stages.links import token, verified
from workers.stages.render import atom, json_feed
from workers.stages.render.event import described
from workers.stages.render.feeds import Outlet
from workers.stages.render.sheet import sheet

FEED = "feed"
"""Purpose of the token of a feed out; its subject is a watch, or nothing for all of them."""
SUBSCRIBED = timedelta(days=3650)  # who subscribes does not come back; a new key ends it
SPAN_NAMES = {"4h": "4 heures", "1d": "1 jour", "7d": "7 jours", "21d": "3 semaines"}
STATES = {
    "pending": "en attente",
    "sending": "en cours",
    "sent": "remise",
    "failed": "échouée",
    "muted": "muette",
    "joined": "avec une autre",
}
SPANS = {
    "4h": timedelta(hours=4),
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
    "21d": timedelta(days=21),
}


def routes(world: World, door: Door) -> list[Route]:
    """Gives the inbox as a page, JSON, CSV and Atom, what is done with an alert, and the feeds out."""
    alerts = _Alerts(world, door)
    return [
        Route("/alertes", alerts.page),
        Route("/alertes.json", alerts.json),
        Route("/alertes.csv", alerts.csv),
        Route("/alertes.atom", alerts.atom),
        Route("/alertes/{id}", posted(door, alerts.say), methods=["POST"]),
        Route("/flux/{token}.atom", alerts.subscribed),
        Route("/flux/{token}.json", alerts.subscribed),
    ]


class _Alerts:
    """`veille` names a watch, `etat` is `a-voir` or `toutes`, `avant` (seconds since 1970) goes back."""

    def __init__(self, world: World, door: Door) -> None:
        self._world = world
        self._door = door

    def page(self, request: Request) -> Response:
        """Gives the page."""
        watch = request.query_params.get("veille", "")
        state = _state(request)
        values = {
            "inbox": inbox(self._world, watch, state, _time(request.query_params.get("avant", ""))),
            "watch": watch,
            "state": state,
            "spans": SPAN_NAMES,
            "states": STATES,
            "feed": self._token(watch),
            "pages": _addresses(watch, state),
        }
        return page(request, self._world, "alerts.html", values)

    def say(self, request: Request, form: Form) -> Response:
        """Takes a vote, an acknowledgement or a mute, and leads back to where it was said."""
        found = one_line(self._world, request.path_params["id"])
        if found is None:
            raise HTTPException(404, "Cette alerte n’existe pas.")
        self._say(found, form)
        state = {"veille": form.get("veille", ""), "etat": form.get("etat", "")}
        there = urlencode({name: value for name, value in state.items() if value})
        return RedirectResponse(f"/alertes?{there}" if there else "/alertes", 303)

    def _say(self, found: Line, form: Form) -> None:
        do = form.get("do", "")
        if do in VERDICTS or do == "acknowledge":
            act(self._world, found.alert, do, timedelta())
        elif do in {"mute", "unmute"} and form.get("what", "story") in subjects(found.alert):
            span = SPANS.get(form.get("span", "1d"))
            if span is None:
                raise HTTPException(400, "Cette durée n’existe pas.")
            chosen = subjects(found.alert)[form.get("what", "story")]
            for subject in [chosen] if do == "mute" else subjects(found.alert).values():
                self._world.remarks.mute(subject, self._world.now() + (span if do == "mute" else timedelta()))
        else:
            raise HTTPException(400, "Cela ne se fait pas avec une alerte.")

    def json(self, request: Request) -> Response:
        """Gives the same alerts as JSON."""
        return as_json([_facts(one) for one in self._lines(request)])

    def csv(self, request: Request) -> Response:
        """Gives the same alerts as CSV."""
        raised = [Raised(alert=one.alert, deliveries=one.deliveries) for one in self._lines(request)]
        return Response(sheet(raised), media_type="text/csv; charset=utf-8")

    def atom(self, request: Request) -> Response:
        """Gives the same alerts as a feed."""
        watch = request.query_params.get("veille", "")
        return _feed("atom", watch, self._lines(request), str(request.url))

    def subscribed(self, request: Request) -> Response:
        """Gives the alerts of a watch, or all, to whoever holds the token."""
        text = request.path_params["token"]
        watch = verified(self._door.key, FEED, text, self._world.now())
        if watch is None:
            raise HTTPException(404, "Ce lien n’est pas ou plus bon.")
        kind = request.url.path.rpartition(".")[2]
        return _feed(kind, watch, inbox(self._world, watch, ALL).lines, str(request.url))

    def _lines(self, request: Request) -> tuple[Line, ...]:
        watch = request.query_params.get("veille", "")
        before = _time(request.query_params.get("avant", ""))
        return inbox(self._world, watch, _state(request), before).lines

    def _token(self, watch: str) -> str:
        """The same for a year, so that a page's address stays while one copies it."""
        year = datetime(self._world.now().year, 1, 1, tzinfo=UTC)
        return token(self._door.key, FEED, watch, year + SUBSCRIBED)


def _feed(kind: str, watch: str, lines: tuple[Line, ...], address: str) -> Response:
    outlet = Outlet(
        id=f"watch/{watch}" if watch else "all",
        title=" – ".join(filter(None, ("Beffroi", watch))),
        address=address,
    )
    alerts = [one.alert for one in lines]
    if kind == "json":
        answer = as_json(json_feed(outlet, alerts))
        answer.headers["content-type"] = "application/feed+json"
        return answer
    return Response(atom(outlet, alerts), media_type="application/atom+xml")


def _facts(one: Line) -> dict[str, object]:
    return {
        **described(one.alert),
        "deliveries": one.deliveries,
        "vote": one.verdict,
        "acknowledged": one.acknowledged,
        "muted_until": one.muted_until,
    }


def _state(request: Request) -> str:
    return ALL if request.query_params.get("etat") == ALL else OPEN


def _addresses(watch: str, state: str) -> dict[str, str]:
    """The query strings of the page's own links: of each state, of all watches, of the next page."""

    def query(**named: str) -> str:
        return urlencode({name: value for name, value in named.items() if value})

    return {
        OPEN: query(veille=watch),
        ALL: query(veille=watch, etat=ALL),
        "watch": query(etat=state if state == ALL else ""),
        "here": query(veille=watch, etat=state if state == ALL else ""),
    }


def _time(text: str) -> datetime | None:
    """Reads seconds since 1970; anything else is none."""
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
