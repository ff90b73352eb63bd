"""Words of a French text as the index sees them: elided articles, capitals and accents gone."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ELIDED = ("l", "d", "c", "j", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")
"""Written small, capitalised or in capitals, these lose their apostrophe and stand for no word."""

ELIDED_SMALL = ("n", "m")
"""Elided in small letters only: N'Daw, N'Djamena, M'Bour are names, n'attaque is not."""

NAMES = ("algerie", "france", "mali")
"""Never stemmed: their stems are those of Alger, franc and mal."""

_LONGEST = 255  # characters; Lucene's standard tokenizer cuts there as well
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'"})


def elided_forms() -> tuple[str, ...]:
    """Gives every written form of an elided word, without its apostrophe."""
    forms = [spelt for form in ELIDED for spelt in (form, form.capitalize(), form.upper())]
    return tuple(dict.fromkeys([*forms, *ELIDED_SMALL]))


_ELISION = re.compile(rf"(?:{'|'.join(elided_forms())})['’](?=.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word and where it stands, in code points; `text` is folded: États is « etats »."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Gives a text without capitals, accents and ligatures."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return kept.translate(_LIGATURES)


def words(text: str) -> list[Word]:
    """Gives the words of a text in their order; "l'armée" is the word « armee »."""
    found = ((match.start(), match.end(), _read(match[0])) for match in _WORD.finditer(text))
    return [Word(text=text, start=start + elided, end=end) for start, end, (elided, text) in found]


def placed_words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Gives the same words, and beside them where each stands, in half of the time."""
    found, places = [], []
    for match in _WORD.finditer(text):
        start, end = match.span()
        elided, word = _read(match[0])
        found.append(word)
        places.append((start + elided, end))
    return found, places


def spelt(text: str) -> list[str]:
    """Gives the same words without their places, in a third of the time."""
    return [_read(form)[1] for form in _WORD.findall(text)]


@lru_cache(100_000)  # a year's press has fewer forms; folding each anew is most of the work
def _read(form: str) -> tuple[int, str]:
    """How much of a written form is elision, and the word that follows."""
    elision = _ELISION.match(form)
    elided = elision.end() if elision else 0
    return elided, fold(form[elided:])[:_LONGEST]
