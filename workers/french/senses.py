"""Which of its senses a word has, by the words around it: rules of a table, the first that fits decides.

Every condition of a rule must hold; of the words in one cell, one is enough.
`*` as code keeps every reading, `-` none. In a cell of words, `@LB` stands for any unmistakable word
of Lebanon, `@CG!CD` for one of the Congo of Brazzaville where none is of the other.
"""

import re
from bisect import bisect_left
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


class Setting:
    """A text as rules ask about it: its folding, and the places in it of each sure country, in order."""

    def __init__(self, text: Reading, sure: Mapping[str, Sequence[int]]) -> None:
        self.folded = text.folded
        self._sure = sure
        self._told: dict[Clues, bool] = {}

    def tells(self, clues: Clues) -> bool:
        """Whether a clue is anywhere in the text; searched once, whatever the number of words that ask."""
        if clues not in self._told:
            self._told[clues] = clues.within(self.folded, self._sure.keys())
        return self._told[clues]

    def tells_near(self, clues: Clues, start: int, end: int) -> bool:
        """Whether a clue is in the sentence of a word."""
        first = max(0, start - _SENTENCE)
        for stop in _STOP.finditer(self.folded, first, start):
            first = stop.end()
        stopped = _STOP.search(self.folded, end, end + _SENTENCE)
        last = stopped.start() if stopped else end + _SENTENCE
        return clues.within(self.folded[first:last], self._between(first, last))

    def _between(self, start: int, end: int) -> set[str]:
        found = set()
        for code, places in self._sure.items():
            at = bisect_left(places, start)
            if at < len(places) and places[at] < end:
                found.add(code)
        return found


def sense(rules: Iterable[Sense], setting: Setting, start: int, end: int) -> Sense:
    """Gives the first sense that fits a word's place in the folding; its last rule asks nothing, and fits."""
    return next(rule for rule in rules if _fits(rule, setting, start, end))


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


def _fits(rule: Sense, setting: Setting, start: int, end: int) -> bool:
    return (
        _beside(rule, setting.folded, start, end)
        and (not rule.text or setting.tells(rule.text))
        and (not rule.sentence or setting.tells_near(rule.sentence, start, end))
    )


def _beside(rule: Sense, folded: str, start: int, end: int) -> bool:
    if rule.before and not rule.before.fullmatch(folded, max(0, start - _NEAR), start):
        return False
    return not rule.after or bool(rule.after.match(folded, end, end + _NEAR))


def _clues(cell: str) -> Clues:
    words = [form for form in forms(cell) if not form.startswith("@")]
    codes = (form[1:].partition("!") for form in forms(cell) if form.startswith("@"))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None
    return Clues(pattern, tuple((code, without) for code, _, without in codes))


def _phrase(cell: str, pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern.format("|".join(map(re.escape, forms(cell))))) if cell else None
