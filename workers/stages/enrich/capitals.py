"""Lines in capitals, rewritten as a careful desk would write them, letter for letter, for the model to read.

« MALI : L'ARMÉE REPREND KIDAL » becomes « Mali : l'armée reprend Kidal »: a word keeps a capital where the
lexicon knows a name in it, or where the rest of the text writes it so within a sentence.
"""

import re
from collections.abc import Iterable, Mapping

from workers.french.automaton import Hit
from workers.french.signs import Sign

_WORD = re.compile(r"[^\W\d_]+")
# Within a sentence: after a letter, a comma or an elision, not after a stop or at a line's start.
_WITHIN = re.compile(r"(?:(?<=[\w,;»)] )|(?<=[^\W\d_]['’]))[A-ZÀ-ÖØ-ÞŒ][^\W\d_]*")
LEAST = 12  # code points: a shorter line in capitals may be an acronym alone
_ACRONYM = 4  # letters: OTAN and AES stay as they are


def uncapitalised(text: str, hits: Iterable[Hit[Sign]]) -> str:
    """Gives the text with its lines of capitals in the usual case, of the same length.

    `hits` are the lexicon's.
    """
    lines = text.split("\n")
    if not any(map(_is_capitals, lines)):
        return text
    usual = " ".join(line for line in lines if not _is_capitals(line))
    names = {name.casefold(): name for name in _WITHIN.findall(usual)}
    known = {start: written for hit in hits if hit.key.capital for start, written in _words(hit)}
    made, at = [], 0
    for line in lines:
        made.append(_usual(line, at, names, known) if _is_capitals(line) else line)
        at += len(line) + 1
    return "\n".join(made)


def _is_capitals(line: str) -> bool:
    return len(line) >= LEAST and line.isupper()


def _words(hit: Hit[Sign]) -> Iterable[tuple[int, str]]:
    """The words of a known name, and how each is written within a line of the usual case."""
    for word in _WORD.finditer(hit.form):
        acronym = hit.key.name.isupper() and len(word[0]) <= _ACRONYM
        yield hit.start + word.start(), word[0] if acronym else word[0].capitalize()


def _usual(line: str, at: int, names: Mapping[str, str], known: Mapping[int, str]) -> str:
    first = _WORD.search(line)
    opening = first.start() if first else 0

    def written(word: "re.Match[str]") -> str:
        own = known.get(at + word.start()) or names.get(word[0].casefold()) or word[0].lower()
        own = own[:1].upper() + own[1:] if word.start() == opening else own
        return own if len(own) == len(word[0]) else word[0]

    return _WORD.sub(written, line)
