"""What is doubtful in a lexicon: entries given twice, forms of two entries, forms that are common words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from workers.french.lexicon.entries import Lexicon, Name, Term
from workers.french.lexicon.written import term_forms
from workers.french.text import reading

COMMON = 4.0
"""Zipf frequency from which a word is common: once in 100,000 words."""

Frequency = Callable[[str], float]
"""A word to its Zipf frequency: the logarithm of how often it comes in a thousand million words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something to look at; `kind` is mistake, twice, collision or common."""

    kind: str
    where: str
    message: str


def doubts(lexicon: Lexicon, frequency: Frequency | None = None) -> list[Doubt]:
    """Gives all that is doubtful, mistakes first, then by place.

    Without `frequency` no form is compared with common words.
    """
    found = [
        *_twice(lexicon.names),
        *_twice(lexicon.terms),
        *_collisions(_name_forms(lexicon.names)),
        *_collisions(_term_forms(lexicon.terms)),
        *(_common(lexicon, frequency) if frequency else ()),
    ]
    mistakes = [
        Doubt(kind="mistake", where=f"{one.file}:{one.line}", message=one.message) for one in lexicon.mistakes
    ]
    return [*mistakes, *sorted(found, key=lambda doubt: (doubt.kind, doubt.where))]


Owner = Name | Term
Form = tuple[str, Owner]


def _called(owner: Owner) -> str:
    return f"{owner.name} ({owner.type})" if isinstance(owner, Name) else f"{owner.term} ({owner.category})"


def _twice(owners: Iterable[Owner]) -> Iterator[Doubt]:
    seen: dict[tuple[str, str], Owner] = {}
    for owner in owners:
        first = seen.setdefault(owner.key, owner)
        if first is not owner:
            yield Doubt(kind="twice", where=owner.where, message=f"{_called(owner)} is at {first.where} too")


def _name_forms(names: Iterable[Name]) -> Iterator[Form]:
    """The forms that need no company: two names may share one that tells them apart."""
    for name in names:
        for form in dict.fromkeys((name.name, *name.aliases)):
            if name.needs is None or (name.guarded and form not in name.guarded):
                yield form, name


def _term_forms(terms: Iterable[Term]) -> Iterator[Form]:
    for term in terms:
        if term.needs is None:
            for form in term_forms(term):
                yield form, term


def _collisions(forms: Iterable[Form]) -> Iterator[Doubt]:
    seen: dict[str, Owner] = {}
    told: set[tuple[str, str]] = set()
    for form, owner in forms:
        first = seen.setdefault(_key(form), owner)
        pair = (first.where, owner.where)
        if first is not owner and pair not in told:
            told.add(pair)
            message = f"« {form} » is a form of {_called(owner)}, and of {_called(first)} at {first.where}"
            yield Doubt(kind="collision", where=owner.where, message=message)


def _key(form: str) -> str:
    """A form as it is compared; acronyms in capitals are not the words written small."""
    folded = reading(form).folded
    return folded.upper() if form.isupper() else folded


def _common(lexicon: Lexicon, frequency: Frequency) -> Iterator[Doubt]:
    """Forms of one word, written small and unguarded, that are common words, if need be without accents."""
    for form, owner in (*_name_forms(lexicon.names), *_term_forms(lexicon.terms)):
        folded = reading(form).folded
        if form[:1].isupper() or " " in folded or "'" in folded:
            continue
        often = max(frequency(form), frequency(folded))
        if often >= COMMON:
            message = f"« {form} » of {_called(owner)} is a common word (Zipf {often:.1f}): weak, or with?"
            yield Doubt(kind="common", where=owner.where, message=message)
