"""Which of the lexicon's words count where they stand: those that have a second life need company.

A strong term needs none. A weak one needs a strong term in its sentence and a second one in the text, or five
different ones in the text. A guarded form needs one of its own words in the sentence, or directly before.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter

from workers.french.automaton import Hit, longest
from workers.french.forms import forms as inflected
from workers.french.signs import KEYWORD, NAME, NO_KEYWORD, NO_NAME, Needs, Sign
from workers.french.text import Reading
from workers.french.text import reading as read

STRONG = 0.5
"""Least weight of a term that is company to others."""
ENOUGH = 5
"""Different strong terms in a text that vouch for all its weak ones."""
SHORT = 600
"""Code points of a brief, in which one strong term is company; a longer text has two, if it is of defence."""
_HIDDEN_BY = {KEYWORD: NO_KEYWORD, NAME: NO_NAME}
EQUIPMENT = "equipment"
MOST_NEEDS = 4096
"""Needs whose words are remembered: more than the built-in lexicon has; those of old watches fall out."""
_BEFORE = 40  # code points in which the word directly before stands
# Two letters before the stop: « M. Esper », « J. Biden » end no sentence.
_STOP = re.compile(r"[.!?…]+(?=\s)|\n")
_WORD = re.compile(r"\w+")
_CLOSED = frozenset('»”)"')

Hits = Sequence[Hit[Sign]]


def counted(hits: Hits, kind: str, text: Reading, beside: Hits = ()) -> list[Hit[Sign]]:
    """Gives the hits of a kind that count: of those that overlap the longest, one of two in one place.

    `beside` are others that keep company: Rafale to « base », where the kind is the vocabulary.
    """
    own = [hit for hit in hits if hit.key.kind == kind]
    phrases = [hit for hit in hits if hit.key.kind == _HIDDEN_BY[kind]]
    if phrases:
        own = [hit for hit in own if not any(_inside(hit, phrase) for phrase in phrases)]
    free = longest(hit for hit in own if hit.key.needs is None)
    guarded = [hit for hit in own if hit.key.needs is not None]
    if not guarded:
        return free
    company = Company((*free, *beside), text)
    near = [(away, hit) for hit in guarded if (away := company.distance(hit)) is not None]
    near.sort(key=itemgetter(0))
    weak = [hit for hit in guarded if company.is_military_enough(hit)]
    if kind == NAME:  # « l'exercice Varuna », and then « Varuna » alone
        known = {(hit.key.name, hit.form) for _, hit in near}
        weak += [hit for hit in guarded if (hit.key.name, hit.form) in known]
    return _one_each(longest([*(hit for _, hit in near), *weak, *free]))


def _inside(hit: Hit[Sign], phrase: Hit[Sign]) -> bool:
    return phrase.start <= hit.start and hit.end <= phrase.end


def _one_each(hits: Iterable[Hit[Sign]]) -> list[Hit[Sign]]:
    """Of those that share a place, the first: its own words stand in its sentence, and nearest to it."""
    kept: list[Hit[Sign]] = []
    for hit in hits:
        if not kept or (hit.start, hit.end) != (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept


class Company:
    """What stands around a form: its sentence, and the strong terms in it."""

    def __init__(self, free: Hits, text: Reading) -> None:
        self._text = text
        self._strong = [hit for hit in free if hit.key.weight >= STRONG]
        self._read: dict[int, dict[str, list[int]]] = {}

    def distance(self, hit: Hit[Sign]) -> int | None:
        """Gives how far the nearest word is that a form needs, in places; None where there is none."""
        needs = hit.key.needs or Needs()
        if needs.after and self._follows(needs.after, hit.start):
            return 0
        return self._nearest(needs, hit) if needs.company else None

    def is_military_enough(self, hit: Hit[Sign]) -> bool:
        """Whether its sentence, or the text, vouches for a weak form or the name of a weapon."""
        needs = hit.key.needs or Needs()
        if hit.key.kind == NAME and hit.key.detail == EQUIPMENT:
            return self._sentence(hit) in self._strong_sentences
        return needs.weak and (
            self._different >= ENOUGH
            or ((self._different > 1 or self._is_short) and self._sentence(hit) in self._strong_sentences)
        )

    @cached_property
    def _different(self) -> int:
        return len({hit.key.name for hit in self._strong})

    @property
    def _is_short(self) -> bool:
        return len(self._text.text) < SHORT

    @cached_property
    def _stops(self) -> list[int]:
        text = self._text.text
        return [stop.start() for stop in _STOP.finditer(text) if _ends(text, stop.start())]

    @cached_property
    def _strong_sentences(self) -> set[int]:
        return {self._sentence(hit) for hit in self._strong}

    def _sentence(self, hit: Hit[Sign]) -> int:
        return bisect_right(self._stops, hit.start)

    def _follows(self, words: tuple[str, ...], start: int) -> bool:
        at = self._text.place(start)
        before = self._text.folded[max(0, at - _BEFORE) : at].rstrip(" \"'«")
        return bool(_ending(words).search(before))

    def _nearest(self, needs: Needs, hit: Hit[Sign]) -> int | None:
        """Gives how far the nearest of these words in the sentence is, the form itself aside."""
        words, phrases = _forms_of(needs)
        sentence = self._words(self._sentence(hit))
        places = [at for word in sentence.keys() & words for at in sentence[word]]
        for first in sentence.keys() & phrases.keys():
            places += [at for at in sentence[first] if any(self._stands(one, at) for one in phrases[first])]
        if not places:
            return None
        start, end = self._text.place(hit.start), self._text.place(hit.end)
        outside = [start - at if at < start else at - end for at in places if not start <= at < end]
        return min(outside, default=None)

    def _stands(self, phrase: str, at: int) -> bool:
        return self._text.folded.startswith(phrase, at) and self._text.is_whole(at, at + len(phrase))

    def _words(self, sentence: int) -> dict[str, list[int]]:
        """Gives the words of a sentence, folded, each with its places."""
        if sentence not in self._read:
            stops = [0, *self._stops, len(self._text.text)]
            first, last = self._text.place(stops[sentence]), self._text.place(stops[sentence + 1])
            found: dict[str, list[int]] = {}
            self._read[sentence] = found
            for word in _WORD.finditer(self._text.folded, first, last):
                found.setdefault(word[0], []).append(word.start())
        return self._read[sentence]


def _ends(text: str, at: int) -> bool:
    before = text[max(0, at - 2) : at]
    return text[at] == "\n" or before[-1:] in _CLOSED or (len(before) > 1 and before.isalnum())


@lru_cache(maxsize=MOST_NEEDS)
def _forms_of(needs: Needs) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Gives the single words that a form needs, inflected and folded, and the phrases by their first word."""
    folded = {read(form).folded for one in needs.company for form in inflected(one)}
    phrases: dict[str, list[str]] = {}
    for form in sorted(folded):
        first = _WORD.search(form)
        if first and first[0] != form:
            phrases.setdefault(first[0], []).append(form)
    return frozenset(folded), phrases


@lru_cache(maxsize=MOST_NEEDS)
def _ending(expressions: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\w)(?:{_alternatives(expressions)})$")


def _alternatives(expressions: tuple[str, ...]) -> str:
    folded = {read(form).folded for one in expressions for form in inflected(one)}
    return "|".join(map(re.escape, sorted(folded, key=lambda form: (-len(form), form))))
