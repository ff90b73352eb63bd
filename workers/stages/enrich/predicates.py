"""The verb whose subject a country's name is, if one follows."""

from collections.abc import Sequence

from workers.french.deeds import deeds
from workers.french.verbs import third_persons
from workers.stages.enrich.speaking import EDGE

SUFFERED = "ete"
"""The word of the passive: « le Mali a été frappé »."""
_MOST = 12  # words in an aside between commas
_READ = 6  # words in which an auxiliary finds its participle: « a de son côté dépêché »
# How third persons end: a capital, which takes no adjective, needs no more before its verb is believed.
_VERBAL = ("e", "ent", "nt", "it", "rd", "nd", "ait", "era", "ra")
_PARTICIPLES = ("e", "es", "i", "is", "it", "u", "us", "ert", "ait", "ort")
_ADVERBS = frozenset({"de", "nouveau", "bien", "ainsi", "aussitot", "a", "son", "leur", "tour", "cote"})
_DENIED = frozenset({"n'", "ne"})
_REFLEXIVE = frozenset({"s'", "se"})
_BE = frozenset({"est", "sont", "etait", "etaient", "sera", "seront"})


def predicate(ahead: Sequence[str], *, capital: bool) -> str:
    """Gives the verb as it is folded, or `SUFFERED`; empty where none follows."""
    read = _after_aside(ahead)
    words = [word.rstrip(EDGE) for word in read if word not in deeds("passed")]
    if not words or not words[0] or not _DENIED.isdisjoint(read[:2]):
        return ""
    verb = words[0]
    if verb in deeds("have") or (verb in _BE and not _REFLEXIVE.isdisjoint(read[:2])):
        return _participle(words[1:_READ])
    return verb if verb in third_persons() or (capital and _looks_verbal(verb)) else ""


def _after_aside(ahead: Sequence[str]) -> Sequence[str]:
    """« Israël, enfin, observe », « la Russie, elle, livre »; a relative clause is read as it goes on."""
    if ahead[:1] != [","]:
        return ahead
    if ahead[1:2] == ["qui"]:
        return ahead[2:]
    ends = (at for at, word in enumerate(ahead[1:_MOST], 2) if word.endswith(","))
    return ahead[next(ends, len(ahead)) :]


def _participle(words: Sequence[str]) -> str:
    """« A annoncé », « a également accusé »; not « a besoin » nor « a peur »."""
    for word in words:
        if word.endswith(_PARTICIPLES) and word not in _ADVERBS:
            return word
        if not word.endswith("ment") and word not in _ADVERBS:
            return ""
    return ""


def _looks_verbal(word: str) -> bool:
    return word.isalpha() and word.endswith(_VERBAL) and word not in deeds("noverb")
