"""The map and what rises: where it happens, and who and what is spoken of more than usual."""

import math
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.page.formats import as_csv, as_json
from workers.page.rendering import page
from workers.page.security import Door
from workers.page.shapes import HEIGHT, WIDTH, shapes
from workers.page.trends import USUAL, Level, Trend
from workers.page.world import World

SPANS = {1: "24 heures", 7: "7 jours", 30: "30 jours"}
"""Days of a window, and how it is called."""
ROLES = {"lieu": "place_countries", "acteur": "actor_countries", "tous": "countries"}
FIELDS = {"place_countries": "pays-lieu", "actor_countries": "pays-acteur", "countries": "pays"}
RISING = {
    "persons": ("Personnes", "personne"),
    "organisations": ("Organisations", "org"),
    "places": ("Lieux", "lieu"),
    "keywords": ("Mots", "mot"),
}
SHADES = 5
MOST_COUNTRIES = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaded:
    """A country on the map; shade 0 has no article, 5 the most."""

    code: str
    path: str
    articles: int
    shade: int


def routes(world: World, door: Door) -> list[Route]:
    """Gives the map as a page, JSON and CSV."""
    del door
    view = _Map(world)
    return [
        Route("/carte", view.page),
        Route("/carte.json", view.json),
        Route("/carte.csv", view.csv),
    ]


class _Map:
    """`jours` is the window, `role` which countries count."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._level = Level(world)

    def page(self, request: Request) -> Response:
        days, role = _state(request)
        counted = self._countries(days, role)
        values = {
            "days": days,
            "role": role,
            "spans": SPANS,
            "roles": {"lieu": "où cela se passe", "acteur": "qui agit", "tous": "tous ceux nommés"},
            "field": FIELDS[ROLES[role]],
            "counted": counted,
            "countries": shaded(counted),
            "width": WIDTH,
            "height": HEIGHT,
            "rising": self._rising(days),
            "names": RISING,
            "usual": USUAL,
        }
        return page(request, self._world, "atlas.html", values)

    def json(self, request: Request) -> Response:
        days, role = _state(request)
        told = {name: [_told(one) for one in trends] for name, trends in self._rising(days).items()}
        return as_json({"days": days, "countries": self._countries(days, role), "rising": told})

    def csv(self, request: Request) -> Response:
        counted = self._countries(*_state(request))
        rows = [{"country": code, "articles": articles} for code, articles in counted.items()]
        return as_csv(rows, ("country", "articles"))

    def _countries(self, days: int, role: str) -> dict[str, int]:
        found = self._level.here(ROLES[role], timedelta(days=days), MOST_COUNTRIES)
        return {one.value: one.articles for one in found}

    def _rising(self, days: int) -> dict[str, list[Trend]]:
        return {field: self._level.rising(field, timedelta(days=days)) for field in RISING}


def _state(request: Request) -> tuple[int, str]:
    days, role = request.query_params.get("jours", ""), request.query_params.get("role", "")
    known = {str(one): one for one in SPANS}
    return known.get(days, 7), role if role in ROLES else "lieu"


def shaded(counted: dict[str, int]) -> list[Shaded]:
    """Gives the countries with their shades, by the logarithm: one article is seen beside a thousand."""
    most = max(counted.values(), default=1)
    return [
        Shaded(code=code, path=path, articles=counted.get(code, 0), shade=_shade(counted.get(code, 0), most))
        for code, path in shapes().items()
    ]


def _shade(articles: int, most: int) -> int:
    if not articles:
        return 0
    return 1 + round((SHADES - 1) * (math.log(articles) / math.log(most) if most > 1 else 1.0))


def _told(one: Trend) -> dict[str, object]:
    return {"value": one.value, "articles": one.articles, "usual": one.usual, "rise": round(one.rise, 2)}
