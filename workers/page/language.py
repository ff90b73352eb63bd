"""French, or English where the reader asks for it: texts, numbers and times as each writes them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from workers.french.geography import country_names
from workers.stages.index.english import ENGLISH as ENGLISH_COUNTRIES
from workers.stages.render.times import MONTHS, zone

LANGUAGES = ("fr", "en")
COOKIE = "beffroi_lang"
DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MINUTE, HOUR, DAY = 60, 3600, 86_400  # seconds

Say = Callable[..., str]
"""A French text and its values to the reader's language."""


def chosen(request: Request) -> str:
    """Gives the reader's language: of the address, else of the cookie, else French."""
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return asked if asked in LANGUAGES else "fr"


@cache
def english() -> dict[str, str]:
    """Gives the English of each French text of the page, from the tables beside this file."""
    folder = files("workers.page").joinpath("english")
    tables = sorted((one for one in folder.iterdir() if one.name.endswith(".tsv")), key=lambda one: one.name)
    lines = [line for one in tables for line in one.read_text("utf-8").splitlines() if line]
    return dict(line.split("\t") for line in lines)


def speaker(lang: str) -> Say:
    """Gives what says a French text in a language; `{name}` in it is filled in."""

    def say(french: str, **values: object) -> str:
        text = english().get(french, french) if lang == "en" else french
        return text.format(**values) if values else text

    return say


def country(code: str, lang: str) -> str:
    """Gives a country's name by its code; the code where it has none."""
    if lang == "en" and code in ENGLISH_COUNTRIES:
        return ENGLISH_COUNTRIES[code][0]
    return country_names().get(code, code)


def number(value: float, lang: str) -> str:
    """Gives 12 345 or 12,345; decimals as they are, with the language's sign."""
    text = f"{value:,}"
    return text if lang == "en" else text.replace(",", "\u202f").replace(".", ",")


def day(when: datetime, timezone: str, lang: str) -> str:
    """Gives « lundi 2 mars 2026 » or « Monday 2 March 2026 »."""
    here = when.astimezone(zone(timezone))
    first = "1er" if lang == "fr" and here.day == 1 else str(here.day)
    return f"{DAYS[lang][here.weekday()]} {first} {MONTHS[lang][here.month - 1]} {here.year}"


def clock(when: datetime, timezone: str) -> str:
    """Gives 09:30 on the desk's wall."""
    return f"{when.astimezone(zone(timezone)):%H:%M}"


def ago(when: datetime, now: datetime, lang: str) -> str:
    """Gives « il y a 3 min », « 3 min ago »: the largest whole unit."""
    seconds = max(0, int((now - when).total_seconds()))
    amount = lasting(timedelta(seconds=seconds), lang)
    return f"il y a {amount}" if lang == "fr" else f"{amount} ago"


def lasting(span: timedelta, lang: str) -> str:
    """Gives « 1,4 s », « 3 min », « 2 h », « 5 j »."""
    seconds = span.total_seconds()
    if seconds < MINUTE:
        return f"{number(round(seconds, 1) if seconds % 1 else int(seconds), lang)} s"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min"
    if seconds < 2 * DAY:
        return f"{int(seconds // HOUR)} h"
    return f"{int(seconds // DAY)} {'j' if lang == 'fr' else 'd'}"


def size(amount: int, lang: str) -> str:
    """Gives bytes as « 12,3 Mo » or « 12.3 MB »."""
    for unit, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if amount >= unit:
            return f"{number(round(amount / unit, 1), lang)} {letter}{'o' if lang == 'fr' else 'B'}"
    return f"{number(amount, lang)} {'o' if lang == 'fr' else 'B'}"
