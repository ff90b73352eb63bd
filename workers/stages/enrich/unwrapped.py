"""Scanned pages, whose lines end within words, shown to the model as they were before they were set.

« M. Marcel / Auba- / nel » is one name; the model, which learned from the press, reads no line's end in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workers.french.text import CUT_WORD
from workers.news.document import Tag

# What a scan adds: a cut word, a line's end, runs of spaces, a space before a comma or after an elision.
_ADDED = re.compile(rf"{CUT_WORD.pattern}|[^\S\n]*\n[^\S\n]*(?=\S)(?<!\n\n)|  +| (?=[,.])|(?<=\b[dljmnst]') ")
_BLANK = re.compile(r"\n\s*\n")


def is_wrapped(text: str) -> bool:
    """Whether words are cut at the ends of lines."""
    return "-\n" in text and bool(CUT_WORD.search(text))


def unwrapped(text: str) -> tuple[str, Sequence[int] | None]:
    """Gives the text without what the scan added, and where each of its code points stands in it.

    None where nothing was added.
    """
    if not is_wrapped(text):
        return text, None
    shown: list[str] = []
    places: list[int] = []
    for start, end, instead in _pieces(text):
        shown.append(instead or text[start:end])
        places += [start] if instead else range(start, end)
    return "".join(shown), places


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    blank = {place for found in _BLANK.finditer(text) for place in range(*found.span())}
    for found in _ADDED.finditer(text):
        start, end = found.span()
        if start in blank:
            continue
        yield at, start, ""
        if text[start] != "-" and found[0] != " " and text[end : end + 1] not in {",", "."}:
            yield start, end, " "
        at = end
    yield at, len(text), ""


def moved_back(tags: Iterable[Tag], places: Sequence[int] | None) -> tuple[Tag, ...]:
    """Gives the tags at their places in the text as given."""
    if places is None:
        return tuple(tags)
    return tuple(replace(tag, start=places[tag.start], end=places[tag.end - 1] + 1) for tag in tags)


def whole(name: str) -> str:
    """Gives a name on one line, its cut words joined."""
    return " ".join(CUT_WORD.sub("", name).split()) if "\n" in name else name
