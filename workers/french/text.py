"""A text as words are compared in it: case, accents, hyphens and elisions aside, with the way back.

What is compared is a folded copy of the text; every place in it leads back to a code point of the
text as given, so that what was found can be shown as it was written.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

BREAK = "\x1f"
"""Stands where a blank line was: no phrase goes over it."""
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_WRITTEN_OUT = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "İ": "i"}
_APOSTROPHES = dict.fromkeys("’ʼ‘´`′", "'")
# A hyphen or a line's end is a space: Etats-Unis, États Unis and a name cut at a line's end are one.
_SPACES = dict.fromkeys("\t\n\r\v\f\u0085\u00a0\u2007\u2009\u200a\u202f\u3000-\u2010\u2011", " ")
_ONE_FOR_ONE = str.maketrans(_APOSTROPHES | _SPACES)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANK_LINE = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\r?\n)+")
_MARK = "[\u0300-\u036f]"
_ODD = re.compile(
    rf"(?P<marked>\w{_MARK}+)|(?P<out>[{''.join(_WRITTEN_OUT)}])"
    rf"|(?P<gone>[{_INVISIBLE}]|{_MARK})|(?P<run>  +)"
)
# Words that lose their vowel before another. N and M before a capital belong to a name: N'Djamena.
_ELIDED = re.compile(r"(?:qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|[cdjlmnst])'")
_LONGEST_ELIDED = 7  # letters of « lorsqu' »


def _bases() -> dict[int, str]:
    bases = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LATIN}
    return {code: base for code, base in bases.items() if base.isascii()}


_WITHOUT_ACCENT = _bases()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its two foldings, of one length: with accents, and without."""

    text: str
    accented: str
    folded: str
    offsets: Sequence[int] | None
    """Where each place of the foldings is in the text; None where they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Gives the code points of the text that a stretch of the folding was made from."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch of the folding begins and ends where words do; an elided article is a word."""
        folded = self.folded
        if end < len(folded) and (folded[end].isalnum() or folded[end] == "_"):
            return False
        if start == 0:
            return True
        before = folded[start - 1]
        if before == "'":
            return self._follows_elision(start)
        return not (before.isalnum() or before == "_")

    def _follows_elision(self, start: int) -> bool:
        begin = start - 1
        while begin > 0 and self.folded[begin - 1].isalpha() and start - begin <= _LONGEST_ELIDED + 1:
            begin -= 1
        if begin == start - 1:
            return True  # an opening quotation mark
        if not _ELIDED.fullmatch(self.folded, begin, start):
            return False
        return not self._is_name(begin, start)

    def _is_name(self, begin: int, start: int) -> bool:
        """N'Daw: the N and the letter after the apostrophe are capitals, and no line of capitals is."""
        first, after = self.text[self.span(begin, begin + 1)[0]], self.text[self.span(start, start + 1)[0]]
        rest = self.text[self.span(start, start + 1)[0] + 1 :][:1]
        return first in "NM" and after.isupper() and rest.islower()


def reading(text: str) -> Reading:
    """Gives a text as words are compared in it."""
    same_length = _BLANK_LINE.sub(lambda blank: BREAK * len(blank[0]), text).translate(_ONE_FOR_ONE)
    if same_length.isascii():
        lowered = same_length.lower()
        if "  " not in lowered:
            return Reading(text, lowered, lowered, None)
    odd = _ODD.search(same_length)
    spelled, offsets = _spelled_out(same_length) if odd else (same_length, None)
    accented = spelled.lower()
    return Reading(text, accented, accented.translate(_WITHOUT_ACCENT), offsets)


def _spelled_out(text: str) -> tuple[str, Sequence[int]]:
    """One letter a place: ligatures written out, marks joined to their letters, runs of spaces as one."""
    parts: list[str] = []
    offsets = array("I")
    last = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        parts.append(text[last:start])
        offsets.extend(range(last, start))
        written = _instead(odd)
        parts.append(written)
        offsets.extend([start] * len(written))
        last = end
    parts.append(text[last:])
    offsets.extend(range(last, len(text) + 1))
    return "".join(parts), offsets


def _instead(odd: "re.Match[str]") -> str:
    if odd["run"]:
        return " "
    if odd["out"]:
        return _WRITTEN_OUT[odd["out"]]
    if odd["marked"]:
        letter = unicodedata.normalize("NFC", odd["marked"])[0]
        return _WRITTEN_OUT.get(letter, letter)
    return ""
