"""What the press prints around an article's text: whole lines, taken out, kept where they say something.

The phrases stand in french/data/press_lines.tsv. A line goes only when all of it is such a phrase: a sentence
that merely begins like one stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workers.french.tables import table
from workers.stages.extract.agencies import is_signature

EDGE = 6  # paragraphs at either end: where bylines and signatures stand
LONGEST = 600  # code points: above that no line of the table matches

_SMALL = r"de|du|des|le|la|d['’]\w+"
_NAME = rf"(?:[A-ZÀ-Þ][\w'’.-]*|{_SMALL}|van|von|ben|bin|el|al|avec|et|and|with|l['’]\w+|[&,/()])"
_DAYS = r"hier|aujourd['’]hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = (
    r"janv(?:ier)?|févr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|août|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|déc(?:embre)?"
)
_DATING = (
    r"publiée?|postée?|mise?|en ligne|à jour|modifiée?|actualisée?|créée?|écrit|lecture|temps de|lu en"
    r"|dernière|modification|le|la|à|au|et|de|par|il y a"
)
_TIMES = r"\d{1,4}(?:er)?h?(?:\d\d)?|h|min|minutes?|heures?|jours?|secondes?|gmt|utc|paris|heure"
_MACROS = {
    "{NAMES}": rf"(?>{_NAME}\s*){{1,12}}+",
    "{WHO}": rf"(?=.*[A-ZÀ-Þ@])(?>[A-ZÀ-Þ0-9@][\w'’.@-]*|{_SMALL}|via|par|[/,&|()–-]|\s){{1,40}}+",
    "{DATED}": rf"(?>(?:{_DATING}|{_DAYS}|{_MONTHS}|{_TIMES})(?![\w’'])[\s,.:;|•·()/–—-]*)++",
    "{NETWORK}": (
        r"(?:facebook|twitter|x|whats ?app|linkedin|telegram|messenger|instagram|tik ?tok|youtube|bluesky"
        r"|threads|flipboard|pinterest|google (?:news|actualités)|e-?mail|mail|par e-?mail|copier le lien"
        r"|imprimer|envoyer|lien copié)"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The paragraphs that are the article's, and what the lines taken out said."""

    paragraphs: tuple[str, ...]
    bylines: tuple[str, ...] = ()
    """Who wrote it, as signed: « Paul Mérignac (avec AFP) »."""
    photo_credit: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    edge: bool
    longest: int
    pattern: re.Pattern[str]


def cleaned(paragraphs: Sequence[str]) -> Cleaned:
    """Gives the article's own paragraphs in their order."""
    kept: list[str] = []
    said: dict[str, list[str]] = {"byline": [], "photo": []}
    for at, paragraph in enumerate(paragraphs):
        edge = at < EDGE or at >= len(paragraphs) - EDGE
        taken = next(_taken(paragraph, edge=edge), None)
        if taken is None:
            kept.append(paragraph)
        elif taken[1] and taken[0] in said:
            said[taken[0]].append(taken[1])
    return Cleaned(
        paragraphs=tuple(kept), bylines=tuple(said["byline"]), photo_credit=next(iter(said["photo"]), "")
    )


def _taken(paragraph: str, *, edge: bool) -> Iterator[tuple[str, str]]:
    """The kind of phrase that the whole paragraph is, and the names in it."""
    line = " ".join(paragraph.split())
    if len(line) > LONGEST:
        return
    for phrase in _phrases():
        if (
            len(line) <= phrase.longest
            and (edge or not phrase.edge)
            and (match := phrase.pattern.fullmatch(line))
        ):
            yield phrase.kind, next(iter(filter(None, match.groups())), "").strip(" ()[].")
    if edge and is_signature(line):
        yield "agency", ""


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(row["kind"], row["where"] == "edge", int(row["longest"]), re.compile(_filled(row["pattern"])))
        for row in table("press_lines")
    )


def _filled(pattern: str) -> str:
    for name, meaning in _MACROS.items():
        pattern = pattern.replace(name, meaning)
    return pattern
