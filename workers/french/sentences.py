"""Sentences of French text: the passage that shows a person why something was found."""

import re
from bisect import bisect_left, bisect_right

LONGEST_PASSAGE = 300  # code points: what is read in five seconds
# A full stop after these ends no sentence: titles and initials before a name, abbreviations before a figure.
_BEFORE_NAME = re.compile(
    r"(?<!\w)(?:MM?|M[rs]|Mmes?|Mlles?|Dr|Pr|Me|Mgr|Ste?|[Gg]én|[Cc]ol|[Cc]dt|[Ll]t|[Cc]ne|[Ss]gt|[Aa]dj|"
    r"[Cc]f|av|apr|(?:[A-ZÀ-Þ]\.[ -]?)*[A-ZÀ-Þ])\.$"
)
_BEFORE_FIGURE = re.compile(r"(?<!\w)(?:[Aa]rt|[Ff]ig|[Nn]o?|n°|pp?|[Vv]ol|[Ee]nv|[Cc]hap)\.$")
_LONGEST_ABBREVIATION = 12  # code points, its stops too
# No sign that could begin the stop comes before it: a row of 100,000 dots is one stop, tried once.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+(?:[^\S\n]*[»”\"’)\]])*(?=\s)|\n[^\S\n]*\n\s*")
_NEXT_SIGN = re.compile(r"\s*(\S?)")


class Sentences:
    """The sentences of one text, cut once however often they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        stops = [stop.span() for stop in _STOP.finditer(text) if _is_end(text, stop)]
        self._begins = [0, *(end for _, end in stops)]
        self._stops = [start for start, _ in stops]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Gives where the sentence around a span begins and ends; a stop within the span ends none: A.E.S."""
        first = self._begins[bisect_right(self._begins, start) - 1]
        stop = bisect_left(self._stops, end)
        return first, self._begins[stop + 1] if stop < len(self._stops) else len(self._text)

    def passage(self, start: int, end: int) -> str:
        """Gives what `passage` gives."""
        first, last = self.around(start, end)
        whole = _one_line(self._text[first:last])
        return whole if len(whole) <= LONGEST_PASSAGE else _cut(self._text, (first, last), (start, end))


def passage(text: str, start: int, end: int) -> str:
    """Gives the sentence around a span on one line, at most 300 code points, cut at words with « … ».

    The span's words are in it, the first of them where they alone are longer; a blank line ends a sentence.
    """
    return Sentences(text).passage(start, end)


def opening(text: str, longest: int) -> str:
    """Gives the text's first sentences, as they stand, up to a length; cut at a word if need be."""
    ends = (stop for stop in _STOP.finditer(text[: longest + 2]) if _is_end(text, stop))
    last = max((len(text[: stop.end()].rstrip()) for stop in ends), default=0)
    if len(text) <= longest or 0 < last <= longest:
        return text if len(text) <= longest else text[:last]
    return text[:longest].rpartition(" ")[0] or text[:longest]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_end(text: str, stop: "re.Match[str]") -> bool:
    """Whether a sentence ends here: what follows could begin one, and no abbreviation comes before."""
    if stop[0].isspace():
        return True
    following = _NEXT_SIGN.match(text, stop.end())
    sign = following[1] if following else ""
    if sign.islower():
        return False  # « janv. dernier », « “Non !” dit-il »
    if stop[0] != ".":
        return True
    before = text[max(0, stop.start() - _LONGEST_ABBREVIATION) : stop.end()]
    return not (_BEFORE_NAME.search(before) or (sign.isdigit() and _BEFORE_FIGURE.search(before)))


def _cut(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> str:
    """Keeps as much before the span as after it, and gives to one side what the other does not need."""
    (first, last), (start, end) = sentence, span
    before, found, after = map(_one_line, (text[first:start], text[start:end], text[end:last]))
    found = _head(found, LONGEST_PASSAGE - 4)  # two spaces, two ellipses
    room = LONGEST_PASSAGE - 4 - len(found)
    left = min(len(before), max(room // 2, room - len(after)))
    shown = _tail(before, left), found, _head(after, room - left)
    glue = [" " if text[max(0, at) : at + 1].isspace() else "" for at in (start - 1, end)]
    return f"{shown[0]}{glue[0]}{shown[1]}{glue[1]}{shown[2]}".strip()


def _head(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length + 1].rpartition(" ")[0] + "…"


def _tail(words: str, length: int) -> str:
    return words if len(words) <= length else "…" + words[len(words) - length - 1 :].partition(" ")[2]
