"""A text as a row of parts: its words, and among them figures, days and names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count, repeat
from typing import NamedTuple

from workers.french.days import OF_DAYS, day
from workers.french.figures import OF_FIGURES, figure
from workers.french.text import BREAK, Reading

WORD, FIGURE, DAY, NAME, STOP = "w", "#", "@", "&", "."

# Letters first: nine tokens of ten are words, and no two of these can begin with the same sign.
_TOKEN = re.compile(rf"[^\W\d_]+|[.!?:;{BREAK}]|\d{{1,3}}(?:[ .]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?(?:er|e|eme)?")
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
_TELLING = frozenset((*_ENDS, *OF_DAYS, *OF_FIGURES))


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


_made: Callable[[tuple[str, str, str, int, int, int]], Part] = partial(tuple.__new__, Part)


@dataclass(frozen=True, slots=True)
class Row:
    """The words and signs of a stretch of the folding, column by column."""

    texts: list[str]
    starts: list[int]
    """In the folding."""
    capitals: list[bool]
    """Whether each was written with a capital that a name may have; the small words of a title have none."""

    def __getitem__(self, stretch: slice) -> "Row":
        return Row(self.texts[stretch], self.starts[stretch], self.capitals[stretch])

    def words(self) -> list[str]:
        """Gives the words and figures, without the signs."""
        return [text for text in self.texts if text not in _ENDS]


def tokens(reading: Reading, start: int = 0, end: int | None = None) -> Row:
    """Gives the words, figures and stops of a stretch of the folding."""
    found = list(_TOKEN.finditer(reading.folded, start, len(reading.folded) if end is None else end))
    texts = [token[0] for token in found]
    starts = [token.start() for token in found]
    written, offsets = reading.text, reading.offsets
    places = starts if offsets is None else [offsets[at] for at in starts]
    capitals = [written[at].isupper() and text not in _SMALL for at, text in zip(places, texts, strict=True)]
    return Row(texts, starts, capitals)


def parts(row: Row, on: date) -> list[Part]:
    """Gives the parts of a row of tokens written on a day, in their order."""
    known = _known(row)
    plain = _plain(row)
    found: list[Part] = []
    at = 0
    for begins in _beginnings(row):
        if begins >= at:
            found += plain[at:begins]
            part = _part(row, begins, on, known)
            found.append(part)
            at = begins + part.length
    return found + plain[at:]


def _beginnings(row: Row) -> list[int]:
    """Tokens with which anything but a plain word may begin."""
    return [
        at
        for at, (text, capital) in enumerate(zip(row.texts, row.capitals, strict=True))
        if capital or text in _TELLING or text[0].isdecimal()
    ]


def _plain(row: Row) -> list[Part]:
    """Every token as a plain word, made without a call each: nine of ten are."""
    columns = zip(repeat(WORD), row.texts, row.texts, row.starts, count(), repeat(1), strict=False)
    return list(map(_made, columns))


def _part(row: Row, at: int, on: date, known: frozenset[str]) -> Part:
    words = row.texts
    text, start = words[at], row.starts[at]
    if text in _ENDS:
        return Part(STOP, STOP, STOP, start, at, 1)
    counts = text[0].isdecimal()
    if (counts or text in OF_DAYS) and (named := day(words, at, on)):
        kind = DAY if named[0].startswith("d") or len(named[0]) > len("2026-03") else FIGURE
        return Part(kind, kind, named[0], start, at, named[1])
    if row.capitals[at] and (length := _name(row, at, known)):
        return Part(NAME, NAME, words[at + length - 1], start, at, length)
    if (counts or text in OF_FIGURES) and (found := figure(words, at)):
        return Part(FIGURE, FIGURE, found[0], start, at, found[1])
    if counts:  # 21e, 1er
        return Part(FIGURE, FIGURE, text, start, at, 1)
    return Part(WORD, text, text, start, at, 1)


def _known(row: Row) -> frozenset[str]:
    """Words with a capital where no sentence begins."""
    return frozenset(
        text
        for before, text, capital in zip(row.texts, row.texts[1:], row.capitals[1:])  # noqa: B905 - a pair less
        if capital and before not in _ENDS
    )


def _name(row: Row, at: int, known: frozenset[str]) -> int:
    """How many tokens a name has that begins with the capital here; 0 where it is a sentence's."""
    capitals = row.capitals
    follows = at + 1 < len(capitals) and capitals[at + 1]
    if not follows and row.texts[at] not in known and (at == 0 or row.texts[at - 1] in _ENDS):
        return 0
    end = at + 1
    while (more := _more(row, end)) > 0:
        end += more
    return end - at


def _more(row: Row, end: int) -> int:
    """How many tokens a name goes on with: a capital, or one small word and a capital."""
    capitals = row.capitals
    if end < len(capitals) and capitals[end]:
        return 1
    return 2 if end + 1 < len(capitals) and capitals[end + 1] and row.texts[end] in _BETWEEN else 0
