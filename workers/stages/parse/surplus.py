"""What is left out of a document because there is too much of it: entries, tags, tags in each other.

feedparser takes 5 µs for each sign of a tag, wherever it is but in CDATA, which is text to it:
200,000 take 1 to 2 s. What cannot hold too many is passed on after being counted, at 1 ms a megabyte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MOST_ENTRIES = 5000  # 10,000 of them take 2 s; the longest real feeds have 500
MOST_MARKS = 205_000  # « < »: 5,000 entries of 20 elements; they take 50 ms to look through
DEEPEST = 100  # tags of one entry in each other; an article in XHTML has ten
FEW_MARKS = 2000  # in one entry; not looked at further, as they take 20 ms however they lie
SHORTEST_ENTRY = 25  # bytes, of one that says anything: <item><title>a</title></item> without its ends
STEP = 64 * 1024  # bytes

_ENTRY = re.compile(rb"<(/?)(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:(/)|([A-Za-z_])[^<>]*(?<!/)>|!--(?:[^-]{0,200}-->|())|!\[CDATA\[(?:[^\]]{0,500}\]\]>|()))"
)
_END, _START = 1, 2  # groups of it; texts that are longer, or hold signs of their own end, are 3 and 4
_ENDS = {3: b"-->", 4: b"]]>"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, and what to say of that which was left out."""

    body: bytes
    warnings: tuple[str, ...] = ()


def without_surplus(body: bytes) -> Kept:
    """Gives the document with bearable numbers of entries, tags, and tags in each other."""
    if len(body) <= MOST_ENTRIES * SHORTEST_ENTRY or body.count(b"<") <= FEW_MARKS:
        return Kept(body)
    less = _few_marks(body)
    places = list(_places(less.body))
    end, warnings = len(less.body), less.warnings
    if len(places) > 2 * MOST_ENTRIES:
        end, warnings = places.pop(), (f"more than {MOST_ENTRIES} entries: the rest is left out",)
    parts = [less.body[start:stop] for start, stop in pairwise((0, *places, end))]
    kept = b"".join(_shallow(part) if _perhaps_deep(part) else part for part in parts)
    if len(kept) < end:
        warnings += (f"more than {DEEPEST} tags in each other: what is further in is left out",)
    return Kept(kept, warnings)


def _few_marks(body: bytes) -> Kept:
    marks = 0
    for at in range(0, len(body), STEP):
        marks += body.count(b"<", at, at + STEP)
        if marks > MOST_MARKS:
            return Kept(body[:at], (f"more than {MOST_MARKS} tags: the rest is left out",))
    return Kept(body)


def _places(body: bytes) -> Iterator[int]:
    """Where an entry begins or ends, up to the first begin of one too many."""
    begun = 0
    for mark in _ENTRY.finditer(body):
        begun += not mark[1]
        yield mark.start()
        if begun > MOST_ENTRIES:
            return


def _perhaps_deep(part: bytes) -> bool:
    """Counts instead of looking: comments, CDATA and what ends at once lie in nothing."""
    marks = part.count(b"<")
    return marks > FEW_MARKS and marks - part.count(b"<!") - part.count(b"/>") > FEW_MARKS


def _shallow(part: bytes) -> bytes:
    """Leaves out what stands in more than so many tags; a tag that never ends reaches to the part's end."""
    pieces, at, depth, text_until = [], 0, 0, 0
    for tag in _TAG.finditer(part):
        if text_until and tag.start() < text_until:
            continue
        kind = tag.lastindex
        if kind == _START:
            depth += 1
            if depth == DEEPEST + 1:
                pieces.append(part[at : tag.start()])
                at = len(part)
        elif kind == _END:
            depth -= 1
            if depth == DEEPEST:
                at = part.find(b">", tag.end()) + 1 or len(part)
        elif kind:
            # One without an end (-1) reaches to that of the part.
            text_until = part.find(_ENDS[kind], tag.end()) % (len(part) + 1)
    return b"".join((*pieces, part[at:]))
