"""One word in the feminine, and whether a word has one that means the same."""

import re

from workers.french.forms.form import Form
from workers.french.forms.tables import irregular, words

FEMININE = "feminine"
# What is written before the ending, and the endings that it may take instead; the first that fits counts.
# Where usage wavers all are given: a form that nobody writes finds nothing.
_RULES = tuple(
    (re.compile(f"(.*){pattern}"), endings)
    for pattern, endings in (
        ("e", ("e",)),
        ("teur", ("trice", "teuse", "teure")),
        ("eur", ("euse", "eure")),
        ("eux", ("euse",)),
        ("eau", ("elle",)),
        ("(?<=[iyéo])en", ("enne",)),
        ("(?<=[^i])er", ("ère",)),
        ("ier", ("ière",)),
        ("el", ("elle",)),
        ("eil", ("eille",)),
        ("f", ("ve",)),
        ("et", ("ette",)),
        ("([aoiu]s)", ("e",)),
        ("", ("e",)),
    )
)
# Endings of persons and of adjectives; any other word has a feminine only if the table says so.
_OF_PERSONS = re.compile(
    r"\w{2,}(?:(?:[iyéo]|éen)en|ien|ais|ois|ain|eur|eux|if|al|el|(?<!m)ent|ant|i?er|ard|iste|aire|eau)"
)
_NO_PERSON = re.compile(r"\w+(?:ment|[^n]eau)")


def feminines(word: str) -> tuple[Form, ...]:
    """Gives a masculine singular word in the feminine singular: « ambassadrice », « chasseuse »."""
    if not word.isalpha() or word != word.lower():
        return (Form(word),)
    if word in (odd := irregular("feminines", "irregular")):
        return tuple(Form(text, ("irregular feminine",)) for text in odd[word])
    return tuple(Form(text, (FEMININE,)) for text in _regular(word))


def _regular(word: str) -> tuple[str, ...]:
    if word in words("feminines", "-et becomes -ète"):
        return (f"{word[:-2]}ète",)
    if word in words("feminines", "-n doubled"):
        return (f"{word}ne",)
    for pattern, endings in _RULES:
        if found := pattern.fullmatch(word):
            return tuple("".join(found.groups()) + ending for ending in endings)
    return ()


def is_gendered(word: str) -> bool:
    """Whether a word's feminine is the same word: « malien », not « marin », « armé », « secteur »."""
    if word in words("feminines", "no feminine"):
        return False
    if word in words("feminines", "gendered") or word in words("feminines", "person participle"):
        return True
    if word in irregular("feminines", "irregular"):
        return True
    return bool(_OF_PERSONS.fullmatch(word)) and not _NO_PERSON.fullmatch(word)
