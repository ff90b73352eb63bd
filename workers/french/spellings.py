"""Names as they sound to the press: « Kiev » and « Kyiv », « Odessa » and « Odesa » are one."""

import re
from functools import lru_cache

SHORTEST = 4  # letters; « Gao » and « Goa » have nothing else to tell them apart

_ALIKE = str.maketrans({"c": "k", "q": "k", "w": "v", "z": "s"})
_SOFT = re.compile("[aeiouyh]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=10_000)  # the names of a day's news
def skeleton(word: str) -> str:
    """Gives the consonants of a folded word, doubled ones once; a word of three letters as it is."""
    if len(word) < SHORTEST:
        return word
    bare = _SOFT.sub("", word[1:].replace("ph", "f").translate(_ALIKE))
    first = "a" if word[0] in "aeiouyh" else word[0].translate(_ALIKE)
    return _TWICE.sub(r"\1", first + bare)
