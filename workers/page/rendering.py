"""Templates to pages: every text escaped, cleaned of what cannot be seen, in the reader's language."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from workers.page import language
from workers.page.world import World
from workers.stages.index.fields import CATEGORIES
from workers.stages.render.escape import line, web_link
from workers.stages.render.times import zone

VIEWS = (
    ("/", "Fil", "f"),
    ("/recherche", "Recherche", "r"),
    ("/alertes", "Alertes", "a"),
    ("/veilles", "Veilles", "v"),
    ("/sources", "Sources", "s"),
    ("/carte", "Carte", "c"),
    ("/etat", "État", "e"),
)
"""The menu: address, French name, and the letter that follows `g`."""


class Dated(Protocol):
    """What has a time."""

    @property
    def at(self) -> datetime:
        """When it was published or raised."""


@cache
def environment() -> Environment:
    """Gives the templates of the package."""
    made = Environment(
        loader=PackageLoader("workers.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["line"] = line
    made.filters["keep"] = kept
    made.filters["web_link"] = web_link
    return made


@cache
def static() -> dict[str, bytes]:
    """Gives what `/static/` serves by name: all styles as one file, all scripts as one, and the rest."""
    folder = files("workers.page").joinpath("static")
    joined = {f"page.{kind}": _joined(kind) for kind in ("css", "js")}
    return joined | {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def _joined(kind: str) -> bytes:
    parts = sorted(files("workers.page").joinpath("static", kind).iterdir(), key=lambda one: one.name)
    return b"\n".join(one.read_bytes() for one in parts if one.name.endswith(f".{kind}"))


@cache
def asset(name: str) -> str:
    """Gives the address of a static file; it changes with its content, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.blake2b(static()[name], digest_size=6).hexdigest()}"


def page(
    request: Request,
    world: World,
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
) -> HTMLResponse:
    """Gives a page; each template has `_`, `country`, `number`, `clock`, `day`, `ago`, `csrf` and `here`."""
    lang = request.scope["lang"]
    timezone = world.watchlist().timezone
    now = world.now()
    spoken: dict[str, object] = {
        "_": language.speaker(lang),
        "lang": lang,
        "now": now,
        "asset": asset,
        "views": VIEWS,
        "section": section(request.url.path),
        "csrf": request.scope["session_of"].csrf,
        "here": request.url.path,
        "feed_key": request.scope["feed_key"],
        "query_string": request.url.query,
        "country": partial(language.country, lang=lang),
        "number": partial(language.number, lang=lang),
        "size": partial(language.size, lang=lang),
        "clock": partial(language.clock, timezone=timezone),
        "day": partial(language.day, timezone=timezone, lang=lang),
        "ago": partial(_ago, now=now, lang=lang),
        "lasting": partial(_lasting, lang=lang),
        "category": partial(_category, lang=lang),
        "can_watch": any(path == "/veilles" for path, *_ in VIEWS),
        "other_lang": other_language(request),
        "by_day": partial(by_day, timezone=timezone),
        "watch_titles": {watch.id: watch.title for watch in world.watchlist().watches},
    }
    return HTMLResponse(environment().get_template(template).render(spoken | dict(values)), status)


def section(path: str) -> str:
    """Gives the path of the view that a page belongs to; empty where it is none of the menu's."""
    if path in {"/", "/fil"}:
        return "/"
    return next((own for own, *_ in VIEWS if own != "/" and path.startswith(own)), "")


def by_day(lines: Sequence[Dated], timezone: str) -> list[tuple[datetime, list[Dated]]]:
    """Gives lines, the newest first, under the days of the desk's calendar."""
    days: dict[date, list[Dated]] = {}
    for one in lines:
        days.setdefault(one.at.astimezone(zone(timezone)).date(), []).append(one)
    return [(found[0].at, found) for found in days.values()]


def _category(name: str, lang: str) -> str:
    return CATEGORIES.get(name, name) if lang == "fr" else name


def kept(text: str) -> str:
    """Gives a stretch of a text without what cannot be seen, its blanks at both ends as they were."""
    shown = line(text, 4000)
    return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() and shown else ''}"


def _ago(when: datetime, now: datetime, lang: str) -> str:
    return language.ago(when, now, lang)


def _lasting(span: timedelta, lang: str) -> str:
    return language.lasting(span, lang)


def other_language(request: Request) -> str:
    """Gives the address of this very view in the other language."""
    other = "fr" if request.scope["lang"] == "en" else "en"
    return str(request.url.include_query_params(lang=other).replace(scheme="", netloc=""))
