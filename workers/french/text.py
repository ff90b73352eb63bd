"""A text as words are compared in it: case, accents, hyphens and elisions aside, with the way back.

What is compared is a folded copy of the text; every place in it leads back to a code point of the
text as given, so that what was found can be shown as it was written.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

BREAK = "\x1f"
"""Stands where a blank line or a dash was: no phrase goes over it."""
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_WRITTEN_OUT = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "İ": "i"}
# One by one: str.replace over thirty signs costs 4 µs on 2,500 letters, str.translate 175 µs. Whatever
# the press sets beside Latin-1 becomes Latin-1 here, where letters fold fastest; BREAK is a dash.
_ONE_FOR_ONE = (
    *((sign, "'") for sign in "’ʼ‘´`′"),
    *((sign, '"') for sign in "“”„"),
    *((sign, " ") for sign in "\t\n\r\v\f\u0085\u00a0\u2007\u2009\u200a\u2028\u202f\u3000"),
    *((sign, "-") for sign in "\u2010\u2011\u2212–"),
    ("\u2029", BREAK),
    ("—", BREAK),
    (" -", f" {BREAK}"),
    # A hyphen or a line's end is a space: Etats-Unis, États Unis and a name cut at a line's end are one.
    ("-", " "),
    ("…", "."),
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# « Véhicules blin-/dés »; the hyphen of « porte-/avions » is the word's own.
_COMPOUNDS = """
    porte état etat sous contre chef avant après apres arrière arriere vice ex demi lance garde gardes grand
    mi semi non anti franco russo haut bas nord sud est ouest quasi auto poste navire avion cessez lieutenant
    quartier sapeurs"""
_AS_WRITTEN = {unicodedata.normalize(form, _COMPOUNDS) for form in ("NFC", "NFD")}
_LETTER = r"[^\s\d!-@[-`{-¿–-…]"  # or the accent that stands by itself behind one
_OWN = "".join(rf"(?<!(?i:(?<!{_LETTER}){word}))" for words in sorted(_AS_WRITTEN) for word in words.split())
_SMALL = "".join(filter(str.islower, map(chr, (*range(0x250), *range(0x1E00, 0x1F00)))))  # Latin
CUT_WORD = re.compile(rf"(?<={_LETTER}){_OWN}-[^\S\n]*\n[^\S\n]*(?=[{_SMALL}])")
"""A hyphen at a line's end that cuts a word."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACES = re.compile("  +")
# One class and no alternatives: the search for the first of them is ten times faster so.
_ODD = re.compile(f"[{''.join(_WRITTEN_OUT)}{_INVISIBLE}\u0300-\u036f\ud800-\udfff][\u0300-\u036f]*")
_TO_CHANGE = re.compile(
    f"[{''.join(re.escape(sign[-1]) for sign, _ in _ONE_FOR_ONE)}{''.join(_WRITTEN_OUT)}{_INVISIBLE}"
    "\u0300-\u036f\ud800-\udfff]|  "
)
"""What a text has that is compared otherwise than it is written, capitals and accents aside."""
# Words that lose their vowel before another.
_ELIDED = re.compile(r"(?:qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|[cdjlmnst])'")
_LONGEST_ELIDED = 7  # letters of « lorsqu' »


def _bases() -> dict[int, str]:
    bases = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LATIN}
    whole = {ord(letter): base for letter, base in zip("øłđħıð", "oldhid", strict=True)}
    return {code: base for code, base in bases.items() if base.isascii()} | whole


