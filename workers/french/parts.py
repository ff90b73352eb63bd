"""A text as a row of parts: its words, and among them figures, days and names."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from workers.french.days import OF_DAYS, day
from workers.french.figures import OF_FIGURES, figure
from workers.french.text import BREAK, Reading

WORD, FIGURE, DAY, NAME, STOP = "w", "#", "@", "&", "."

_TOKEN = re.compile(rf"\d{{1,3}}(?:[ .]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?(?:er|e|eme)?|[^\W\d_]+|[.!?:;{BREAK}]")
_ENDS = frozenset(f".!?:;{BREAK}")
_SMALL_WORDS = """
    a au aux apres avant avec ce ces cet cette cependant chaque comme d dans de depuis des deux du
    elle elles en enfin ensuite entre et face il ils j l la le les leur leurs lors mais malgre meme
    ne ni nos notre nous on or ou par parmi pendant plus plusieurs pour pourtant pres puis qu quand
    que quelque quelques qui s sa sans selon ses seul si son sous sur tandis tous tout toute
    toutefois toutes trois un une vers voici voila y"""
_SMALL = frozenset(_SMALL_WORDS.split())
_JOINING = "de du des d al el ben bin ould ag la le"
_BETWEEN = frozenset(_JOINING.split())


class Part(NamedTuple):
    """A word, or several that are one figure, day or name; `key` is as compared, `value` what it says.

    A month or a year is a figure: « en 2015 » says nothing of the day.
    """

    kind: str
    key: str
    value: str
    start: int
    """In the folding of the reading."""
    tokens: int
    """From which token on, and `tokens` of them."""
    length: int


class Token(NamedTuple):
    """One word or sign of the folding; `capital` as it was written."""

    text: str
    start: int
    capital: bool


def tokens(reading: Reading, start: int = 0, end: int | None = None) -> list[Token]:
    """Gives the words, figures and stops of a stretch of the folding."""
    same = reading.offsets is None
    text, found = reading.text, []
    for token in _TOKEN.finditer(reading.folded, start, len(reading.folded) if end is None else end):
        at = token.start()
        place = at if same else reading.span(at, at)[0]
        found.append(Token(token[0], at, text[place : place + 1].isupper()))
    return found


def parts(row: Sequence[Token], on: date) -> list[Part]:
    """Gives the parts of a row of tokens written on a day, in their order."""
    words = [token.text for token in row]
    known = _known(row)
    found: list[Part] = []
    at = 0
    while at < len(row):
        part = _part(row, words, at, on, known)
        found.append(part)
        at += part.length
    return found


def _part(row: Sequence[Token], words: list[str], at: int, on: date, known: frozenset[str]) -> Part:
    token = row[at]
    if token.text in _ENDS:
        return Part(STOP, STOP, STOP, token.start, at, 1)
    counts = token.text[0].isdecimal()
    if (counts or token.text in OF_DAYS) and (named := day(words, at, on)):
        kind = DAY if named[0].startswith("d") or len(named[0]) > len("2026-03") else FIGURE
        return Part(kind, kind, named[0], token.start, at, named[1])
    if length := _name(row, at, known):
        return Part(NAME, NAME, words[at + length - 1], token.start, at, length)
    if (counts or token.text in OF_FIGURES) and (found := figure(words, at)):
        return Part(FIGURE, FIGURE, found[0], token.start, at, found[1])
    if counts:  # 21e, 1er
        return Part(FIGURE, FIGURE, token.text, token.start, at, 1)
    return Part(WORD, token.text, token.text, token.start, at, 1)


def _known(row: Sequence[Token]) -> frozenset[str]:
    """Words with a capital where no sentence begins."""
    return frozenset(
        token.text
        for before, token in pairwise(row)
        if token.capital and before.text not in _ENDS and token.text not in _SMALL
    )


def _name(row: Sequence[Token], at: int, known: frozenset[str]) -> int:
    """How many tokens a name that begins here has; 0 where none does."""
    token = row[at]
    if not token.capital or token.text in _SMALL:
        return 0
    begins = at == 0 or row[at - 1].text in _ENDS
    follows = at + 1 < len(row) and row[at + 1].capital and row[at + 1].text not in _SMALL
    if begins and token.text not in known and not follows:
        return 0
    end = at + 1
    while (more := _more(row, end)) > 0:
        end += more
    return end - at


def _more(row: Sequence[Token], end: int) -> int:
    """How many tokens a name goes on with: a capital, or one small word and a capital."""
    ahead = row[end : end + 2]
    if ahead and ahead[0].capital and ahead[0].text not in _SMALL:
        return 1
    joined = len(ahead) == 2 and ahead[0].text in _BETWEEN and ahead[1].capital  # noqa: PLR2004
    return 2 if joined and ahead[1].text not in _SMALL else 0
