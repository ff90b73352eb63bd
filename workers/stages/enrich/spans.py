"""The model's spans made right: names alone, without articles, titles and punctuation."""

import re
from collections.abc import Iterable, Iterator

from workers.news.document import Tag
from workers.stages.enrich.unwrapped import is_wrapped

_EDGE = " \t\r\u00a0\u202f«»\"“”'’‘()[]{},;:!?…-–—*•/|"
_LEADING = re.compile(
    r"(?:[ldcjmnst]['’]|qu['’]|(?:le|la|les|l|un|une|des|du|de|au|aux|ce|cet|cette|ces|à|en|et|ou|son|sa|ses)\s+)"
)
# Where the model has « de Gaulle » for a person, the particle is the name's.
_LEADING_PERSON = re.compile(_LEADING.pattern.replace("des|du|de|", ""))
_OFFICES = (
    "président|présidente|premier ministre|première ministre|ministre|général|générale|colonel|lieutenant|"
    "lieutenant-colonel|commandant|capitaine|amiral|contre-amiral|sergent|caporal|adjudant|maréchal|chef|roi|"
    "reine|prince|émir|cheikh|ambassadeur|ambassadrice|porte-parole|secrétaire|député|députée|sénateur|"
    "sénatrice|docteur|professeur|monsieur|madame"
)
_TITLE = re.compile(
    rf"(?:MM?\.|Mmes?|Mlle|Me|Dr|Pr|Mgr|(?:l[ea]\s+)?(?:ex-)?(?:vice-)?(?:{_OFFICES}))\s+", re.IGNORECASE
)
_SHORTEST = 2  # code points
# Written with a capital, but a post or a power of any state.
_NO_NAMES = frozenset(
    {"Défense", "Armées", "Intérieur", "Affaires étrangères", "Affaires", "Justice", "Finances", "Économie"}
    | {"Défense nationale", "Anciens combattants", "Anciens Combattants", "Sécurité"}
    | {"Etat", "État", "Etats", "États", "République", "Parlement", "Crédit", "Photo", "Monsieur", "Madame"}
)
# « le président de transition, Bah N'Daw »: an office, at most three words that complete it, a comma.
_OFFICE_BEFORE = re.compile(rf"\b(?:{_OFFICES})(?:\s[^\W\d]+){{0,3}},?\s$", re.IGNORECASE)
_BEFORE = 60  # code points in which the office stands


def trimmed(text: str, tags: Iterable[Tag]) -> Iterator[Tag]:
    """Gives each tag as the name alone; those that name nothing are left out."""
    wrapped = is_wrapped(text)
    for tag in tags:
        line = tag.end if wrapped else _line_end(text, tag.start, tag.end)
        start, end = _edges(text, tag.start, line)
        start, end = _edges(text, _after_leads(text, start, end, tag.type), end)
        name = text[start:end]
        if len(name) >= _SHORTEST and any(letter.isupper() for letter in name) and name not in _NO_NAMES:
            yield Tag(start=start, end=end, type=_type(text, start, tag.type))


def _type(text: str, start: int, type: str) -> str:
    """What the model saw as a name of no type is a person's after an office."""
    if type == "other" and _OFFICE_BEFORE.search(text[max(0, start - _BEFORE) : start]):
        return "person"
    return type


def _line_end(text: str, start: int, end: int) -> int:
    line = text.find("\n", start, end)
    return end if line < 0 else line


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (
        text[end - 1] in _EDGE or (text[end - 1] == "." and "." not in text[start : end - 1])
    ):
        end -= 1
    return start, end


def _after_leads(text: str, start: int, end: int, type: str) -> int:
    """Leaves at least one capital: « La Haye » and « Le Caire » keep their article, it is written large."""
    patterns = (_TITLE, _LEADING_PERSON) if type == "person" else (_LEADING,)
    moved = True
    while moved:
        moved = False
        for pattern in patterns:
            found = pattern.match(text, start, end)
            if found and any(letter.isupper() for letter in text[found.end() : end]):
                start, moved = found.end(), True
    return start
