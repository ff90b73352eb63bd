"""Every written form of a table, found in a text in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from workers.french.text import Reading, reading

LONGEST_ACRONYM = 4  # letters: AES, ONU, FAMA are words or names when written small; Otan is not

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A form seen; `form` is `text[start:end]`, in code points of the text as given."""

    key: K
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form(Generic[K]):
    key: K
    accented: str
    plain: str
    capitals: bool

    def is_written(self, seen: str) -> bool:
        """Whether each letter is the form's own, or the form's without its accent."""
        if seen in (self.accented, self.plain):
            return True
        return all(letter in pair for letter, *pair in zip(seen, self.accented, self.plain, strict=True))


class Automaton(Generic[K]):
    """Forms by their folding; whole words only."""

    def __init__(self, forms: Iterable[tuple[str, K]]) -> None:
        known: dict[str, list[_Form[K]]] = {}
        for written, key in forms:
            form = _form(written, key)
            if form.plain:
                known.setdefault(form.plain, []).append(form)
        self._forms = list(known.values())
        self._search = AhoCorasick(list(known), matchkind=MatchKind.Standard)

    def find(self, text: Reading) -> list[Hit[K]]:
        """Gives every form in the text, those within others too, in order of their starts."""
        hits = [
            hit
            for index, start, end in self._search.find_matches_as_indexes(text.folded, overlapping=True)
            if text.is_whole(start, end)
            for hit in self._hits(text, index, start, end)
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.end))

    def _hits(self, text: Reading, index: int, start: int, end: int) -> Iterable[Hit[K]]:
        first, last = text.span(start, end)
        written = text.text[first:last]
        for form in self._forms[index]:
            if form.is_written(text.accented[start:end]) and not (
                form.capitals and written != written.upper()
            ):
                yield Hit(form.key, written, first, last)


def _form(written: str, key: K) -> _Form[K]:
    read = reading(written.strip())
    letters = [letter for letter in written if letter.isalpha()]
    acronym = written.isupper() and len(letters) <= LONGEST_ACRONYM
    return _Form(key, read.accented, read.folded, acronym)


def longest(hits: Iterable[Hit[K]]) -> list[Hit[K]]:
    """Gives the leftmost hits, the longest of those that begin together; none overlaps another.

    Forms of two keys in the same place both stand.
    """
    kept: list[Hit[K]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept
