"""Every form of the lexicon, and what it stands for."""

from collections.abc import Iterator

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
    for form in dict.fromkeys((entry.name, *entry.aliases)):
        guarded = not entry.guarded or form in entry.guarded
        yield (
            form,
            Sign(
                NAME,
                entry.name,
                entry.type,
                capital=form[0].isupper(),
                needs=entry.needs if guarded else None,
                acts_for=entry.country if entry.acts else "",
                weight=entry.weight,
                where=entry.where,
            ),
        )
    for phrase in entry.unless:
        yield phrase, Sign(NO_NAME, entry.name, where=entry.where)


def _term(entry: Term) -> Iterator[Written]:
    for form in term_forms(entry):
        yield (
            form,
            Sign(
                KEYWORD,
                entry.term,
                entry.category,
                capital=form[0].isupper(),
                needs=entry.needs,
                weight=entry.weight,
                where=entry.where,
            ),
        )
    for phrase in entry.unless:
        for form in inflected(phrase):
            yield form, Sign(NO_KEYWORD, entry.term, where=entry.where)


def term_forms(entry: Term) -> tuple[str, ...]:
    """Gives every written form of a term and of its aliases, each once."""
    made = (
        inflected(expression, feminine=entry.feminine, invariable=entry.invariable)
        for expression in (entry.term, *entry.aliases)
    )
    return tuple(dict.fromkeys([form for several in made for form in several] + [*entry.forms]))
