"""A watch of the file as a fact."""

from workers.news.expression import Expression, Term
from workers.news.watch import Burst, Near, Watch, Where
from workers.watchlist.calm_keys import urgency
from workers.watchlist.lists import Lists
from workers.watchlist.model import Defaults
from workers.watchlist.query import parse
from workers.watchlist.watch_model import BurstEntry, NearEntry, WatchEntry, WhereEntry


def watch_of(entry: WatchEntry, defaults: Defaults, lists: Lists) -> Watch:
    """Gives the watch; raises QueryMistake where its query is wrong."""
    return Watch(
        id=entry.id,
        title=entry.title or entry.id,
        any=_bare(lists.flat(entry.any)),
        all=tuple(_shorter(one) if isinstance(one, Term) else one for one in lists.grouped(entry.all)),
        none=_bare(lists.flat(entry.none)),
        near=_near(entry.near, lists),
        where=_where(entry.where),
        query=_query(entry.query, lists),
        escalate_outlets=entry.escalate.outlets,
        min_count=entry.min_count,
        min_sources=entry.min_sources,
        burst=_burst(entry.burst),
        severity=entry.severity or defaults.severity,
        urgency=urgency(entry),
        channels=tuple(dict.fromkeys(defaults.channels if entry.channels is None else entry.channels)),
    )


def _burst(entry: BurstEntry | None) -> Burst | None:
    return Burst(over=entry.over, window=entry.window, only=entry.only) if entry else None


def _bare(terms: tuple[Term, ...]) -> tuple[str | Term, ...]:
    return tuple(map(_shorter, terms))


def _shorter(term: Term) -> str | Term:
    """A term without options is its text."""
    return term.text if term == Term(text=term.text) else term


def _near(entry: NearEntry | None, lists: Lists) -> Near | None:
    return Near(terms=_bare(lists.flat(entry.terms)), within=entry.within) if entry else None


def _query(text: str | None, lists: Lists) -> Expression | None:
    return None if text is None else parse(text, lists.written_out())


def _where(entry: WhereEntry) -> Where:
    countries = entry.countries
    roles = (("place", countries.place), ("actor", countries.actor), ("mention", countries.mention))
    return Where(
        countries=tuple(countries.any),
        roles=tuple((role, tuple(codes)) for role, codes in roles if codes),
        entities=tuple(entry.entities),
        keywords=tuple(entry.keywords),
        only=tuple(entry.sources.only),
        never=tuple(entry.sources.except_),
        fields=tuple(entry.in_),
        lang=tuple(entry.lang),
        defence=entry.defence,
    )