_WITHOUT_ACCENT = _bases()
_LATIN_1 = "".join(map(chr, range(0x100))).translate(_WITHOUT_ACCENT).encode("latin-1")


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
        first, last = self.offsets[start], self.offsets[end]
        while last > first and self.text[last - 1] in _INVISIBLE:
            last -= 1
        return first, last

    def place(self, at: int) -> int:
        """Gives the place in the foldings of a code point of the text."""
        return at if self.offsets is None else bisect_left(self.offsets, at)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch of the folding begins and ends where words do; an elided article is a word."""
        return self._begins_word(start) and self._ends_word(end)

    def word_end(self, end: int) -> int:
        """Gives where the word ends that a place is in."""
        while end < len(self.folded) and _is_letter(self.folded[end]):
            end += 1
        return end

    def elided(self) -> int:
        """Gives the places that an elided article takes at the start: 2 in « l'armée », 0 in « N'Daw »."""
        found = _ELIDED.match(self.folded)
        return found.end() if found and self._follows_elision(found.end()) else 0

    def _ends_word(self, end: int) -> bool:
        after = self.folded[end : end + 3]
        if after.startswith("'"):  # Sana'a is one word; the genitive is let through, as in « Trump's »
            return not _is_letter(after[1:2]) or (after[1] == "s" and not _is_letter(after[2:]))
        return not _is_letter(after[:1])

    def _begins_word(self, start: int) -> bool:
        before = self.folded[max(0, start - 1) : start]
        return self._follows_elision(start) if before == "'" else not _is_letter(before)

    def _follows_elision(self, start: int) -> bool:
        begin = start - 1
        while begin > 0 and self.folded[begin - 1].isalpha() and start - begin <= _LONGEST_ELIDED + 1:
            begin -= 1
        if begin == start - 1:
            return True  # an opening quotation mark
        if not _ELIDED.fullmatch(self.folded, begin, start):
            return False
        return not self._is_name(begin, start) and not self.folded.startswith("presqu'ile", begin)

    def _is_name(self, begin: int, start: int) -> bool:
        """N'Daw: the N and the letter after the apostrophe are capitals, and no line of capitals is."""
        return (
            self._written(begin) in ("N", "M")
            and self._written(start).isupper()
            and self._written(start + 1).islower()
        )

    def _written(self, at: int) -> str:
        first = self.span(at, at)[0]
        return self.text[first : first + 1]


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def reading(text: str) -> Reading:
    """Gives a text as words are compared in it; any text has a reading."""
    if not _TO_CHANGE.search(text):  # most terms: a tenth of what the rest takes
        accented = text.lower()
        return Reading(text, accented, _without_accents(accented), None)
    whole = CUT_WORD.sub(lambda cut: _INVISIBLE[0] * len(cut[0]), text) if "-\n" in text else text
    same_length = _BLANK_LINE.sub(lambda blank: BREAK * len(blank[0]), whole)
    for sign, instead in _ONE_FOR_ONE:
        same_length = same_length.replace(sign, instead)
    same_length = _SPACES.sub(lambda run: " ".ljust(len(run[0]), _INVISIBLE[0]), same_length)
    spelled, offsets = _spelled_out(same_length) if _ODD.search(same_length) else (same_length, None)
    accented = spelled.lower()
    return Reading(text, accented, _without_accents(accented), offsets)


def _without_accents(text: str) -> str:
    try:  # 6 µs on 2,500 letters, where str.translate takes 150
        return text.encode("latin-1").translate(_LATIN_1).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_WITHOUT_ACCENT)


def _spelled_out(text: str) -> tuple[str, Sequence[int]]:
    """One letter a place: ligatures written out, marks joined to their letters, the invisible left out."""
    parts: list[str] = []
    offsets = array("I")
    last = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        if unicodedata.combining(text[start]) and start > last and text[start - 1].isalpha():
            start -= 1  # the letter that the marks stand on
        written = _instead(text[start:end])
        parts += (text[last:start], written)
        offsets.extend(range(last, start))
        offsets.extend([start] * len(written))
        last = end
    parts.append(text[last:])
    offsets.extend(range(last, len(text) + 1))
    return "".join(parts), offsets


def _instead(odd: str) -> str:
    letter = unicodedata.normalize("NFC", odd)[0]
    if letter in _WRITTEN_OUT:
        return _WRITTEN_OUT[letter]
    if unicodedata.category(letter) == "Cs":
        return "\ufffd"  # half a letter, which no encoding takes
    return letter if letter.isalpha() else ""
