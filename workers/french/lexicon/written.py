"""Every form of the lexicon, and what it stands for."""

from collections.abc import Iterator
from dataclasses import replace

from workers.french.forms import forms as inflected
from workers.french.geography import geography
from workers.french.lexicon.entries import Lexicon, Name, Term
from workers.french.signs import KEYWORD, NAME, NO_KEYWORD, NO_NAME, Sign

Written = tuple[str, Sign]


def written(lexicon: Lexicon) -> Iterator[Written]:
    """Gives every form of the lexicon and of the tables of countries, cities and regions."""
    yield from geography()
    for name in lexicon.names:
        yield from _name(name)
    for term in lexicon.terms:
        yield from _term(term)


def _name(entry: Name) -> Iterator[Written]:
    signs = {guarded: _sign_of_name(entry, guarded=guarded) for guarded in (False, True)}
    for form in dict.fromkeys((entry.name, *entry.aliases)):
        guarded = not entry.guarded or form in entry.guarded
        yield form, _cased(form, signs[guarded])
    for phrase in entry.unless:
        yield phrase, Sign(NO_NAME, entry.name, where=entry.where)


def _sign_of_name(entry: Name, *, guarded: bool) -> Sign:
    return Sign(
        NAME,
        entry.name,
        entry.type,
        needs=entry.needs if guarded else None,
        acts_for=entry.country if entry.acts else "",
        weight=entry.weight,
        where=entry.where,
    )


def _term(entry: Term) -> Iterator[Written]:
    sign = Sign(
        KEYWORD, entry.term, entry.category, needs=entry.needs, weight=entry.weight, where=entry.where
    )
    for form in term_forms(entry):
        yield form, _cased(form, sign)
    hides = Sign(NO_KEYWORD, entry.term, where=entry.where)
    for phrase in entry.unless:
        for form in inflected(phrase):
            yield form, hides


def _cased(form: str, sign: Sign) -> Sign:
    """The sign, shared by all forms of one case: 40,000 forms have 12,000."""
    return replace(sign, capital=True) if form[0].isupper() else sign


def term_forms(entry: Term) -> tuple[str, ...]:
    """Gives every written form of a term and of its aliases, each once."""
    made = (
        inflected(expression, feminine=entry.feminine, invariable=entry.invariable)
        for expression in (entry.term, *entry.aliases)
    )
    return tuple(dict.fromkeys([form for several in made for form in several] + [*entry.forms]))
