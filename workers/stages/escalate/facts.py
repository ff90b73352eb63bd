"""What an article says that may be news to one who knows the story."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from workers.french.parts import NAME, Row, parts, tokens
from workers.french.text import Reading, reading
from workers.news.article import Article
from workers.news.document import Findings
from workers.stages.escalate.tolls import figures

HEAD = 80  # words: title and lead, where a new fact is put; the rest is told again, or background
SHORTEST = 3  # letters of a name's word

_SAYS = (
    r"selon|d'apres|annonc\w+|indiqu\w+|confirm\w+|declar\w+|precis\w+|affirm\w+|assur\w+"
    r"|communique|revendiqu\w+"
)
_BODIES = {
    "ministère": "ministere|ministre",
    "présidence": "presidence|elysee|kremlin|maison blanche",
    "état-major": "etat major|pentagone",
    "gouvernement": "gouvernement|primature",
    "armée": "porte parole de l'armee|porte parole militaire",
    "ONU": "onu|nations unies",
    "Otan": "otan",
}
_OFFICIAL = {
    name: re.compile(
        rf"\b(?:{_SAYS})\b[^.!?]{{0,50}}\b(?:{words})\b|\b(?:{words})\b[^.!?]{{0,50}}\b(?:{_SAYS})\b"
    )
    for name, words in _BODIES.items()
}
_BODY = re.compile("|".join(_BODIES.values()))
_LOWERED = re.compile(r"\b(?:a la baisse|ramene|rectifi|corrig|revoi|revu)")
_URGENT = re.compile(r"\W*(?:urgent|alerte|flash)\b", re.IGNORECASE)
_OFFICIAL_HOST = re.compile(
    r"^https?://(?:[^/]+\.)?(?:gouv\.\w+|gov\.\w+|elysee\.fr|nato\.int|un\.org|europa\.eu)/"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Of the whole text, so that it is known; and of its head, where it may be news."""

    figures: tuple[str, ...] = ()
    head_figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Every word of every name, folded."""
    head_names: tuple[str, ...] = ()
    """Persons and organisations, as they are shown."""
    officials: tuple[str, ...] = ()
    corrects: bool = False
    """Whether the head says that a figure told before was too high."""


def facts(article: Article, findings: Findings, normal: Reading | None = None) -> Facts:
    """Gives the facts of an article; `normal` is the reading of its text, if made."""
    whole = normal or reading(article.text)
    row = tokens(whole)
    found = parts(row, (article.published or article.seen).date())
    end = _end(row, len(whole.folded))
    counted = list(figures(found))
    named = (row.texts[one.tokens : one.tokens + one.length] for one in found if one.kind == NAME)
    return Facts(
        figures=_once(figure for figure, _ in counted),
        head_figures=_once(figure for figure, part in counted if part.start < end),
        names=_once(word for word in chain.from_iterable(named) if len(word) >= SHORTEST),
        head_names=_head_names(
            findings, whole.span(end, end)[0] if end < len(whole.folded) else len(whole.text)
        ),
        officials=_officials(article, whole.folded[:end]),
        corrects=bool(_LOWERED.search(whole.folded, 0, end)),
    )


def folded(name: str) -> list[str]:
    """Gives the words of a name as they are compared."""
    return [word for word in tokens(reading(name)).texts if len(word) >= SHORTEST]


def _end(row: Row, last: int) -> int:
    """Where the head ends in the folding; at its last place where it has no more words."""
    starts = (start for text, start in zip(row.texts, row.starts, strict=True) if text[0].isalnum())
    return next(islice(starts, HEAD, None), last)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _head_names(findings: Findings, end: int) -> tuple[str, ...]:
    """Those of the head but the bodies that count as official sources, which are told as such."""
    return _once(
        entity.canonical
        for entity in findings.entities
        if entity.type in {"person", "organisation"}
        and any(start < end for start, _ in entity.mentions)
        and not _BODY.match(reading(entity.canonical).folded)
    )


def _officials(article: Article, head: str) -> tuple[str, ...]:
    found = [name for name, pattern in _OFFICIAL.items() if pattern.search(head)]
    if "AFP" in article.agencies and _URGENT.match(article.title):
        found.append("AFP, urgent")
    if _OFFICIAL_HOST.match(article.url):
        found.append(article.source)
    return tuple(found)
