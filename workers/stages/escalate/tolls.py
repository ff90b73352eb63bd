"""Figures by what they count: tolls under one role whatever the words, all else under its noun."""

from collections.abc import Iterable, Iterator, Sequence

from workers.french.parts import FIGURE, STOP, WORD, Part

ROLES = {
    "killed": "mort morts morte mortes tue tues tuee tuees tuant decede decedes decedee decedees deces peri",
    "wounded": "blesse blesses blessee blessees blessant",
    "missing": "disparu disparus disparue disparues",
    "hostage": "otage otages enleve enleves enlevee enlevees captif captifs",
    "arrested": "arrete arretes arretee arretees interpelle interpelles interpellee interpellees",
    "displaced": "deplace deplaces deplacee deplacees refugie refugies evacue evacues",
}
TOLLS = frozenset(("killed", "wounded", "missing", "hostage"))
"""Roles of which the first figure is news too."""
SAID = {
    "killed": "morts",
    "wounded": "blessés",
    "missing": "disparus",
    "hostage": "otages",
    "arrested": "arrestations",
    "displaced": "déplacés",
}

_ROLE = {word: role for role, words in ROLES.items() for word in words.split()}
_ACTIVE = frozenset(("tue", "tuant", "mort", "deces", "blesse", "blessant", "enleve", "arrete", "interpelle"))
"""Words that a figure may follow: « a tué douze soldats »; « tués mardi, 300 hommes » counts no dead."""
_AFTER, _BEFORE = 6, 3  # parts; « douze soldats des forces armées ont été tués », « tué au moins douze »
_LINKS = frozenset(("d", "de", "des", "du"))
_NO_COUNT = """
    an annee mois jour semaine heure minute seconde kilometre metre mille km kg tonne degre pour cent fois
    siecle edition eme er e ans h page point premier premiere dernier derniere autre"""
_MEASURES = frozenset(_NO_COUNT.split())
_SHORTEST = 4  # letters of a noun that says what is counted


def figures(row: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Gives each figure as `role=value`, with its part; those that are only about so begin with ~."""
    for at, part in enumerate(row):
        if part.kind == FIGURE or (part.kind == WORD and part.key in {"un", "une"}):
            role = _toll(row, at) or (_noun(row, at) if part.kind == FIGURE else None)
            value = part.value if part.kind == FIGURE else "1"
            if role and value.removeprefix("~").replace(".", "").isdecimal():
                yield f"{role}={value}", part


def _toll(row: Sequence[Part], at: int) -> str | None:
    single = row[at].kind == WORD  # « un » counts only where the toll's word is near: « un mort »
    for one in _until_stop(row[at + 1 : at + 1 + (1 if single else _AFTER)]):
        if one.key in _ROLE:
            return _ROLE[one.key]
    for one in _until_stop(reversed(row[max(0, at - _BEFORE) : at])):
        if not single and one.key in _ACTIVE:
            return _ROLE[one.key]
    return None


def _until_stop(near: Iterable[Part]) -> Iterator[Part]:
    for one in near:
        if one.kind in {STOP, FIGURE}:
            return
        yield one


def _noun(row: Sequence[Part], at: int) -> str | None:
    following = [one for one in row[at + 1 : at + 3] if one.key not in _LINKS]
    if not following or following[0].kind != WORD:
        return None
    noun = following[0].key.rstrip("sx")
    return noun if len(noun) >= _SHORTEST and noun not in _MEASURES else None


def said(figure: str) -> tuple[str, str]:
    """Gives a figure's role and value as a person reads them."""
    role, value = figure.split("=")
    return SAID.get(role, role), value
