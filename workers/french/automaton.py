"""Every written form of a table, found in a text in one pass."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from workers.french.text import Reading, reading

# Letters of an acronym in capitals that is another word when written small: « car » is not the CAR, nor is
# « Car ». From four letters on the press writes it as a name too: Otan, Fama.
LONGEST_ACRONYM = 3
LONGEST_NAME_LIKE = 4

K = TypeVar("K")
_PLACE = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A form seen; `form` is `text[start:end]`, in code points of the text as given."""

    key: K
    form: str
    start: int
    end: int
    bare: bool = False
    """Whether accents of the form were left out."""


@dataclass(frozen=True, slots=True)
class _Form:
    accented: str
    plain: str
    capitals: int
    """How many letters of the text must be capitals: all of them, the first, or none."""
    dotted: bool = False
    any_accents: bool = False
    """Whether its accents were left out: in a name or a phrase. « arme » alone is not « armé »."""
    begins: bool = False
    """Whether any word will do that begins so: « drone* »."""

    def is_written(self, seen: str) -> bool:
        """Whether each letter is the form's own, or the form's without its accent."""
        if self.any_accents or seen in (self.accented, self.plain):
            return True
        return all(letter in pair for letter, *pair in zip(seen, self.accented, self.plain, strict=True))


Row: TypeAlias = tuple[tuple[_Form, K], ...]


class Table(Generic[K]):
    """Forms with their keys, a row for all that are one when folded.

    The rows of `first` are taken over. It is large and stays as it is, the forms beside it are added again
    whenever one of them changes, so that these are remembered.
    """

    def __init__(self, forms: Iterable[tuple[str, K]], first: "Table[K] | None" = None) -> None:
        spellings = _spellings if first is None else _remembered
        rows = {_name(row[0][0]): row for row in first.rows} if first else {}
        for written, key in forms:
            for form in spellings(written.strip()):
                name = _name(form)
                rows[name] = (*rows.get(name, ()), (form, key))
        self.rows: tuple[Row[K], ...] = tuple(rows.values())


def _name(form: _Form) -> tuple[str, bool, bool]:
    return form.plain, form.dotted, form.begins


class Automaton(Generic[K]):
    """Forms by their folding; whole words only, but for a form that ends with a star: any ending will do."""

    def __init__(self, forms: Iterable[tuple[str, K]] | Table[K]) -> None:
        self._rows = (forms if isinstance(forms, Table) else Table(forms)).rows
        self._begins = [row[0][0].begins for row in self._rows]
        self._search = AhoCorasick([row[0][0].plain for row in self._rows], matchkind=MatchKind.Standard)

    def find(self, text: Reading) -> list[Hit[K]]:
        """Gives every form in the text, those within others too, in order of their starts."""
        folded, begins = text.folded, self._begins
        hits = [
            hit
            for index, start, end in self._search.find_matches_as_indexes(folded, overlapping=True)
            # Three in four stand within a word; to see it here takes a tenth of what the rest does.
            if not (
                folded[start - 1 : start].isalnum() or (folded[end : end + 1].isalnum() and not begins[index])
            )
            for hit in self._hits(text, self._rows[index], start, end)
        ]
        return sorted(hits, key=_PLACE)

    def _hits(self, text: Reading, row: Row[K], start: int, end: int) -> Sequence[Hit[K]]:
        seen, looked_for = text.accented[start:end], row[0][0]
        if looked_for.dotted:
            if _is_within_dots(text.folded, start):
                return ()
            end += text.folded.startswith(".", end)
        if looked_for.begins:
            end = text.word_end(end)
        if not text.is_whole(start, end):
            return ()
        first, last = text.span(start, end)
        written = text.text[first:last]
        capitals = len(written) if written == written.upper() else int(written[:1].isupper())
        given: list[Hit[K]] = []
        for form, key in row:
            if capitals < form.capitals or not form.is_written(seen):
                continue
            if not given or all(key != hit.key for hit in given):  # Etats-Unis beside États-Unis
                given.append(Hit(key, written, first, last, bare=seen != form.accented))
        return given


def _spellings(written: str) -> tuple[_Form, ...]:
    """The form; an acronym with full stops too, as in « A.E.S. »; none of an empty text."""
    begins = len(written) > 1 and written.endswith("*")
    written = written.removesuffix("*")
    read = reading(written)
    if elided := read.elided():  # « l'Africom » means « d'Africom » too
        written = written[read.span(elided, elided)[0] :]
        read = reading(written)
    if not read.folded:
        return ()
    letters = sum(map(str.isalpha, written))
    plain = read.accented == read.folded and (" " in read.folded or written != written.lower())
    capitals = 0 if begins else _capitals(written, letters)
    form = _Form(read.accented, read.folded, capitals, any_accents=plain, begins=begins)
    if begins or not written.isupper() or not 1 < letters == len(read.folded):
        return (form,)
    dotted = _Form(".".join(read.accented), ".".join(read.folded), capitals=letters, dotted=True)
    return form, dotted


_remembered = lru_cache(maxsize=150_000)(_spellings)  # those of ten thousand watches


def _capitals(written: str, letters: int) -> int:
    if not written.isupper() or letters > LONGEST_NAME_LIKE:
        return 0
    return letters if letters <= LONGEST_ACRONYM else 1


def _is_within_dots(folded: str, start: int) -> bool:
    """Whether a letter and a stop come before, which make it another acronym: S.A. in « U.S.A. »."""
    return start > 1 and folded[start - 1] == "." and folded[start - 2].isalnum()


def longest(hits: Iterable[Hit[K]]) -> list[Hit[K]]:
    """Gives the leftmost hits, the longest of those that begin together; none overlaps another.

    Forms of two keys in the same place both stand.
    """
    kept: list[Hit[K]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept
