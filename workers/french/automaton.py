"""Every written form of a table, found in a text in one pass."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

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
class _Form(Generic[K]):
    key: K
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


class Automaton(Generic[K]):
    """Forms by their folding; whole words only, but for a form that ends with a star: any ending will do."""

    def __init__(self, forms: Iterable[tuple[str, K]]) -> None:
        known: dict[tuple[str, bool, bool], list[_Form[K]]] = {}
        for written, key in forms:
            for form in _spellings(written.strip(), key):
                known.setdefault((form.plain, form.dotted, form.begins), []).append(form)
        self._forms = list(known.values())
        self._begins = [begins for _, _, begins in known]
        self._search = AhoCorasick([plain for plain, _, _ in known], matchkind=MatchKind.Standard)

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
            for hit in self._hits(text, self._forms[index], start, end)
        ]
        return sorted(hits, key=_PLACE)

    def _hits(self, text: Reading, forms: list[_Form[K]], start: int, end: int) -> Sequence[Hit[K]]:
        seen = text.accented[start:end]
        if forms[0].dotted:
            if _is_within_dots(text.folded, start):
                return ()
            end += text.folded.startswith(".", end)
        if forms[0].begins:
            end = text.word_end(end)
        if not text.is_whole(start, end):
            return ()
        first, last = text.span(start, end)
        written = text.text[first:last]
        capitals = len(written) if written == written.upper() else int(written[:1].isupper())
        given: list[Hit[K]] = []
        for form in forms:
            if capitals < form.capitals or not form.is_written(seen):
                continue
            if not given or all(form.key != hit.key for hit in given):  # Etats-Unis beside États-Unis
                given.append(Hit(form.key, written, first, last, bare=seen != form.accented))
        return given


def _spellings(written: str, key: K) -> Iterator[_Form[K]]:
    """The form; an acronym with full stops too, as in « A.E.S. »."""
    begins = len(written) > 1 and written.endswith("*")
    written = written.removesuffix("*")
    read = reading(written)
    if elided := read.elided():  # « l'Africom » means « d'Africom » too
        written = written[read.span(elided, elided)[0] :]
        read = reading(written)
    if not read.folded:
        return
    letters = sum(map(str.isalpha, written))
    plain = read.accented == read.folded and (" " in read.folded or written != written.lower())
    capitals = 0 if begins else _capitals(written, letters)
    yield _Form(key, read.accented, read.folded, capitals, any_accents=plain, begins=begins)
    if not begins and written.isupper() and 1 < letters == len(read.folded):
        yield _Form(key, ".".join(read.accented), ".".join(read.folded), capitals=letters, dotted=True)


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
