"""The links that alerts carry: each does one thing with one alert, for whoever holds it.

No form token is asked for: who could forge the form would have to know the link. Looking at it does
nothing, for mail servers look at links before their readers do.
"""

from collections.abc import Callable
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.news.alert import Alert
from workers.news.vote import VERDICTS, Vote
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.world import World
from workers.stages.calm import story_of
from workers.stages.links import PURPOSES, verified
from workers.stages.render.facts import parts

MUTED_FOR = timedelta(days=21)  # as long as a copy still joins a story
DOES = {
    "true": "Juste",
    "false": "Faux",
    "dull": "Sans intérêt",
    "acknowledge": "Pris en compte",
    "mute": "Ne plus suivre ce récit",
}
"""Each purpose as its button says it."""
EXPLAINED = {
    "true": "Cette alerte disait bien ce que la veille cherche.",
    "false": "Cette alerte parlait d’autre chose que ce que la veille cherche.",
    "dull": "Cette alerte disait juste, et ne valait pas une alerte.",
    "acknowledge": "Quelqu’un s’en occupe : l’alerte n’ira pas à un autre canal.",
    "mute": "Rien de ce récit ne sera plus signalé pendant trois semaines.",
}
DONE = {
    "true": "Noté : juste.",
    "false": "Noté : faux.",
    "dull": "Noté : sans intérêt.",
    "acknowledge": "Noté : l’alerte est prise en compte.",
    "mute": "Noté : ce récit ne sera plus signalé.",
}


def routes(world: World, door: Door) -> list[Route]:
    """Gives the answer to a link: what it would do, and what it did."""
    del door
    signed = _Signed(world)
    return [
        Route("/alerts/{token}", signed.look),
        Route("/alerts/{token}", signed.act, methods=["POST"]),
    ]


class _Signed:
    def __init__(self, world: World) -> None:
        self._world = world

    def look(self, request: Request) -> Response:
        """Shows what the link does, with a button."""
        purpose, alert = self._read(request)
        return self._page(request, alert, purpose, done=False)

    def act(self, request: Request) -> Response:
        """Does it; twice is once."""
        purpose, alert = self._read(request)
        act(self._world, alert, purpose, MUTED_FOR)
        return self._page(request, alert, purpose, done=True)

    def _read(self, request: Request) -> tuple[str, Alert]:
        """The purpose and the alert; one and the same answer for all that is no link of ours."""
        token = request.path_params["token"]
        purpose = token.partition(".")[0]
        named = (
            verified(self._world.link_key(), purpose, token, self._world.now())
            if purpose in PURPOSES
            else None
        )
        raised = self._world.outbox.raised(named) if named else None
        if raised is None:
            raise HTTPException(404, "Ce lien n’est pas ou plus bon.")
        return purpose, raised.alert

    def _page(self, request: Request, alert: Alert, purpose: str, *, done: bool) -> Response:
        values = {
            "alert": alert,
            "passage": parts(alert),
            "done": done,
            "button": DOES[purpose],
            "explained": DONE[purpose] if done else EXPLAINED[purpose],
        }
        return page(request, self._world, "signed.html", values)


def act(world: World, alert: Alert, purpose: str, muted_for: timedelta) -> None:
    """Does with an alert what a purpose says; raises KeyError for one that there is not."""
    doing: dict[str, Callable[[], None]] = {
        **dict.fromkeys(VERDICTS, lambda: _vote(world, alert, purpose)),
        "acknowledge": lambda: world.remarks.acknowledge(alert.id, world.now()),
        "mute": lambda: world.remarks.mute(f"story:{story_of(alert)}", world.now() + muted_for),
    }
    doing[purpose]()


def _vote(world: World, alert: Alert, verdict: str) -> None:
    world.votes.put(Vote(alert_id=alert.id, verdict=verdict, at=world.now()))
