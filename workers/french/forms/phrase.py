"""A phrase cut where it agrees: nouns and adjectives before the first preposition, and what comes after."""

import re
from dataclasses import dataclass

from workers.french.forms.compound import plural, singular
from workers.french.forms.form import Form, distinct, joined
from workers.french.forms.number import is_frozen
from workers.french.forms.tables import number_words

_BARE = frozenset({"de", "d"})
# A quality or an activity stays in the singular after « de »: accords de coopération.
_MASS = re.compile(r".*(?:[ts]ion|ité|ance|ence|isme)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that agree with each other, and those after them: « frappe aérienne | de nuit »."""

    head: tuple[str, ...]
    tail: tuple[str, ...]


def phrase(term: str) -> Phrase:
    """Gives a term's parts; one that begins with a preposition or an article has no head."""
    written = term.split()
    cut = next((at for at, word in enumerate(written) if _preposition(word)), len(written))
    return Phrase(tuple(written[:cut]), tuple(written[cut:]))


def core(head: tuple[str, ...]) -> str:
    """Gives the noun of a head: « combattant » of « ancien combattant étranger »."""
    later = [word for word in head if word not in number_words("prenominal")]
    return later[0] if later else head[-1]


def plural_head(head: tuple[str, ...]) -> tuple[Form, ...]:
    """Gives a singular head in the plural, every word of it: « engins explosifs improvisés »."""
    return joined([_plural_word(head, at) for at in range(len(head))], " ")


def singular_head(head: tuple[str, ...]) -> tuple[Form, ...]:
    """Gives a plural head in the singular; nothing where one of its words is a singular."""
    made = [singular(word) for word in head]
    if not made or not any(made):
        return ()
    if any(not one and not _stays(word) for word, one in zip(head, made, strict=True)):
        return ()
    return joined([one or (Form(word),) for word, one in zip(head, made, strict=True)], " ")


def tails(tail: tuple[str, ...], *, plural_before: bool) -> tuple[Form, ...]:
    """Gives what may follow a head: as it is, in the other number, its adjective in the head's plural."""
    if not tail:
        return (Form(""),)
    made = [Form(" ".join(tail)), *_other_number(tail)]
    return distinct((*made, *_with_the_head(tail))) if plural_before else distinct(made)


def _preposition(word: str) -> str:
    """Gives the preposition or the article that a word is or begins with, without its apostrophe."""
    first = word.partition("'")[0].lower()
    return first if first in number_words("preposition") and ("'" in word or first == word.lower()) else ""


def _stays(word: str) -> bool:
    return is_frozen(word.partition("-")[0]) or word[-1:] in ("s", "x", "z")


def _plural_word(head: tuple[str, ...], at: int) -> tuple[Form, ...]:
    word, inner = head[at], 0 < at < len(head) - 1
    if inner and word.endswith("ment"):
        return (Form(word),)  # an adverb: « homme lourdement armé »
    if at == 0 and len(head) > 1 and word in number_words("number of the second stays"):
        return (Form(word),)
    if at > 0 and (word in number_words("apposition") or word.startswith("anti")):
        return distinct((*plural(word), Form(word, ("plural", "a noun beside a noun may stay"))))
    return plural(word)


def _other_number(tail: tuple[str, ...]) -> tuple[Form, ...]:
    """« vente d'armes légères », « vente d'arme légère »: after a bare « de » both numbers are written."""
    group, rest = _first_group(tail)
    if _preposition(tail[0]) not in _BARE or not group or any(word != word.lower() for word in group):
        return ()
    made = (
        singular_head(group)
        or ((), plural_head(group))[not _MASS.fullmatch(group[0]) and not _is_mass(group)]
    )
    bare = tail[0].partition("'")
    before = f"{bare[0]}'" if bare[1] else f"{tail[0]} "
    after = f" {' '.join(rest)}" if rest else ""
    why = "complement in the other number"
    return tuple(Form(before + form.text + after, (why,)) for form in made if form.text != " ".join(group))


def _is_mass(group: tuple[str, ...]) -> bool:
    return group[0] in number_words("mass")


def _first_group(tail: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    elided = tail[0].partition("'")[2]
    words = (elided, *tail[1:]) if elided else tail[1:]
    cut = next((at for at, word in enumerate(words) if at and _preposition(word)), len(words))
    return words[:cut], words[cut:]


def _with_the_head(tail: tuple[str, ...]) -> tuple[Form, ...]:
    """« accords de coopération militaires »: the last adjective may belong to the first noun."""
    *before, last = tail
    if len(before) < 1 or _preposition(last) or (_preposition(before[-1]) and "'" not in before[-1]):
        return ()
    return tuple(
        Form(" ".join((*before, form.text)), ("adjective of the first noun",))
        for form in plural(last)
        if form.text != last
    )
