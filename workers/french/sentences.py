"""Sentences of French text: the passage that shows a person why something was found."""

import re

LONGEST_PASSAGE = 300  # code points: what is read in five seconds
# After these a full stop ends no sentence: titles, abbreviations of the press, initials.
_ABBREVIATION = re.compile(
    r"(?:^|[\s('’«])(?:MM?|Mmes?|Mlles?|Dr|Pr|Me|Mgr|St|Ste|gén|col|cap|lt|cdt|adj|art|al|av|env|cf|etc|ex|"
    r"fig|janv|févr|avr|juil|sept|oct|nov|déc|min|max|n°|p|pp|vol|[A-Z]|[A-Z]\.-[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_END = re.compile(r"[.!?…]+(?:[\s\u00a0]*[»”\"’)]+)?(?=\s)|\n\s*\n")


def passage(text: str, start: int, end: int) -> str:
    """Gives the sentence around a span on one line, at most 300 code points, cut at words with « … ».

    The span itself is in it, whole where it is no longer than that; a blank line always ends a sentence.
    """
    first, last = _sentence(text, start, end)
    if len(" ".join(text[first:last].split())) <= LONGEST_PASSAGE:
        return " ".join(text[first:last].split())
    return _cut(text, first, last, (start, end))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for stop in _END.finditer(text):
        if not stop[0].isspace() and _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start() + 1):
            continue
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.end()
            break
    return first, last


def _cut(text: str, first: int, last: int, span: tuple[int, int]) -> str:
    """Keeps as much before the span as after it, and gives to one side what the other does not need."""
    before, found, after = (
        " ".join(part.split()) for part in (text[first : span[0]], text[slice(*span)], text[span[1] : last])
    )
    room = max(0, LONGEST_PASSAGE - len(found) - 4)  # two spaces, two ellipses
    left = min(len(before), max(room // 2, room - len(after)))
    right = min(len(after), room - left)
    head = before if left >= len(before) else "…" + before[len(before) - left :].partition(" ")[2]
    tail = after if right >= len(after) else after[:right].rpartition(" ")[0] + "…"
    glue_left = " " if text[span[0] - 1 : span[0]].isspace() else ""
    glue_right = " " if text[span[1] : span[1] + 1].isspace() else ""
    return (head + glue_left + found[:LONGEST_PASSAGE] + glue_right + tail).strip()
