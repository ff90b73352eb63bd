"""What completes a query as it is typed: fields, countries, and the names of the newest articles."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workers.french.geography import country_names
from workers.page.fields import holds
from workers.page.language import country
from workers.page.storylines import asked
from workers.page.world import World
from workers.stages.index.fields import CATEGORIES, FIELDS, Field, field_named
from workers.stages.index.words import fold

MOST = 10
READ = 300  # newest articles whose names are offered
KEPT = timedelta(minutes=1)
_LAST = re.compile(r"(?P<minus>-?)(?:(?P<field>[^\W\d_][\w'-]*):)?(?P<value>\"[^\"]*|[^\s\"()]*)$")
_SIMPLE = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What may stand in place of the query's end; `query` is the whole then."""

    query: str
    text: str
    holds: str = ""


class Completion:
    """Offers for the end of a query; the names are read again once a minute."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._names: dict[str, list[str]] = {}
        self._read: datetime | None = None

    def offers(self, query: str, lang: str) -> list[Offer]:
        """Gives up to ten offers, the likeliest first."""
        last = _LAST.search(query)
        if last is None:
            return []
        before = query[: last.start()]
        typed = fold(last["value"].lstrip('"'))
        known = field_named(last["field"]) if last["field"] else None
        if last["field"] and known is None:
            return []
        if known is None:
            return [
                Offer(query=f"{before}{last['minus']}{name}:", text=f"{name}:", holds=holds(one, lang))
                for name, one in self._fields(typed, lang)
            ][:MOST]
        return [
            Offer(query=f"{before}{last['minus']}{last['field']}:{_quoted(value)} ", text=value, holds=told)
            for value, told in self._values(known, typed, lang)
        ][:MOST]

    def _fields(self, typed: str, lang: str) -> Sequence[tuple[str, Field]]:
        if not typed:
            return []
        found = []
        for one in FIELDS:
            names = one.names if lang == "fr" else tuple(reversed(one.names))
            near = next((name for name in names if fold(name).startswith(typed)), None)
            if near:
                found.append((near, one))
        return found

    def _values(self, known: Field, typed: str, lang: str) -> list[tuple[str, str]]:
        if known.kind == "country":
            return _countries(typed, lang)
        if known.kind in {"since", "before", "after", "day"}:
            spans = ("24h", "7j", "30j", "3mois", "1an") if known.kind == "since" else ("hier", "aujourd'hui")
            return [(span, "") for span in spans if span.startswith(typed)]
        if known.store == "watches":
            listed = self._world.watchlist().watches
            return [(one.id, one.title) for one in listed if _fits(typed, one.id, one.title)]
        if known.store == "sources":
            listed_feeds = self._world.watchlist().feeds
            return [(one.title, one.id) for one in listed_feeds if _fits(typed, one.id, one.title)]
        return [(name, "") for name in self._known(known.store) if _fits(typed, name)]

    def _known(self, store: str) -> list[str]:
        """The names of a field in the newest articles, the commonest first."""
        now = self._world.now()
        if self._read is None or now - self._read > KEPT:
            self._read = now
            newest = self._world.holdings.latest(asked("", now), most=READ)
            stores = {field.store for field in FIELDS if field.kind == "name"}
            counted = {name: Counter(v for one in newest for v in _texts(one.get(name))) for name in stores}
            counted["keywords"].update(dict.fromkeys(CATEGORIES.values(), 0))
            self._names = {name: [v for v, _ in count.most_common()] for name, count in counted.items()}
        return self._names.get(store, [])


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _countries(typed: str, lang: str) -> list[tuple[str, str]]:
    named = ((code, country(code, lang)) for code in country_names())
    found = [(code, name) for code, name in named if fold(code) == typed or _fits(typed, name)]
    return sorted(found, key=lambda one: (not fold(one[1]).startswith(typed), one[1]))


def _fits(typed: str, *names: str) -> bool:
    """Whether a word of a name begins so."""
    folded = [fold(name) for name in names]
    return any(name.startswith(typed) or f" {typed}" in name for name in folded)


def _quoted(value: str) -> str:
    plain = value.replace('"', " ")
    return plain if _SIMPLE.fullmatch(plain) else f'"{plain}"'
