"""How common a word is in French news, and how often it has nothing to do with defence.

Counted by bench/common_words.py over French Wikinews of 2016 and 2017 (CC BY 2.5): counts, and no text.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workers.french.forms import forms, is_gendered
from workers.french.text import reading


@dataclass(frozen=True, slots=True)
class Commonness:
    """In how many texts a word stands, out of how many, and in how many of these no defence is spoken of."""

    texts: int
    of: int
    civil: int


def commonness(word: str) -> Commonness | None:
    """Gives how common a word is in all its forms; None for one that is rare, or no single word."""
    if not word.isalpha():
        return None
    of, counts = _table()
    for form in (word, *forms(word, feminine=is_gendered(word))):
        if found := counts.get(reading(form).accented):
            return Commonness(found[0], of, found[1])
    return None


@cache
def _table() -> tuple[int, dict[str, tuple[int, int]]]:
    text = files("workers.french").joinpath("data", "common_words.tsv").read_text("utf-8")
    header, *lines = text.splitlines()
    split = (line.split("\t") for line in lines)
    return int(header.split("\t")[1].removeprefix("texts of ")), {
        word: (int(texts), int(civil)) for word, texts, civil in split
    }
