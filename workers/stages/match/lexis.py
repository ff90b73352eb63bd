"""Every term of every watch once, by a number: what the automaton looks for, and what is asked of a hit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.french.automaton import Hit
from workers.news.expression import SENTENCE, Term
from workers.stages.match.scene import Scene
from workers.stages.match.terms import empty_words, split, written_forms

_BETWEEN = re.compile(r"[\s-]+")
Places = tuple[Hit[int], ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    term: Term
    parts: tuple[int, ...]
    """Its words by number, where words may come between them."""
    between: int
    company: tuple[int, ...]
    elsewhere: tuple[int, ...]
    """Phrases in which it means something else."""
    plain: bool
    """Whether every hit counts."""


class Lexis:
    """The terms by number, and the forms they are found by."""

    def __init__(self) -> None:
        self._numbers: dict[Term, int] = {}
        self._wanted: list[_Wanted] = []
        self._forms: list[tuple[str, int]] = []

    def number(self, term: Term) -> int:
        """Gives a term's number, a new one at first mention."""
        if term not in self._numbers:
            wanted = self._asked(term)  # its parts have numbers of their own, given first
            self._numbers[term] = len(self._wanted)
            self._wanted.append(wanted)
            if not wanted.parts:
                self._forms += ((form.text, self._numbers[term]) for form in written_forms(term))
        return self._numbers[term]

    def forms(self) -> list[tuple[str, int]]:
        """Gives every form with its term's number: what an automaton takes, this one's or a shared one."""
        return self._forms

    def term(self, number: int) -> Term:
        """Gives a term by its number."""
        return self._wanted[number].term

    def looked_for(self, number: int) -> int:
        """Gives the term that must be hit for this one to count: itself, or its first word."""
        return self._wanted[number].parts[0] if self._wanted[number].parts else number

    def places(self, number: int, scene: Scene) -> Places:
        """Gives where a term stands as its watch wants it: its case, its gaps, its company."""
        wanted = self._wanted[number]
        if wanted.plain:
            return tuple(scene.seen.get(number, ()))
        if number not in scene.places:
            scene.places[number] = tuple(self._counting(wanted, scene, number))
        return scene.places[number]

    def _asked(self, term: Term) -> _Wanted:
        words = split(term) if term.gap else ()
        parts = tuple(map(self.number, words)) if len(words) > 1 else ()
        company = tuple(self.number(Term(text=text)) for text in term.context)
        elsewhere = tuple(self.number(Term(text=text)) for text in term.unless)
        plain = not (parts or company or elsewhere or term.exact or term.case)
        between = term.gap + empty_words(term) if parts else 0
        return _Wanted(term, parts, between, company, elsewhere, plain)

    def _counting(self, wanted: _Wanted, scene: Scene, number: int) -> Iterator[Hit[int]]:
        hits = self._joined(wanted, scene) if wanted.parts else scene.seen.get(number, ())
        for hit in hits:
            counts = _is_written(wanted.term, hit.form) and not self._means_else(wanted, scene, hit)
            if counts and self._in_company(wanted, scene, hit):
                yield hit

    def _joined(self, wanted: _Wanted, scene: Scene) -> Iterator[Hit[int]]:
        """The words in their order, few others between."""
        for first in self.places(wanted.parts[0], scene):
            last = first
            for part in wanted.parts[1:]:
                after = (hit for hit in self.places(part, scene) if hit.start >= last.end)
                near = next((hit for hit in after if _is_near(scene, last, hit, wanted.between)), None)
                if near is None:
                    break
                last = near
            else:
                yield Hit(first.key, scene.text[first.start : last.end], first.start, last.end)

    def _means_else(self, wanted: _Wanted, scene: Scene, hit: Hit[int]) -> bool:
        return any(
            phrase.start <= hit.start and hit.end <= phrase.end
            for number in wanted.elsewhere
            for phrase in self.places(number, scene)
        )

    def _in_company(self, wanted: _Wanted, scene: Scene, hit: Hit[int]) -> bool:
        if not wanted.company:
            return True
        begin, end = 0, len(scene.text)
        if wanted.term.context_in == SENTENCE:
            begin, end = scene.sentences.around(hit.start, hit.end)
        return any(
            begin <= other.start < end and (other.end <= hit.start or other.start >= hit.end)
            for number in wanted.company
            for other in self.places(number, scene)
        )


def _is_near(scene: Scene, first: Hit[int], second: Hit[int], most: int) -> bool:
    between = scene.words_between((first.start, first.end), (second.start, second.end))
    return between is not None and between <= most


def _is_written(term: Term, form: str) -> bool:
    """Whether a form is exact where that is asked, and has the term's capitals where they count."""
    seen = " ".join(form.replace("’", "'").split())
    if term.exact:
        return seen == " ".join(term.text.replace("’", "'").split())
    if not term.case:
        return True
    pairs = zip(_BETWEEN.split(term.text), _BETWEEN.split(seen), strict=False)
    return all(_has_capitals(wanted, written) for wanted, written in pairs)


def _has_capitals(wanted: str, written: str) -> bool:
    if wanted.isupper() and len(wanted) > 1:
        return written.isupper()
    return written[:1].isupper() or not wanted[:1].isupper()
