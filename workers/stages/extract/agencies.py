"""Which news agencies a text is credited to: by its authors, its dateline or its closing line.

A credit is a line or a part of one that holds nothing but names of agencies and the words that go with them.
A picture's credit is none, nor is an agency that a sentence speaks of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from workers.french.tables import forms, table

FIRST, LAST = 5, 5  # paragraphs at either end in which a signature stands
LONGEST_LINE = 90  # code points; longer lines are sentences
LONGEST_PLACE = 60

_SEPARATORS = re.compile(
    r"[/,;&|+()\[\]:=]|\s[-–—]\s|\b(?:et|and|avec|with|par|by|source|sources|from|les agences)\b"
    r"|\bl['’](?=\w)",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"photo|cr[ée]dit|légende|illustration|image|clich[ée]|archives|capture|vidéo|©.+[/|]|getty",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\(c\)|\bcopyright\b|tous droits.*|droits réservés.*|all rights.*|\b(?:19|20)\d\d\b", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:par|by)\s+(?P<names>\S.*[^.])", re.IGNORECASE)
_WITH = re.compile(r"(?:.*\s|\W*)(?:avec|with)\s+(?P<names>(?:l['’])?\S[^.]*?)\W*", re.IGNORECASE)
_SOURCE = re.compile(r"(?:.*[.!?]\s+)?sources?\s*:\s*(?P<names>[^.]*)\.?", re.IGNORECASE)
_BRACKETS = re.compile(r"\((?P<names>[^()]{2,60})\)\.?$")
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][^()«»!?:;]{{1,{LONGEST_PLACE}}}?)\s*\((?P<names>[^()]{{2,40}})\)\s*[-–—=:]{{1,2}}\s"
)
_FIRST_WORD = re.compile(r"(?P<names>[A-Z][\w-]{1,15})\s*(?:[-–—:]|/(?=\s))\s+[^\W\d_a-z]")
_SENTENCE = re.compile(r"\b(?:il|elle|on|nous|vous|ils|elles|a|ont|est|sont|un|une|des)\b", re.IGNORECASE)
_VERBAL = re.compile(r"[^\W\d_]*[a-zà-ÿ]{2,}(?:é|er|ait|ent)\s(?:par|que|à|de)\b")


def agencies(authors: Iterable[str], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Gives the agencies credited by the authors' names or by the text's own lines, each once."""
    found = [name for author in authors for name in _signed(author)]
    lines = [line.strip() for line in paragraphs if line.strip()]
    for line in lines[:FIRST]:
        found += [*_dateline(line), *_byline(line)]
    for line in dict.fromkeys([*lines[:FIRST], *lines[-LAST:]]):
        found += _alone(line)
    for line in lines[-LAST:]:
        found += _closing(line)
    return tuple(dict.fromkeys(found))


def is_signature(line: str) -> bool:
    """Whether a line is nothing but a credit: « (avec AFP) », « AFP/VNA », « Source : AFP »."""
    if len(line) > LONGEST_LINE or (_BRACKETS.search(line) and not line.startswith("(")):
        return False
    return any(_alone(line)) or any(_closing(line))


def without_agencies(author: str) -> str:
    """Gives who is named beside the agencies: « Claire Vasseur » of « Claire Vasseur avec AFP »."""
    parts = list(_parts(author))
    people = [part for part in parts if not _named(part, shouted=False)]
    return author.strip() if len(people) == len(parts) else ", ".join(people)


def _signed(author: str) -> Iterator[str]:
    """An author's name says what it is for; agencies may stand in it in small letters too."""
    if len(author) <= LONGEST_LINE and not _PICTURE.search(author):
        yield from filter(None, (_named(part, shouted=False) for part in _parts(author)))


def _byline(line: str) -> Iterator[str]:
    byline = _BYLINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if byline and not _PICTURE.search(line):
        yield from filter(None, map(_named, _parts(byline["names"])))


def _dateline(line: str) -> Iterator[str]:
    if (place := _DATELINE.match(line)) and not _VERBAL.search(place["place"]):
        yield from _only(place["names"])
    elif first := _FIRST_WORD.match(line):
        yield from _only(first["names"])


def _alone(line: str) -> Iterator[str]:
    """A line of agencies' names only, perhaps with rights claimed."""
    if len(line) > LONGEST_LINE or re.search(r"photo|cr[ée]dit", line, re.IGNORECASE):
        return
    yield from _only(_RIGHTS.sub(" ", line).strip(" .,"))


def _closing(line: str) -> Iterator[str]:
    """« (avec AFP) », « La rédaction avec AFP et Reuters », « Source : AFP », or « … (MAP) » at the end."""
    if bracket := _BRACKETS.search(line):
        if not _PICTURE.search(line):
            yield from _only(bracket["names"])
    elif len(line) <= LONGEST_LINE and not _PICTURE.search(line) and not _SENTENCE.search(line):
        for form in (_WITH, _SOURCE):
            if match := form.fullmatch(line):
                yield from _only(match["names"])


def _only(text: str) -> list[str]:
    """The agencies in a text that holds nothing else."""
    parts = list(_parts(text))
    named = [name for part in parts if (name := _named(part))]
    return named if len(named) == len(parts) else []


def _parts(text: str) -> Iterator[str]:
    return (part for piece in _SEPARATORS.split(text) if (part := piece.strip(" .-–—*•\t\xa0")))


def _named(part: str, *, shouted: bool = True) -> str | None:
    """The agency of that name; one whose letters are a word of their own counts in capitals only."""
    bare = " ".join(part.replace("’", "'").split())
    name, only_capitals = _names().get(bare.casefold(), (None, False))
    if shouted and only_capitals and bare.islower():
        return None
    return name


@cache
def _names() -> dict[str, tuple[str, bool]]:
    return {
        form.casefold(): (row["name"], bool(row["capitals"]))
        for row in table("agencies")
        for form in forms(row["forms"])
    }
