"""Numbers in French text, in figures and in words: « 12 », « 1 200 », « vingt-deux », « 1,5 million »."""

import re
from collections.abc import Sequence

_ONES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
UNITS = {word: value for value, word in enumerate(_ONES.split())} | {"une": 1}
TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
TENS |= {"septante": 70, "octante": 80, "huitante": 80, "nonante": 90}
ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
ABOUT |= {"quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
ABOUT |= {f"{word}s": value for word, value in ABOUT.items()}
LARGE = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
OF_FIGURES = frozenset((*UNITS, *TENS, *ABOUT, "cent", "cents", "mille", "milles"))
"""Words with which a number may begin."""

_DIGITS = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_LONGEST = 7  # words of « quatre vingt dix sept mille trois cent »: the rest is no figure of a news text


def figure(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Gives the number that begins at a word, as digits, ~ before « une douzaine », and its length in words.

    None where there is none; « un » and « une » alone are articles and no numbers.
    """
    first = words[at]
    if first in ABOUT:
        return f"~{ABOUT[first]}", 1
    if first in _ARTICLES and words[at + 1 : at + 2] and words[at + 1] not in OF_FIGURES:
        return None
    found = (float(_plain(first)), 1) if _DIGITS.fullmatch(first) else _spelled(words, at)
    if found is None:
        return None
    value, length = found
    if (following := words[at + length : at + length + 1]) and following[0] in LARGE:
        value, length = value * LARGE[following[0]], length + 1
    return f"{value:.10g}", length


def _plain(written: str) -> str:
    """« 1.200 » is what others write « 1 200 », « 1,5 » a half more than one."""
    whole = _THOUSANDS.fullmatch(written)
    return re.sub("[ .]", "", written) if whole else written.replace(",", ".")


def _spelled(words: Sequence[str], at: int) -> tuple[float, int] | None:
    total, part, length = 0, 0, 0
    for word in words[at : at + _LONGEST]:
        if word == "et" and part in TENS.values():
            length += 1
            continue
        step = _step(word, part)
        if step is None:
            break
        total, part = (total + (part or 1) * 1000, 0) if word in {"mille", "milles"} else (total, step)
        length += 1
    if length and words[at + length - 1] == "et":
        length -= 1
    return (float(total + part), length) if length and not (length == 1 and words[at] in _ARTICLES) else None


_ARTICLES = frozenset(("un", "une"))


def _step(word: str, part: int) -> int | None:
    """The value so far with one more word; None where the word does not go on with it."""
    if word in {"mille", "milles"}:
        return 0
    if word in {"cent", "cents"}:
        return part * 100 if 1 < part < 10 else 100 if part <= 1 else None  # noqa: PLR2004 - quatre cents
    if word in TENS:
        return part * 20 if part == 4 and word.startswith("vingt") else _added(part, TENS[word])  # noqa: PLR2004
    return _added(part, UNITS[word]) if word in UNITS else None


def _added(part: int, more: int) -> int | None:
    """« vingt deux », « soixante douze », but no « douze trois »."""
    room = 100 if part % 100 == 0 else 20 if part % 20 == 0 else 10 if part % 10 == 0 else 0
    return part + more if part == 0 or more < room else None
