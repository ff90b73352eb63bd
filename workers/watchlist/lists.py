"""The named lists of terms, and the terms of a watch with their lists written out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from workers.french.guards import guard
from workers.news.expression import SENTENCE, Term, TermList
from workers.watchlist.entries import Read
from workers.watchlist.explain import nearest
from workers.watchlist.mistakes import Mistake
from workers.watchlist.tree import Plain
from workers.watchlist.values import LIST
from workers.watchlist.watch_model import TermEntry, Terms

_TERMS: TypeAdapter[list[TermEntry]] = TypeAdapter(Terms)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists by name; one that is wrong itself is there and empty."""

    entries: Mapping[str, tuple[TermEntry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, reads: Iterable[Read]) -> "Lists":
        """Gives the lists of all files; of two with one name the first."""
        found: dict[str, tuple[TermEntry, ...]] = {}
        for read in reads:
            for _, name, written in read.lists():
                found.setdefault(name, _entries(written))
        return cls(found)

    def terms(self, name: str) -> tuple[Term, ...]:
        """Gives the terms of a list, those of the lists in it too."""
        return tuple(dict.fromkeys(self._terms(name, ())))

    def written_out(self) -> dict[str, tuple[Term, ...]]:
        """Gives every list with its terms."""
        return {name: self.terms(name) for name in self.entries}

    def flat(self, entries: Iterable[TermEntry]) -> tuple[Term, ...]:
        """Gives terms, each list's in its place."""
        return tuple(one for entry in entries for one in self._either(entry, ()))

    def grouped(self, entries: Iterable[TermEntry]) -> tuple[Term | TermList, ...]:
        """Gives terms, a list being one of which any term will do."""
        return tuple(
            TermList(name=name, terms=self.terms(name)) if (name := listed(entry)) else term_of(entry)
            for entry in entries
        )

    def _terms(self, name: str, around: tuple[str, ...]) -> Iterator[Term]:
        if name not in around:
            for entry in self.entries.get(name, ()):
                yield from self._either(entry, (*around, name))

    def _either(self, entry: TermEntry, around: tuple[str, ...]) -> Iterator[Term]:
        if name := listed(entry):
            yield from self._terms(name, around)
        else:
            yield term_of(entry)


def listed(entry: TermEntry) -> str:
    """Gives the name of the list that a term stands for; empty for a term of its own."""
    return entry.term[1:] if re.fullmatch(LIST, entry.term) else ""


def term_of(entry: TermEntry) -> Term:
    """Gives a term of the file as a fact."""
    context = entry.context
    known = (guarded_term(entry.term) if entry.guard else None) or Term(text=entry.term)
    return Term(
        text=entry.term,
        exact=entry.exact,
        case=known.case if entry.case is None else entry.case,
        inflect=not entry.no_inflect,
        demonyms=entry.demonyms,
        gap=entry.gap,
        context=(*(context.terms if context else ()), *known.context),
        context_in=context.within if context else SENTENCE,
        unless=(*entry.unless, *known.unless),
    )


def guarded_term(text: str) -> Term | None:
    """Gives a term with the guard that is known for it; None where none is."""
    known = guard(text)
    if known is None:
        return None
    case = True if text[:1].isupper() else None
    return Term(text=text, case=case, context=known.company, unless=known.unless)


def unknown_lists(read: Read, lists: Lists) -> Iterator[Mistake]:
    """Gives a mistake for each $name that no file lists."""
    for loc, text in read.texts():
        name = text[1:]
        if re.fullmatch(LIST, text) and name not in lists.entries:
            help = nearest(name, lists.entries) if lists.entries else "list it under 'terms:'"
            yield read.mistake(loc, "unknown-list", f"there is no list '{text}'", help)


def circular(read: Read, lists: Lists) -> Iterator[Mistake]:
    """Gives a mistake for each list that holds itself."""
    for loc, name, _ in read.lists():
        if _reaches(name, name, lists, set()):
            yield read.mistake(loc, "bad-value", f"list '${name}' holds itself", "take one of the two away")


def _reaches(start: str, wanted: str, lists: Lists, seen: set[str]) -> bool:
    inner = [name for entry in lists.entries.get(start, ()) if (name := listed(entry))]
    if wanted in inner:
        return True
    fresh = [name for name in inner if name not in seen]
    seen.update(fresh)
    return any(_reaches(name, wanted, lists, seen) for name in fresh)


def _entries(written: Plain) -> tuple[TermEntry, ...]:
    try:
        return tuple(_TERMS.validate_python(written))
    except ValidationError:
        return ()  # told already, with its place
