"""The analyst's query language: words, "phrases", -exclusions; no text is wrong."""

import re
import unicodedata
from dataclasses import dataclass

from workers.stages.index.words import fold, words

MOST_TERMS = 32
LONGEST_TERM = 500  # code points

_TERM = re.compile(r'(?P<minus>-*)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "ʼ": "'", "‘": "'", "`": "'"})
_SMALL_NAME = re.compile(r"(?<!\w)[nm](?=['’]\w)")
_FILLERS = frozenset(
    word.text
    for word in words(
        "a au aux ce ces dans de des du elle en et il la le les leur leurs ou par pour que qui sa se ses "
        "son sur un une"
    )
)
"""Small words that a typed sentence holds and no analyst looks for; « à » and « où » fold to two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase, wanted or excluded; any of its readings will do."""

    readings: tuple[str, ...]
    excluded: bool = False


def terms(query: str) -> tuple[Term, ...]:
    """Gives the terms of a query; none where it holds no word.

    Words are all wanted, "quotes" (of any shape) make a phrase, a leading - excludes. Every other sign
    separates words or means nothing.
    """
    wanted = [term for term, filler in map(_term, _TERM.finditer(_clean(query))) if term and not filler]
    if not wanted:
        wanted = [term for term, _ in map(_term, _TERM.finditer(_clean(query))) if term]
    return tuple(dict.fromkeys(wanted))[:MOST_TERMS]


def _clean(query: str) -> str:
    whole = query.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole).translate(_QUOTES)


def _term(match: re.Match[str]) -> tuple[Term | None, bool]:
    """The term, if it holds a word, and whether it is a mere filler."""
    if match["phrase"] is not None:
        text, excluded = match["phrase"], bool(match["minus"])
        return _of(_readings(text), excluded=excluded), False
    text, excluded = match["word"].lstrip("-"), match["word"].startswith("-")
    filler = not excluded and fold(text) in _FILLERS
    return _of(_readings(text), excluded=excluded), filler


def _of(readings: tuple[str, ...], *, excluded: bool) -> Term | None:
    cut = tuple(reading[:LONGEST_TERM] for reading in readings)
    return Term(readings=cut, excluded=excluded) if words(cut[0]) else None


def _readings(text: str) -> tuple[str, ...]:
    """Reads a small n'daw both as the name N'Daw and as the elision that a text would mean by it."""
    name = _SMALL_NAME.sub(lambda match: match[0].upper(), text)
    return tuple(dict.fromkeys((text, name)))
