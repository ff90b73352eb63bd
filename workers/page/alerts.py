"""The inbox of alerts: passage first; a vote, an acknowledgement, a mute; feeds out."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.news.alert import Raised
from workers.news.vote import VERDICTS
from workers.page.formats import as_json
from workers.page.inbox import ALL, OPEN, Inbox, Line, inbox, one_line, subjects
from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.signed import act
from workers.page.world import World
from workers.stages.render import atom, json_feed
from workers.stages.render.event import described
from workers.stages.render.feeds import Outlet
from workers.stages.render.sheet import sheet

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
    """Gives the inbox as a page, JSON, CSV, Atom and JSON Feed, and what is done with an alert."""
    alerts = _Alerts(world)
    return [
        Route("/alertes", alerts.page),
        Route("/alertes.json", alerts.json),
        Route("/alertes.csv", alerts.csv),
        Route("/alertes.atom", alerts.atom),
        Route("/alertes/{id}", posted(door, alerts.say), methods=["POST"]),
        Route("/alertes.feed.json", alerts.json_feed),
    ]


class _Alerts:
    """`veille` names a watch, `canal` a channel; `etat` is `a-voir` or `toutes`; `avant` goes back."""

    def __init__(self, world: World) -> None:
        self._world = world

    def page(self, request: Request) -> Response:
        """Gives the page."""
        watch = request.query_params.get("veille", "")
        channel = request.query_params.get("canal", "")
        state = _state(request)
        values = {
            "inbox": self._inbox(request),
            "watch": watch,
            "channel": channel,
            "state": state,
            "spans": SPAN_NAMES,
            "states": STATES,
            "pages": _addresses(watch, channel, state),
        }
        return page(request, self._world, "alerts.html", values)

    def say(self, request: Request, form: Form) -> Response:
        """Takes a vote, an acknowledgement or a mute, and leads back to where it was said."""
        found = one_line(self._world, request.path_params["id"])
        if found is None:
            raise HTTPException(404, "Cette alerte n’existe pas.")
        self._say(found, form)
        state = {name: form.get(name, "") for name in ("veille", "canal", "etat")}
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
        """Gives the same alerts as a feed that any reader subscribes to."""
        feed = atom(_outlet(request), [one.alert for one in self._lines(request)])
        return Response(feed, media_type="application/atom+xml")

    def json_feed(self, request: Request) -> Response:
        """Gives the same as JSON Feed has it."""
        answer = as_json(json_feed(_outlet(request), [one.alert for one in self._lines(request)]))
        answer.headers["content-type"] = "application/feed+json"
        return answer

    def _lines(self, request: Request) -> tuple[Line, ...]:
        return self._inbox(request).lines

    def _inbox(self, request: Request) -> Inbox:
        given = request.query_params
        return inbox(
            self._world,
            watch=given.get("veille", ""),
            channel=given.get("canal", ""),
            state=_state(request),
            before=_time(given.get("avant", "")),
        )


def _outlet(request: Request) -> Outlet:
    """A feed's name: that of what it is of; whoever subscribes wants all, seen or not."""
    named = {"watch": request.query_params.get("veille"), "channel": request.query_params.get("canal")}
    of = {kind: name for kind, name in named.items() if name}
    address = request.url.remove_query_params("cle")  # the key stays with its reader
    return Outlet(
        id="/".join(f"{kind}/{name}" for kind, name in of.items()) or "all",
        title=" – ".join(("Beffroi", *of.values())),
        address=str(address),
    )


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


def _addresses(watch: str, channel: str, state: str) -> dict[str, str]:
    """The query strings of the page's own links: of each state, of all watches, of the next page."""

    def query(**named: str) -> str:
        return urlencode({name: value for name, value in named.items() if value})

    told = state if state == ALL else ""
    return {
        OPEN: query(veille=watch, canal=channel),
        ALL: query(veille=watch, canal=channel, etat=ALL),
        "watch": query(canal=channel, etat=told),
        "here": query(veille=watch, canal=channel, etat=told),
    }


def _time(text: str) -> datetime | None:
    """Reads seconds since 1970; anything else is none."""
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
