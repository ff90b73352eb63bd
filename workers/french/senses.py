"""Which of its senses a word has, by the words around it: rules of a table, the first that fits decides.

Every condition of a rule must hold; of the words in one cell, one is enough.
`*` as code keeps every reading, `-` none. In a cell of words, `@LB` stands for any unmistakable word
of Lebanon, `@CG!CD` for one of the Congo of Brazzaville where none is of the other.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workers.french.tables import forms, table
from workers.french.text import Reading, reading

EVERY = "*"
_NEAR = 40  # places before and after, in which a phrase beside the word stands
_SENTENCE = 240  # places on each side beyond which nothing is of the same sentence
_STOP = re.compile(r"[.!?\x1f]\s")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word and what calls for it; a condition that is None asks nothing."""

    code: str
    why: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: "Clues"
    text: "Clues"


@dataclass(frozen=True, slots=True)
class Clues:
    """Words of which one has to stand near; `countries` are codes, each with one that must be absent."""

    words: re.Pattern[str] | None
    countries: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.countries)

    def within(self, text: str, codes: Collection[str]) -> bool:
        """Whether one of the words is in the text, or one of the countries among the codes."""
        if any(code in codes and without not in codes for code, without in self.countries):
            return True
        return bool(self.words and self.words.search(text))


@dataclass(frozen=True, slots=True)
class Around:
    """A word's surroundings: its place in the folding, and the sure countries by their places in it."""

    text: Reading
    start: int
    end: int
    sure: Mapping[str, Sequence[int]]

    def sentence(self) -> tuple[int, int]:
        """Gives the stretch of the folding that is one sentence with the word."""
        folded, first = self.text.folded, max(0, self.start - _SENTENCE)
        before = [stop.end() for stop in _STOP.finditer(folded, first, self.start)]
        after = _STOP.search(folded, self.end, self.end + _SENTENCE)
        return before[-1] if before else first, after.start() if after else self.end + _SENTENCE

    def codes(self, start: int, end: int) -> set[str]:
        """Gives the countries that are sure within a stretch."""
        return {code for code, places in self.sure.items() if any(start <= at < end for at in places)}


def sense(rules: Iterable[Sense], around: Around) -> Sense | None:
    """Gives the first sense that fits; None where none does."""
    return next((rule for rule in rules if _beside(rule, around) and _clued(rule, around)), None)


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Gives the rules by folded form, in their order."""
    rules: dict[str, list[Sense]] = {}
    for row in table("senses"):
        rule = Sense(
            row["code"],
            row["why"],
            _phrase(row["before"], r"(?:^|.*[\W_])(?:{})\s*"),
            _phrase(row["after"], r"[\s,(]*(?:{})(?!\w)"),
            _clues(row["sentence"]),
            _clues(row["text"]),
        )
        for form in forms(row["forms"]):
            rules.setdefault(reading(form).folded, []).append(rule)
    return {form: tuple(several) for form, several in rules.items()}


def _beside(rule: Sense, around: Around) -> bool:
    folded, start, end = around.text.folded, around.start, around.end
    if rule.before and not rule.before.fullmatch(folded, max(0, start - _NEAR), start):
        return False
    return not rule.after or bool(rule.after.match(folded, end, end + _NEAR))


def _clued(rule: Sense, around: Around) -> bool:
    folded = around.text.folded
    if rule.text and not rule.text.within(folded, around.sure.keys()):
        return False
    if not rule.sentence:
        return True
    start, end = around.sentence()
    return rule.sentence.within(folded[start:end], around.codes(start, end))


def _clues(cell: str) -> Clues:
    words = [form for form in forms(cell) if not form.startswith("@")]
    codes = (form[1:].partition("!") for form in forms(cell) if form.startswith("@"))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None
    return Clues(pattern, tuple((code, without) for code, _, without in codes))


def _phrase(cell: str, pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern.format("|".join(map(re.escape, forms(cell))))) if cell else None
